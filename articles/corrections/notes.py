"""The notes that readers are told, in the form in which they are kept."""

from django.utils.translation import gettext as _

from articles.errors import ReviewRefused
from core.text import normalize

LONGEST_NOTE = 1000


def kept_notes(*, note_vi: str, note_en: str) -> dict[str, str]:
    """Return both notes mended; raise `ReviewRefused` without a Vietnamese one or if too long."""
    notes = {"note_vi": _mended(note_vi), "note_en": _mended(note_en)}
    if not notes["note_vi"]:
        raise ReviewRefused(_("Tell readers in Vietnamese what was wrong or what is new."))
    if max(map(len, notes.values())) > LONGEST_NOTE:
        raise ReviewRefused(_("A note to readers has at most 1000 characters."))
    return notes


def _mended(note: str) -> str:
    return normalize(note.replace("\r\n", "\n")).strip()
