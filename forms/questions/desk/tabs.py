"""Parts of the list of questions: for the centre and for those who answer for a unit."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils.translation import pgettext_lazy

from .. import queries
from ..enums import ANSWERED, OPEN, WITH_UNIT
from ..models import Question
from ..rules import answering_units, is_voice_centre


@dataclass(frozen=True)
class Moment:
    """For whom and for which days a tab speaks."""

    user: Any
    today: date
    soon_until: date


@dataclass(frozen=True)
class Tab:
    """A part of the list; `condition(moment)` says which questions stand in it.

    One that is for nobody stands behind a number of the figures and shows while it is open.
    """

    key: str
    label: Any
    condition: Callable[[Moment], Q]
    for_centre: bool = False
    for_units: bool = False
    is_open: bool = True


def _own_units(moment: Moment) -> Q:
    return Q(unit__in=answering_units(moment.user))


TABS = (
    Tab(
        "new",
        pgettext_lazy("tab of questions", "To assign"),
        lambda moment: queries.is_new(),
        for_centre=True,
    ),
    Tab(
        "review",
        pgettext_lazy("tab of questions", "In review"),
        lambda moment: queries.is_in_review(),
        for_centre=True,
    ),
    Tab(
        "mine",
        pgettext_lazy("tab of questions", "Mine"),
        lambda moment: Q(state__in=OPEN, officer=moment.user),
        for_units=True,
    ),
    Tab(
        "unit",
        pgettext_lazy("tab of questions", "Of the unit"),
        lambda moment: Q(state__in=WITH_UNIT) & _own_units(moment),
        for_units=True,
    ),
    Tab(
        "waiting",
        pgettext_lazy("tab of questions", "Waiting for the asker"),
        lambda moment: queries.is_waiting(),
        for_units=True,
    ),
    Tab(
        "soon",
        pgettext_lazy("tab of questions", "Due soon"),
        lambda moment: queries.is_due_soon(moment.today, moment.soon_until),
        for_units=True,
    ),
    Tab(
        "late",
        pgettext_lazy("tab of questions", "Overdue"),
        lambda moment: queries.is_late(moment.today),
        for_centre=True,
        for_units=True,
    ),
    Tab(
        "contested",
        pgettext_lazy("tab of questions", "Contested"),
        lambda moment: queries.is_contested(),
        for_centre=True,
        for_units=True,
    ),
    Tab(
        "answered",
        pgettext_lazy("tab of questions", "Answered"),
        lambda moment: Q(state__in=ANSWERED),
        for_units=True,
        is_open=False,
    ),
    Tab(
        "all",
        pgettext_lazy("tab of questions", "All"),
        lambda moment: Q(),
        for_centre=True,
        for_units=True,
        is_open=False,
    ),
)
OPEN_TAB = Tab("open", pgettext_lazy("tab of questions", "Open"), lambda moment: Q(state__in=OPEN))
BEHIND_FIGURES = (OPEN_TAB, *(tab for tab in TABS if tab.key == "soon"))


def tabs_for(user) -> list[Tab]:
    """Return the tabs of an account, its own work first."""
    centre, units = is_voice_centre(user), bool(answering_units(user))
    return [tab for tab in TABS if (tab.for_centre and centre) or (tab.for_units and units)]


def tab_of(key: str, user) -> Tab:
    """Return the tab with a key, the account's first for any other word."""
    tabs = tabs_for(user)
    return next((tab for tab in (*tabs, *BEHIND_FIGURES) if tab.key == key), tabs[0])


def count_tabs(questions: QuerySet[Question], tabs: list[Tab], moment: Moment) -> dict[str, int]:
    """Return how many questions stand in each tab; one query."""
    return questions.order_by().aggregate(
        **{tab.key: Count("pk", filter=tab.condition(moment)) for tab in tabs if tab.key != "all"},
        all=Count("pk"),
    )
