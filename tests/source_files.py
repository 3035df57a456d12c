"""Reads the project's own files, for the tests of the house itself."""

import os
from fnmatch import fnmatch
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PACKAGES = {
    "core": ROOT / "site" / "core",
    "portal": ROOT / "site" / "portal",
    **{name: ROOT / name for name in ("home", "units", "articles", "forms", "search")},
}
TEXT_SUFFIXES = {".py", ".html", ".txt", ".md", ".toml", ".css", ".js", ".po", ".xml", ".json", ""}


def _produced_patterns() -> list[str]:
    lines = (ROOT / ".gitignore").read_text().split()
    return [".git", *(line.strip("/") for line in lines)]


PRODUCED = _produced_patterns()


def is_produced(name: str) -> bool:
    """Tell whether an entry is made by a run and kept out of git."""
    return any(fnmatch(name, pattern) for pattern in PRODUCED)


def top_level() -> set[str]:
    """Return the entries of the top level that are kept in git."""
    return {path.name for path in ROOT.iterdir() if not is_produced(path.name)}


def own_files(folder: Path = ROOT) -> list[Path]:
    """Return every file below `folder` that is kept in git."""
    found: list[Path] = []
    for parent, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not is_produced(name)]
        found += [Path(parent, name) for name in names if not is_produced(name)]
    return sorted(found)


def own_text_files() -> list[Path]:
    """Return those of our files that hold text."""
    return [path for path in own_files() if path.suffix in TEXT_SUFFIXES]


def shown(paths: list[Path]) -> list[str]:
    """Return paths as seen from the root, for messages."""
    return [str(path.relative_to(ROOT)) for path in paths]
