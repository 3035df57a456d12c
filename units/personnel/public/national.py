"""The way to all units' organisation, with who heads each, and the figures of all in a year."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from django.utils.functional import Promise

from core.addresses import address
from core.visibility import is_unrestricted
from units.enums import UnitKind
from units.models import Unit

from ..enums import PostLevel
from ..models import Appointment, Body, OrganisationPage
from ..queries import valid_on
from ..yearly.reads import known_years, table_of_year
from .reads import leading_body, public_appointments


@dataclass(frozen=True)
class Entry:
    """A unit with its page, who heads it and under which post; empty where nobody is shown."""

    unit: Unit
    url: str
    head: str
    post: str


@dataclass(frozen=True)
class KindOfUnit:
    """The units of one kind."""

    kind: str
    label: str | Promise
    entries: list[Entry]


def national_context(page, request, today: date) -> dict[str, Any]:
    """Return the directory and the table of a year: six queries, whatever the number of units."""
    years = known_years()
    asked = request.GET.get("year", "")
    year = next((one for one in years if str(one) == asked), years[0] if years else None)
    everybody = Unit.objects.all()
    table = (
        table_of_year(year, units=everybody, today=today, all_units=False)
        if year is not None
        else None
    )
    return {
        "directory": directory_of(page, request, today),
        "table_years": years,
        "table": table,
    }


def directory_of(page, request, day: date) -> list[KindOfUnit]:
    """Return the units of a day by kind that have an organisation page in this language."""
    pages = (
        OrganisationPage.objects.live()
        .filter(is_unrestricted(), locale=page.locale_id, unit__in=Unit.objects.active_on(day))
        .select_related("unit")
    )
    heads = heads_by_unit(day)
    order = {value: place for place, value in enumerate(UnitKind.values)}
    entries = [_entry(one, one.unit, heads.get(one.unit_id), request) for one in pages if one.unit]
    entries.sort(key=lambda one: (order[one.unit.kind], one.unit.sort_name))
    return [
        KindOfUnit(kind, UnitKind(kind).label, list(members))
        for kind, members in groupby(entries, lambda one: one.unit.kind)
    ]


def heads_by_unit(day: date) -> dict[int, Appointment]:
    """Return who heads the leading body of each unit, where that may be shown: two queries."""
    bodies = Body.objects.filter(valid_on(day), is_public=True).order_by(
        "unit_id", "sort_order", "pk"
    )
    by_unit = groupby(bodies, lambda body: body.unit_id)
    leading = {found.pk for _unit, own in by_unit if (found := leading_body(list(own)))}
    rows = public_appointments(day, position__level=PostLevel.HEAD)
    return _first_by_unit(one for one in rows if one.body_id in leading)


def _first_by_unit(rows: Iterable[Appointment]) -> dict[int, Appointment]:
    found: dict[int, Appointment] = {}
    for one in rows:
        found.setdefault(one.body.unit_id, one)
    return found


def _entry(page: OrganisationPage, unit: Unit, head: Appointment | None, request) -> Entry:
    name, post = (head.person.full_name, head.position.name) if head else ("", "")
    return Entry(unit, address(page, request), name, post)
