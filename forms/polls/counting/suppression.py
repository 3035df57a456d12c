"""Which groups are too small to show, and which others must stay shut so that none is computed.

A group under ten ballots is not shown. Nor may it follow by subtraction: within the whole and
within each group of groups that is shown, what stays shut is ten ballots together or nothing.
"""

from collections.abc import Hashable, Iterable, Mapping
from typing import TypeVar

SMALLEST = 10
Group = TypeVar("Group", bound=Hashable)


def shown_groups(
    ballots: Mapping[Group, int], *, wholes: Iterable[Iterable[Group]] = ()
) -> set[Group]:
    """Return the groups that may be shown.

    `ballots` counts each group; `wholes` are the sets of groups whose sum is shown elsewhere, the
    set of all of them is always one.
    """
    shown = {group for group, count in ballots.items() if count >= SMALLEST}
    sets = [set(ballots), *(set(whole) & set(ballots) for whole in wholes)]
    while True:
        closed = {group for whole in sets for group in _to_close(whole, shown, ballots)}
        if not closed:
            return shown
        shown -= closed


def _to_close(whole: set[Group], shown: set[Group], ballots: Mapping[Group, int]) -> set[Group]:
    hidden = sum(ballots[group] for group in whole - shown)
    if hidden == 0 or hidden >= SMALLEST:
        return set()
    candidates = sorted(whole & shown, key=lambda group: (ballots[group], str(group)))
    return set(candidates[:1])
