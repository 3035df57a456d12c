"""Prepares a demonstration of its own in a folder and serves it as `make run` does."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import services
from portal.serving import wait_for_port, web_command

ROOT = Path(__file__).resolve().parents[2]
START_LIMIT = 60.0
# The worker makes the small forms of pictures; a portal that has run for a minute has them all.
MAKE_PICTURES = ["db_worker", "--batch", "--no-reload", "--no-startup-delay", "--verbosity", "0"]


@contextmanager
def demonstration(folder: Path) -> Iterator[str]:
    """Yield the address of a running portal with the demonstration's units and pieces."""
    port = services.free_port()
    address = f"http://127.0.0.1:{port}"
    env = os.environ | {
        "DJANGO_SETTINGS_MODULE": "portal.settings.dev",
        "DATABASE_URL": f"sqlite:///{folder / 'portal.sqlite3'}",
        "MEDIA_ROOT": str(folder / "media"),
        "PRIVATE_MEDIA_ROOT": str(folder / "private"),
        "STATIC_ROOT": str(folder / "static"),
        "BASE_URL": address,
    }
    for arguments in (["prepare"], MAKE_PICTURES):
        command = [sys.executable, str(ROOT / "manage.py"), *arguments]
        subprocess.run(command, cwd=ROOT, env=env, check=True)
    server = subprocess.Popen(web_command(port=port, workers=1, threads=8), cwd=ROOT, env=env)
    try:
        if not wait_for_port(port, limit=START_LIMIT):
            raise RuntimeError("the demonstration did not start")
        yield address
    finally:
        server.terminate()
        server.wait(timeout=20)
