"""Why a slot does not show what its desk expects: its piece is gone, its place is taken."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils import formats, timezone
from django.utils.translation import gettext as _

from articles.enums import ContributionState, Placement
from articles.models import Contribution
from home.models import FrontSlot
from home.selection import portal_pieces
from home.zones import PLACES, Zone


@dataclass(frozen=True)
class Hint:
    """What is wrong with a slot; a grave one keeps it off the page."""

    text: str
    is_grave: bool = True


def hints_for(
    slots: Iterable[FrontSlot], *, locale_id: int, moment: datetime
) -> dict[int, list[Hint]]:
    """Return the hints of each slot, by its id. Two queries whatever the number of slots.

    `slots` are all of one language that stand at `moment` or later, by rank.
    """
    slots = list(slots)
    gone = _gone(slots, locale_id)
    found: dict[int, list[Hint]] = defaultdict(list)
    standing = [slot for slot in slots if slot.piece_id not in gone]
    for slot in slots:
        if slot.piece_id in gone:
            found[slot.pk].append(Hint(gone[slot.piece_id]))
    for slot in standing:
        found[slot.pk] += _elsewhere(slot, standing, moment)
        found[slot.pk] += _crowded(slot, standing, moment)
    return found


def _gone(slots: list[FrontSlot], locale_id: int) -> dict[int, str]:
    """Return why readers do not find a piece on the portal now, by its id."""
    ids = {slot.piece_id for slot in slots}
    readable = set(
        portal_pieces(locale_id=locale_id).filter(pk__in=ids).values_list("pk", flat=True)
    )
    retracted = set(
        Contribution.objects.filter(
            page__in=ids - readable, state=ContributionState.RETRACTED
        ).values_list("page_id", flat=True)
    )
    return {
        slot.piece_id: _reason(slot, retracted) for slot in slots if slot.piece_id not in readable
    }


def _reason(slot: FrontSlot, retracted: set[int]) -> str:
    if slot.piece_id in retracted:
        return _("Not shown: the piece was retracted.")
    if not slot.piece.live:
        return _("Not shown: the piece is no longer published.")
    if slot.piece.placement != Placement.PORTAL:
        return _("Not shown: the piece is used on its unit's sub-site only.")
    return _("Not shown: the piece is not open to everybody.")


def _elsewhere(slot: FrontSlot, standing: list[FrontSlot], moment: datetime) -> list[Hint]:
    """Tell of zones that come first and hold the same piece at the same time."""
    for other in standing:
        earlier = _order(other) < _order(slot) and other.zone != slot.zone
        if other.piece_id == slot.piece_id and earlier and _meet(slot, other, moment):
            text = _("The same piece is also placed in “%(zone)s” and shows only there%(time)s.")
            values = {"zone": other.get_zone_display(), "time": _when(other, slot, moment)}
            return [Hint(text % values)]
    return []


def _crowded(slot: FrontSlot, standing: list[FrontSlot], moment: datetime) -> list[Hint]:
    """Tell when all places of the zone are taken by slots that stand before this one."""
    places = PLACES[Zone(slot.zone)]
    before = [
        other
        for other in standing
        if other.zone == slot.zone and _order(other) < _order(slot) and _meet(slot, other, moment)
    ]
    # It is fullest at the beginning of one of them.
    starts = sorted(max(_start(slot, moment), _start(other, moment)) for other in before)
    for start in starts:
        covering = [other for other in before if _covers(other, start)]
        if len(covering) >= places and _covers(slot, start):
            text = (
                _("Another piece stands before this one in the only place%(time)s.")
                if places == 1
                else _("All %(places)s places are taken by the pieces before this one%(time)s.")
            )
            time = "" if start <= moment else _from(start)
            return [Hint(text % {"places": places, "time": time})]
    return []


def _order(slot: FrontSlot) -> tuple[int, int, int]:
    return (list(Zone).index(Zone(slot.zone)), slot.rank, slot.pk)


def _start(slot: FrontSlot, moment: datetime) -> datetime:
    return max(slot.shown_from, moment)


def _covers(slot: FrontSlot, moment: datetime) -> bool:
    until = slot.shown_until
    return slot.shown_from <= moment and (until is None or moment < until)


def _meet(one: FrontSlot, other: FrontSlot, moment: datetime) -> bool:
    start = max(_start(one, moment), _start(other, moment))
    return _covers(one, start) and _covers(other, start)


def _when(one: FrontSlot, other: FrontSlot, moment: datetime) -> str:
    start = max(_start(one, moment), _start(other, moment))
    return "" if start <= moment else _from(start)


def _from(start: datetime) -> str:
    local = timezone.localtime(start, timezone.get_default_timezone())
    time = formats.date_format(local, "SHORT_DATETIME_FORMAT")
    return _(" from %(time)s on") % {"time": time}
