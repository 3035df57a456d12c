"""Builds hashed, compressed static files, only when a source changed."""

import hashlib
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command


def source_fingerprint() -> str:
    """Return a digest of the names and contents of all static sources."""
    digest = hashlib.sha256(settings.STATIC_URL.encode())
    for finder in get_finders():
        for path, storage in sorted(finder.list([]), key=lambda found: found[0]):
            digest.update(path.encode())
            with storage.open(path) as source:
                digest.update(source.read())
    return digest.hexdigest()


def build_when_changed() -> bool:
    """Collect, hash and compress static files unless this very content is built already."""
    root = Path(settings.STATIC_ROOT)
    stamp = root.with_name(root.name + ".built")
    fingerprint = source_fingerprint()
    if (root / "staticfiles.json").exists() and stamp.exists() and stamp.read_text() == fingerprint:
        return False
    call_command("collectstatic", interactive=False, clear=root.exists(), verbosity=0)
    stamp.write_text(fingerprint)
    return True
