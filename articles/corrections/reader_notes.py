"""Corrections as readers are told of them: what happened, when, in which words and language."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from django.conf import settings
from django.utils.translation import get_language, pgettext_lazy
from wagtail.models import Page

from articles.corrections.queries import published_corrections
from articles.enums import CorrectionKind
from articles.models import Correction

LABELS = {
    CorrectionKind.CORRECTION: pgettext_lazy("told to readers", "Correction"),
    CorrectionKind.UPDATE: pgettext_lazy("told to readers", "Updated"),
    CorrectionKind.RETRACTION: pgettext_lazy(
        "told to readers", "Retracted, published again after a review"
    ),
}


@dataclass(frozen=True)
class ReaderNote:
    """One note; `language` is set where it is not that of the page around it."""

    kind: str
    label: str
    published_at: datetime
    note: str
    language: str = ""


def notes_of(page: Page) -> list[ReaderNote]:
    """Return what readers of a piece are told, the newest first, in the active language.

    What was published once was never corrected, so most pages ask the database nothing. A
    translation has the notes from its next publication on: until then it says what it said.
    """
    if page.live and page.last_published_at in (None, page.first_published_at):
        return []
    return [reader_note(correction) for correction in published_corrections(page)]


def as_data(page: Page) -> list[dict[str, Any]]:
    """Return the notes of a piece as the APIs give them: kind, time and text."""
    return [
        {"kind": one.kind, "published_at": one.published_at, "note": one.note}
        for one in notes_of(page)
    ]


def reader_note(correction: Correction) -> ReaderNote:
    """Return one published correction in the words of the active language."""
    active = get_language() or settings.LANGUAGE_CODE
    is_foreign = active != settings.LANGUAGE_CODE and correction.note == correction.note_vi
    return ReaderNote(
        kind=correction.kind,
        label=str(LABELS[CorrectionKind(correction.kind)]),
        # Only what was published is told.
        published_at=cast(datetime, correction.published_at),
        note=correction.note,
        language=settings.LANGUAGE_CODE if is_foreign else "",
    )
