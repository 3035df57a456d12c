"""Which of the unit's pieces shut nobody out, as far as what is stored of them tells."""

import json
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import F, QuerySet, TextField
from django.db.models.functions import Cast

from articles.enums import ArticleFormat
from articles.models import ArticlePage
from core.addresses import PageAddresses
from units.indicators import Figure, Record, Window, share_of

from .page_faults import Content, Fault, faults_of

CHUNK = 200
COLUMNS = ("unit_id", "title", "url_path", "published_at", "cover_id", "cover_alt", "format")


@dataclass(frozen=True)
class _Page:
    """What is read of a piece, and what is wrong with it."""

    unit_id: int
    title: str
    url_path: str
    published_at: datetime
    faults: list[Fault]


def count_accessible(unit_ids: Collection[int], window: Window) -> dict[int, Figure]:
    """Return the share of public pieces without a fault; none without a piece.

    One query; the texts come in chunks, so that memory does not grow with the pieces.
    """
    whole: Counter[int] = Counter()
    part: Counter[int] = Counter()
    for page in _pages(unit_ids, window):
        whole[page.unit_id] += 1
        part[page.unit_id] += not page.faults
    found = {unit_id: share_of(part[unit_id], number) for unit_id, number in whole.items()}
    return {unit_id: figure for unit_id, figure in found.items() if figure}


def page_records(unit_id: int, window: Window) -> list[Record]:
    """Return the unit's public pieces, newest first, each with its faults."""
    addresses = PageAddresses()
    return [
        Record(
            label=page.title,
            happened_at=page.published_at,
            counts=not page.faults,
            note="; ".join(str(fault.label) for fault in page.faults),
            url=addresses.of(page.url_path) or "",
        )
        for page in _pages([unit_id], window)
    ]


def _pages(unit_ids: Collection[int], window: Window) -> Iterator[_Page]:
    rows = _rows(unit_ids, window).values_list(*COLUMNS, "captions", "stored")
    for row in rows.iterator(chunk_size=CHUNK):
        unit_id, title, url_path, published_at, cover_id, cover_alt, form, captions, stored = row
        content = Content(
            blocks=_blocks(stored),
            cover_alt=cover_alt if cover_id else None,
            is_video=form == ArticleFormat.VIDEO,
            has_captions=captions is not None,
        )
        yield _Page(unit_id, title, url_path, published_at, faults_of(content))


def _rows(unit_ids: Collection[int], window: Window) -> QuerySet[Any]:
    """Return the live pieces first published in a window, newest first; translations too."""
    pages = ArticlePage.objects.filter(
        live=True,
        unit_id__in=unit_ids,
        published_at__gte=window.begin,
        published_at__lt=window.end,
    )
    stored, captions = Cast("body", TextField()), F("videopage__captions_id")
    return pages.annotate(stored=stored, captions=captions).order_by("-published_at", "-pk")


def _blocks(stored: str | None) -> list[dict[str, Any]]:
    return json.loads(stored) if stored else []
