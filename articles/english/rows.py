"""What the screens show of each unit and each page: figures, state and the next step."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any
from uuid import UUID

from wagtail.models import Page

from articles.english.queries import (
    Figures,
    Progress,
    figures_by_unit,
    progress_of,
    translatable_pages,
)
from articles.english.states import EnglishState
from core.text import fold
from units.models import Unit
from units.queries import active_units

NOTHING = Figures(Counter(), None)


class Step(Enum):
    """What is to be done next with a page."""

    TRANSLATE = "translate"
    CONTINUE = "continue"
    SEND = "send"
    UPDATE = "update"
    OPEN = "open"


@dataclass(frozen=True)
class UnitRow:
    """One unit of the report."""

    unit: Unit
    figures: Figures


@dataclass(frozen=True)
class PageRow:
    """One Vietnamese page of a unit, with where its translation stands."""

    page: Any
    state: EnglishState
    progress: Progress | None
    step: Step
    english: Page | None

    @property
    def is_live(self) -> bool:
        """Tell whether readers find an English page."""
        return self.english is not None and self.english.live

    @property
    def is_of_old_text(self) -> bool:
        """Tell whether a draft translates a text that readers no longer see."""
        return bool(self.page.is_behind) and self.state is EnglishState.DRAFT


def unit_rows(unit_ids: Iterable[int] | None) -> list[UnitRow]:
    """Return the units of the report by name, all that exist today when none are named."""
    figures = figures_by_unit(unit_ids)
    units = active_units() if unit_ids is None else Unit.objects.filter(pk__in=list(unit_ids))
    return [UnitRow(unit, figures.get(unit.pk, NOTHING)) for unit in units.order_by("sort_name")]


def total_of(rows: Sequence[UnitRow]) -> Figures:
    """Return the sum of all rows."""
    counts: Counter[str] = Counter()
    progress: Progress | None = None
    for row in rows:
        counts.update(row.figures.counts)
        if row.figures.progress is not None:
            progress = (progress or Progress()) + row.figures.progress
    return Figures(counts, progress)


def pages_of(unit: Unit, *, state: str, text: str):
    """Return a unit's pages, newest first, by state and by words of the title.

    Words are found with and without their marks, so titles are read first where some are asked for.
    """
    pages = translatable_pages(unit_id=unit.pk).order_by("-published", "-pk")
    if state:
        pages = pages.filter(state=state)
    wanted = fold(text).split()
    if not wanted:
        return pages
    titles = Page.objects.filter(pk__in=pages.order_by().values("pk")).values_list("pk", "title")
    found = [pk for pk, title in titles if all(word in fold(title) for word in wanted)]
    return pages.filter(pk__in=found)


def page_rows(pages: Iterable[Any], *, may_act: bool) -> list[PageRow]:
    """Return the rows of some pages; two queries more whatever their number."""
    listed = list(pages)
    english = Page.objects.in_bulk([page.english_id for page in listed if page.english_id])
    progress = progress_of([page.translation_key for page in listed if page.in_editor])
    return [_row(page, progress, english.get(page.english_id), may_act) for page in listed]


def _row(page: Any, progress: dict[UUID, Progress], english: Page | None, may_act: bool) -> PageRow:
    state = EnglishState(page.state)
    found = progress.get(page.translation_key) if page.in_editor else None
    shown = found if state in (EnglishState.DRAFT, EnglishState.STALE) else None
    step = _step(page, state, found) if may_act else Step.OPEN
    return PageRow(page, state, shown, step, english)


def _step(page: Any, state: EnglishState, progress: Progress | None) -> Step:
    """Return the next step of somebody who works on the translations of the unit."""
    if state is EnglishState.MISSING:
        return Step.TRANSLATE
    if state in (EnglishState.REVIEW, EnglishState.CURRENT):
        return Step.OPEN
    if page.is_behind or (state is EnglishState.STALE and not page.in_editor):
        return Step.UPDATE
    return Step.CONTINUE if progress and progress.missing else Step.SEND
