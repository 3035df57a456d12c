"""Finds title and lead among the parts of a document; the rest is its text."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from articles.importing import lengths
from articles.importing.content import Part
from articles.importing.errors import ImportRefused
from core.text import word_count

AMONG = 3  # paragraphs from the beginning in which title and lead stand; headings there too
TITLE_WORDS = 25  # more, in bold, is a lead
LEAD_WORDS = 8  # less is a name or a place and date
LINES = ("title", "subtitle", "heading", "paragraph")


@dataclass(frozen=True)
class Composition:
    """A piece as it will be: title, lead, and the parts of its text."""

    title: str
    lead: str
    parts: list[Part]


def compose(parts: list[Part]) -> Composition:
    """Return title, lead and text; raise `ImportRefused` for a document without words."""
    if not any(part.text for part in parts):
        raise ImportRefused(_("This document has no text."))
    title = _title_among([part for part in parts if part.kind in LINES])
    fits = title is not None and len(title.text) <= lengths.TITLE
    rest = _without(parts, title) if fits else parts
    lead = _lead_among([part for part in rest if part.text])
    return Composition(
        lengths.cut(title.text, lengths.TITLE) if title else _("Imported from Word"),
        lead.text if lead else "",
        _without(rest, lead),
    )


def _title_among(lines: list[Part]) -> Part | None:
    """Return the title: its own style, a heading or short bold line at the beginning, the first.

    A line too long for a title stays in the text too.
    """
    first = lines[:AMONG]
    candidates = [
        *(part for part in lines if part.kind == "title"),
        *(part for part in first if part.kind == "heading"),
        *(part for part in first if part.is_bold and word_count(part.text) <= TITLE_WORDS),
        *lines,
    ]
    return next(iter(candidates), None)


def _lead_among(texts: list[Part]) -> Part | None:
    """Return the lead: a subtitle, else a bold one of the first paragraphs, else the first."""
    first = []
    for part in texts[:AMONG]:
        if part.kind not in ("subtitle", "paragraph"):
            break
        first.append(part)
    fitting = [part for part in first if len(part.text) <= lengths.LEAD]
    long_enough = [part for part in fitting if word_count(part.text) >= LEAD_WORDS]
    candidates = [
        *(part for part in fitting if part.kind == "subtitle"),
        *(part for part in long_enough if part.is_bold),
        *(part for part in long_enough if part in first[:2] and len(texts) > 1),
    ]
    return next(iter(candidates), None)


def _without(parts: list[Part], taken: Part | None) -> list[Part]:
    """Return the others; two equal lines are two lines."""
    return [part for part in parts if part is not taken]
