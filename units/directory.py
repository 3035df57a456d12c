"""The directory of all units: filtered by words and kind, by kind, by region, former ones last."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from django.utils.functional import Promise

from core.addresses import address
from core.text import fold, normalize, sort_key
from units.enums import Region, UnitKind
from units.models import Unit, UnitHomePage
from units.names import place_name
from units.queries import open_homes, successions_until, successor, today

LONGEST_QUERY = 100
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True)
class Entry:
    """A unit in the directory; `successors` are filled for units that are no more."""

    unit: Unit
    name: str
    place: str
    url: str
    successors: list[dict[str, Any]] = field(default_factory=list)


@dataclass(frozen=True)
class Group:
    """Units of one kind or region under its name, in alphabetical order."""

    key: str
    label: str | Promise
    units: list[Entry]


@dataclass(frozen=True)
class Directory:
    """What the directory shows for a query; `kinds` are all that exist, for the form."""

    query: str
    kind: str
    kinds: list[tuple[str, str | Promise]]
    groups: list[Group]
    regions: list[Group]
    former: list[Entry]

    @property
    def is_narrowed(self) -> bool:
        """Tell whether words or a kind were asked for."""
        return bool(self.query or self.kind)

    @property
    def count(self) -> int:
        """Return the number of units found."""
        return sum(len(group.units) for group in self.groups) + len(self.former)


def directory(index_page, request) -> Directory:
    """Return the units with a sub-site below `index_page`, as `?q=&kind=` narrow them.

    Two queries whatever the number of units. An unknown kind is as good as none.
    """
    query = " ".join(normalize(request.GET.get("q", ""))[:LONGEST_QUERY].split())
    kind = request.GET.get("kind", "")
    kind = kind if kind in UnitKind.values else ""
    homes = list(open_homes().child_of(index_page).select_related("unit"))
    asked = _with_words([home for home in homes if kind in ("", home.unit.kind)], query)
    day = today()
    active = [_entry(home, request) for home in asked if home.unit.is_active_on(day)]
    active.sort(key=lambda entry: (sort_key(entry.place), entry.unit.code))
    is_narrowed = bool(query or kind)
    return Directory(
        query=query,
        kind=kind,
        kinds=[(one.value, one.label) for one in UnitKind if _any_of(homes, one)],
        groups=_grouped(active, UnitKind, lambda entry: entry.unit.kind),
        regions=[] if is_narrowed else _grouped(active, Region, lambda entry: entry.unit.region),
        former=_former(asked, homes, day, request),
    )


def _any_of(homes: Iterable[UnitHomePage], kind: UnitKind) -> bool:
    return any(home.unit.kind == kind for home in homes)


def _with_words(homes: list[UnitHomePage], query: str) -> list[UnitHomePage]:
    """Return the homes whose unit has every word, at the beginning of one of its own.

    Accents and case do not count. Places and short names come first: “dong” means Đồng Nai, and
    not every federation of labour (lao động). Whole names are read when no unit is found by those.
    """
    asked = _WORD.findall(fold(query))
    if not asked:
        return homes
    near = [home for home in homes if _has(_near_names(home.unit), asked)]
    return near or [home for home in homes if _has(_whole_names(home.unit), asked)]


def _near_names(unit: Unit) -> tuple[str, ...]:
    return (place_name(unit), unit.short_name_vi, unit.code)


def _whole_names(unit: Unit) -> tuple[str, ...]:
    return (*_near_names(unit), unit.name_vi, unit.name_en)


def _has(names: Iterable[str], asked: list[str]) -> bool:
    known = set(_WORD.findall(fold(" ".join(names))))
    return all(any(word.startswith(one) for word in known) for one in asked)


def _entry(home: UnitHomePage, request, successors: Iterable[dict[str, Any]] = ()) -> Entry:
    unit = home.unit
    return Entry(unit, unit.name, place_name(unit), address(home, request), list(successors))


def _grouped(
    entries: list[Entry],
    choices: type[UnitKind] | type[Region],
    key: Callable[[Entry], str],
) -> list[Group]:
    """Return the entries by the choices' order; those without the key are left out."""
    order = {value: position for position, value in enumerate(choices.values)}
    ranked = sorted((one for one in entries if key(one)), key=lambda one: order[key(one)])
    return [
        Group(value, choices(value).label, list(members)) for value, members in groupby(ranked, key)
    ]


def _former(asked: list[UnitHomePage], homes: list[UnitHomePage], day, request) -> list[Entry]:
    """Return the units that have ended, each with what it became."""
    ended = [home for home in asked if home.unit.has_ended_on(day)]
    ended.sort(key=lambda home: (sort_key(place_name(home.unit)), home.unit.code))
    urls = {home.unit_id: address(home, request) for home in homes}
    found: dict[int, list[dict[str, Any]]] = {}
    for one in successions_until(day, predecessor__in=[home.unit_id for home in ended]):
        found.setdefault(one.predecessor_id, []).append(successor(one, urls))
    return [_entry(home, request, found.get(home.unit_id, [])) for home in ended]
