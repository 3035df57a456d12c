"""Keeps a sent workbook until it is confirmed: private, found by its sender alone, for a day.

The file lies in a folder of the account under a name that cannot be guessed. It stays after the
confirmation, so that a second click finds the same file and the same answer.
"""

import re
import secrets
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import PurePosixPath

from django.core.files.base import ContentFile
from django.core.files.storage import Storage, storages

from core.text import safe_filename

from . import limits

FOLDER = "figure-imports"
KEY = re.compile(r"[0-9a-f]{32}")
LONGEST_NAME = 100


@dataclass(frozen=True)
class Upload:
    """A workbook as it was sent."""

    key: str
    name: str
    content: bytes


def keep_upload(*, user, name: str, content: bytes, now: datetime) -> str:
    """Store a workbook and return its key; what is older than a day goes, whosever it is."""
    forget_uploads(now=now)
    key = secrets.token_hex(16)
    path = f"{_folder(user)}/{key}/{safe_filename(name)[-LONGEST_NAME:]}"
    _storage().save(path, ContentFile(content))
    return key


def find_upload(*, user, key: str, now: datetime) -> Upload | None:
    """Return an account's own workbook, or None where there is none or it is older than a day."""
    path = _path(user, key)
    # Somebody else's upload may sweep the file away at this very moment.
    with suppress(FileNotFoundError):
        if path is not None and not _is_old(path, now):
            with _storage().open(path) as file:
                return Upload(key, PurePosixPath(path).name, file.read())
    return None


def waited_too_long(*, user, key: str) -> bool:
    """Tell whether an account's own workbook still lies there, too old to be confirmed."""
    return _path(user, key) is not None


def forget_uploads(*, now: datetime) -> int:
    """Delete workbooks older than a day; return how many. Two may sweep at the same time."""
    return sum(
        _forget(f"{FOLDER}/{person}/{key}", now)
        for person in _folders(FOLDER)
        for key in _folders(f"{FOLDER}/{person}")
    )


def _forget(folder: str, now: datetime) -> int:
    """Delete the folder of a workbook that is too old; return whether it was there as a number.

    A folder without a file is left alone: its workbook is being written.
    """
    with suppress(FileNotFoundError):
        names = _storage().listdir(folder)[1]
        if names and all(_is_old(f"{folder}/{name}", now) for name in names):
            for name in names:
                _storage().delete(f"{folder}/{name}")
            _storage().delete(folder)
            return len(names)
    return 0


def _storage() -> Storage:
    return storages["private"]


def _folder(user) -> str:
    return f"{FOLDER}/{user.pk}"


def _folders(path: str) -> list[str]:
    try:
        return _storage().listdir(path)[0]
    except FileNotFoundError:
        return []


def _path(user, key: str) -> str | None:
    """Return where the workbook lies, or None."""
    if not KEY.fullmatch(key):
        return None
    folder = f"{_folder(user)}/{key}"
    try:
        names = _storage().listdir(folder)[1]
    except FileNotFoundError:
        return None
    return f"{folder}/{names[0]}" if names else None


def _is_old(path: str, now: datetime) -> bool:
    return _storage().get_modified_time(path) < now - timedelta(hours=limits.KEPT_HOURS)
