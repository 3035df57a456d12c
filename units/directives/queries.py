"""Reads of directives for lists and screens, with the same number of queries for any length."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, QuerySet
from django.urls import reverse

from units.documents.addresses import file_url
from units.documents.models import DocumentFile

from .enums import AnswerState, DirectiveState
from .models import Directive, DirectiveReceipt
from .standings import PROGRESS, STANDINGS, Standing

LOADED = ("directive__document__type", "unit", "in_charge")


@dataclass(frozen=True)
class Figure:
    """A number with its label and the list behind it."""

    key: str
    label: Any
    count: int
    url: str


@dataclass(frozen=True)
class Bar:
    """A part of a progress bar: from where, how wide, in per cent."""

    key: str
    start: float
    width: float


def progress_of(directives: Iterable[Directive], *, today: date) -> dict[int, list[Figure]]:
    """Return the figures of directives by id, each a link to the list behind it; one query."""
    chosen = [one for one in STANDINGS if one.key in PROGRESS]
    counts = {
        one.key: Count("pk", filter=one.condition(today)) for one in chosen if one.key != "all"
    }
    ids = [directive.pk for directive in directives]
    receipts = DirectiveReceipt.objects.filter(directive__in=ids).order_by()
    rows = receipts.values("directive").annotate(**counts, all=Count("pk"))
    found: dict[int, dict[str, Any]] = {row["directive"]: dict(row) for row in rows}
    return {pk: _figures(pk, chosen, found.get(pk, {})) for pk in ids}


def _figures(pk: int, chosen: list[Standing], counts: dict[str, Any]) -> list[Figure]:
    url = reverse("directive_show", args=[pk])
    return [
        Figure(one.key, one.label, counts.get(one.key, 0), f"{url}?show={one.key}#recipients")
        for one in chosen
    ]


def bars_of(figures: Sequence[Figure]) -> list[Bar]:
    """Return the parts of a bar: done, then acknowledged, then opened; each without the former."""
    counts = {figure.key: figure.count for figure in figures}
    whole, bars, start = counts["all"], [], 0.0
    former = 0
    for key in ("done", "acknowledged", "opened"):
        width = round(100 * (counts[key] - former) / whole, 2) if whole else 0.0
        former = counts[key]
        if width > 0:
            bars.append(Bar(key, round(start, 2), width))
        start += width
    return bars


def files_of(document_id: int) -> list[dict[str, Any]]:
    """Return the files of a document with their addresses; one query."""
    files = DocumentFile.objects.filter(document=document_id, removed_at=None).select_related(
        "document"
    )
    return [{"name": one.name, "size": one.size, "url": file_url(one)} for one in files]


def history_of(receipt: DirectiveReceipt) -> list[Any]:
    """Return the steps of a receipt, the newest first; one query."""
    steps = receipt.steps.select_related("user", "unit")
    return list(steps.order_by("-happened_at", "-pk"))


def answers_of(receipt: DirectiveReceipt, *, with_draft: bool) -> list[Any]:
    """Return the versions of an answer with their files, the newest first; two queries."""
    answers = receipt.answers.select_related("sent_by", "judged_by").prefetch_related("files")
    if not with_draft:
        answers = answers.exclude(state=AnswerState.DRAFT)
    return list(answers.order_by("-number"))


def sent_directives() -> QuerySet[Directive]:
    """Return the directives that units have got and that hold."""
    return Directive.objects.filter(state__in=[DirectiveState.SENT, DirectiveState.CLOSED])
