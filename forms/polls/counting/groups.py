"""Figures by unit, by kind of unit and by region, as far as groups are large enough to show."""

from collections.abc import Callable, Iterable
from typing import Any

from units.enums import UnitKind
from units.models import Unit

from .figures import question_figures
from .suppression import SMALLEST, shown_groups
from .tallies import GroupTally, merged
from .wording import Wording

# Ballots of everybody that name no unit, and kinds of unit that lie in no region.
UNSTATED = ""
Figures = dict[str, Any]
Tallies = dict[str, GroupTally]


def group_figures(by_unit: dict[int | None, GroupTally], wordings: list[Wording]) -> Figures:
    """Return `{"smallest", "unit", "kind", "region"}`, each group of groups as `_dimension`.

    None when no ballot names a unit: then there is nothing to compare.
    """
    units = Unit.objects.in_bulk([pk for pk in by_unit if pk is not None])
    if not units:
        return {}

    def unit_code(pk: int | None) -> str:
        return UNSTATED if pk is None else units[pk].code

    def kind(pk: int | None) -> str:
        return UNSTATED if pk is None else units[pk].kind

    def region(pk: int | None) -> str:
        return UNSTATED if pk is None else units[pk].region

    kinds, regions = _by(by_unit, kind), _by(by_unit, region)
    shown_kinds = shown_groups(_sizes(kinds))
    # All regions together are the provincial federations: another sum that is shown.
    provinces = [set(regions) - {UNSTATED}] if UnitKind.PROVINCE.value in shown_kinds else []
    shown_regions = shown_groups(_sizes(regions), wholes=provinces)
    codes = _by(by_unit, unit_code)
    wholes = [{unit_code(pk) for pk in by_unit if kind(pk) == one} for one in shown_kinds]
    wholes += [
        {unit_code(pk) for pk in by_unit if pk is not None and region(pk) == one}
        for one in shown_regions - {UNSTATED}
    ]
    shown_units = shown_groups(_sizes(codes), wholes=wholes)
    names = {one.code: {"name_vi": one.name_vi, "name_en": one.name_en} for one in units.values()}
    return {
        "smallest": SMALLEST,
        "unit": _dimension(codes, shown_units, wordings, names),
        "kind": _dimension(kinds, shown_kinds, wordings),
        "region": _dimension(regions, shown_regions, wordings),
    }


def _by(by_unit: dict[int | None, GroupTally], key: Callable[[int | None], str]) -> Tallies:
    found: dict[str, list[GroupTally]] = {}
    for pk, tally in by_unit.items():
        found.setdefault(key(pk), []).append(tally)
    return {group: merged(tallies) for group, tallies in found.items()}


def _sizes(tallies: Tallies) -> dict[str, int]:
    return {group: tally.ballots for group, tally in tallies.items()}


def _dimension(
    tallies: Tallies,
    shown: set[str],
    wordings: list[Wording],
    names: dict[str, dict[str, str]] | None = None,
) -> Figures:
    """Return `{"groups": [{"group", "ballots", "questions", …}], "closed", "closed_ballots"}`."""
    closed = [tally.ballots for group, tally in tallies.items() if group not in shown]
    return {
        "groups": [
            {"group": group, **(names or {}).get(group, {}), **_figures(tallies[group], wordings)}
            for group in _ordered(shown, tallies)
        ],
        "closed": len(closed),
        "closed_ballots": sum(closed),
    }


def _ordered(shown: Iterable[str], tallies: Tallies) -> list[str]:
    return sorted(shown, key=lambda group: (-tallies[group].ballots, group))


def _figures(tally: GroupTally, wordings: list[Wording]) -> Figures:
    return {
        "ballots": tally.ballots,
        "questions": [
            question_figures(one, tally.of(one.question.pk), ballots=tally.ballots)
            for one in wordings
        ],
    }
