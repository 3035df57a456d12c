"""Puts units in order: by the share of weeks with enough, then by pieces used, then by name."""

from collections.abc import Iterable
from dataclasses import dataclass

from articles.quotas.standings import UnitStanding


@dataclass(frozen=True)
class Ranked:
    """A unit's place; `rank` is None where no week is judged yet."""

    rank: int | None
    standing: UnitStanding


def ranked(standings: Iterable[UnitStanding]) -> list[Ranked]:
    """Return units, the best first; equals share a rank and the next one counts on from there."""
    order = sorted(standings, key=_key)
    places: list[Ranked] = []
    for position, standing in enumerate(order, start=1):
        before = places[-1] if places else None
        if not standing.judged:
            rank = None
        elif before is not None and _merit(before.standing) == _merit(standing):
            rank = before.rank
        else:
            rank = position
        places.append(Ranked(rank, standing))
    return places


def _merit(standing: UnitStanding) -> tuple[float, int]:
    judged = len(standing.judged)
    return (standing.met() / judged if judged else -1.0, standing.used)


def _key(standing: UnitStanding) -> tuple[float, int, str]:
    share, used = _merit(standing)
    return -share, -used, standing.unit.sort_name
