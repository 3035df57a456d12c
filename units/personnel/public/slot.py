"""Puts who leads a unit and its newest figures on the unit's home page, in one query."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Case, Exists, F, IntegerField, OuterRef, Q, QuerySet, Value, When
from django.db.models.functions import JSONObject
from django.utils.translation import get_language

from core.addresses import address
from core.visibility import is_unrestricted
from units.home_slots import HomeSlot
from units.queries import today

from ..models import Body, OrganisationPage, YearlyFigure
from ..queries import valid_on
from ..yearly.checks import NUMBERS
from ..yearly.reads import KNOWN, Cell, cells_of
from .reads import LEADERS, LEADING, acting, day_shown, public_appointments

MOST_LEADERS = 4


@dataclass(frozen=True)
class Leader:
    """A name with its post in the active language."""

    name: str
    post: str


@dataclass(frozen=True)
class Newest:
    """The newest figures of a unit; `cells` are the numbers that are known."""

    year: int
    cells: list[Cell]
    is_demonstration: bool


def load(*, page, request) -> dict[str, Any]:
    """Return leaders, newest figures and the address of the whole; empty where there is nothing.

    One query, also where there is nothing: every home page pays for it.
    """
    whole = _whole(page)
    if whole is None:
        return {}
    found = (getattr(whole, f"leader_{place}") for place in range(MOST_LEADERS))
    people = {one["person"]: _leader(one) for one in found if one}
    figure = _newest(whole.figure) if whole.figure else None
    if not people and figure is None:
        return {}
    return {"leaders": list(people.values()), "figure": figure, "url": address(whole, request)}


def _whole(home) -> Any:
    """Return the organisation page below a home, with leaders and figures beside it."""
    leaders = _leaders(home.unit_id, day_shown(home.unit, today()))
    beside = {f"leader_{place}": leaders[place : place + 1] for place in range(MOST_LEADERS)}
    pages = OrganisationPage.objects.child_of(home).live().filter(is_unrestricted())
    return pages.annotate(figure=_figures(home.unit_id)[:1], **beside).first()


def _leaders(unit_id: int, day: date) -> QuerySet:
    rows = public_appointments(day, body=leading_of(unit_id, day), position__level__in=LEADERS)
    return rows.values(
        told=JSONObject(
            person=F("person_id"),
            last=F("person__last_name"),
            first=F("person__first_name"),
            post_vi=F("position__name_vi"),
            post_en=F("position__name_en"),
            is_acting=F("is_acting"),
        )
    )


def leading_of(unit_id: int, day: date) -> QuerySet:
    """Return the id of the body that leads a unit, for a query around it: see `leading_body`."""
    bodies = Body.objects.filter(valid_on(day), unit=unit_id, is_public=True)
    other_tops = bodies.filter(parent=None).exclude(pk=OuterRef("pk"))
    ranks = [When(kind=kind, then=Value(rank)) for rank, kind in enumerate(LEADING)]
    order = Case(*ranks, default=Value(len(ranks)), output_field=IntegerField())
    may_lead = Q(kind__in=LEADING) | (Q(parent=None) & ~Exists(other_tops))
    return bodies.filter(may_lead).order_by(order, "sort_order", "pk").values("pk")[:1]


def _figures(unit_id: int) -> QuerySet:
    numbers = {name: F(name) for name in NUMBERS}
    told = JSONObject(year=F("year"), is_demonstration=F("is_demonstration"), **numbers)
    rows = YearlyFigure.objects.filter(KNOWN, unit=unit_id).order_by("-year")
    return rows.values(told=told)


def _leader(told: dict[str, Any]) -> Leader:
    english = told["post_en"] if get_language() == "en" else ""
    post = english or told["post_vi"]
    name = f"{told['last']} {told['first']}".strip()
    return Leader(name, acting(post) if told["is_acting"] else post)


def _newest(told: dict[str, Any]) -> Newest:
    cells = cells_of(told[name] for name in NUMBERS)
    known = [cell for cell, name in zip(cells, NUMBERS, strict=True) if told[name] is not None]
    return Newest(told["year"], known, bool(told["is_demonstration"]))


SLOT = HomeSlot("organisation", 60, "personnel/components/slot.html", load)
