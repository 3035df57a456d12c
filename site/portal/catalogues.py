"""Compiles and checks message catalogues without gettext's programs."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import polib

ROOT = Path(__file__).resolve().parents[2]
PARTS = ("site", "home", "units", "articles", "forms", "search")
PLACEHOLDER = re.compile(r"%\([a-z_0-9]+\)[sd]|%[sd]|\{[a-z_0-9]*\}", re.IGNORECASE)


def catalogue_files(root: Path = ROOT) -> list[Path]:
    """Return the catalogues of the project, in a fixed order."""
    return sorted(
        path for part in PARTS for path in (root / part).glob("**/locale/*/LC_MESSAGES/*.po")
    )


def compile_stale(root: Path = ROOT) -> list[Path]:
    """Compile each catalogue that is newer than its compiled form; return what was compiled."""
    stale = [path for path in catalogue_files(root) if _is_stale(path)]
    for path in stale:
        polib.pofile(str(path)).save_as_mofile(str(path.with_suffix(".mo")))
    return stale


def _is_stale(path: Path) -> bool:
    compiled = path.with_suffix(".mo")
    return not compiled.exists() or compiled.stat().st_mtime < path.stat().st_mtime


def entry_faults(entries: Iterable[polib.POEntry]) -> Iterator[str]:
    """Yield what is wrong with translations: empty, uncertain, or with other placeholders."""
    for entry in entries:
        if entry.obsolete:
            continue
        if "fuzzy" in entry.flags:
            yield f"uncertain (fuzzy): {entry.msgid!r}"
        for text in _translations(entry):
            if not text.strip():
                yield f"empty: {entry.msgid!r}"
            elif _unknown_or_lost(entry, text):
                yield f"other placeholders: {entry.msgid!r} -> {text!r}"


def missing(*, wanted: Iterable[polib.POEntry], present: Iterable[polib.POEntry]) -> Iterator[str]:
    """Yield the messages of the source that no catalogue translates."""
    known = {(entry.msgctxt, entry.msgid) for entry in present if not entry.obsolete}
    for entry in wanted:
        if (entry.msgctxt, entry.msgid) not in known:
            yield f"missing: {entry.msgid!r}"


def _translations(entry: polib.POEntry) -> list[str]:
    return list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]


def _unknown_or_lost(entry: polib.POEntry, text: str) -> bool:
    # A number may be left unsaid in a plural form, but no name may be invented.
    found, wanted = _placeholders(text), _placeholders(entry.msgid_plural or entry.msgid)
    return not found <= wanted if entry.msgid_plural else found != wanted


def _placeholders(text: str) -> set[str]:
    return set(PLACEHOLDER.findall(text.replace("%%", "")))


if __name__ == "__main__":
    compile_stale()
