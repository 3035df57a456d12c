"""Sizes of stored files, asked of the storage once: a name is never used again."""

import hashlib
from collections.abc import Iterable

from django.core.cache import cache
from django.core.files.storage import default_storage

KEPT_FOR = 30 * 24 * 3600


def sizes_of(names: Iterable[str]) -> dict[str, int]:
    """Return the bytes of public files by name; what is not there is left out."""
    keys = {_key(name): name for name in names}
    known = cache.get_many(keys)
    found = {key: size for key in keys.keys() - known.keys() if (size := _size(keys[key]))}
    if found:
        cache.set_many(found, KEPT_FOR)
    return {keys[key]: size for key, size in (known | found).items()}


def _key(name: str) -> str:
    return "file-size:" + hashlib.sha256(name.encode()).hexdigest()


def _size(name: str) -> int | None:
    try:
        return default_storage.size(name)
    except OSError:
        return None
