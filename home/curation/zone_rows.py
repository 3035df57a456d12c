"""What the desks' screen lists: each zone with its slots, its hints and what fills it up."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.utils.functional import Promise
from wagtail.models import Locale

from home.curation.hints import Hint, hints_for
from home.models import FrontSlot, FrontZone
from home.queries import cards_of
from home.selection import Selection, select_pieces
from home.zones import PLACES, Zone, placed_by


@dataclass(frozen=True)
class SlotRow:
    """One slot: `state` is `shown`, `hidden`, `later` or `over` at the chosen moment."""

    slot: FrontSlot
    title: str
    state: str
    hints: list[Hint]
    can_end: bool
    is_first: bool
    is_last: bool


@dataclass(frozen=True)
class ZoneRows:
    """One zone at the chosen moment; `newest` fills the places that no slot has."""

    zone: Zone
    places: int
    filled_by: str | Promise
    version: int
    may_fill: bool
    rows: list[SlotRow] = field(default_factory=list)
    newest: list = field(default_factory=list)


def slots_of(locale: Locale, *, moment: datetime) -> list[FrontSlot]:
    """Return the slots of a language that stand at `moment` or later, by rank."""
    slots = FrontSlot.objects.not_over_at(moment).filter(locale=locale)
    related = slots.select_related("piece__unit", "placed_by").defer(
        "piece__body", "piece__search_description"
    )
    return list(related.order_by("rank", "pk"))


def zone_rows(
    *, locale: Locale, zones: Iterable[Zone], moment: datetime, now: datetime
) -> list[ZoneRows]:
    """Return every zone of a language at `moment`; `zones` are those that the account fills.

    Seven queries whatever stands there.
    """
    slots = slots_of(locale, moment=moment)
    hints = hints_for(slots, locale_id=locale.pk, moment=moment)
    chosen = select_pieces(locale=locale, moment=moment)
    cards = cards_of(chosen)
    versions = dict(FrontZone.objects.filter(locale=locale).values_list("zone", "version"))
    mine = set(zones)
    found = []
    for zone in Zone:
        here = [slot for slot in slots if slot.zone == zone]
        placed = {slot.piece_id for slot in here if slot.pk in chosen.slots}
        found.append(
            ZoneRows(
                zone=zone,
                places=PLACES[zone],
                filled_by=placed_by(zone),
                version=versions.get(zone.value, 0),
                may_fill=zone in mine,
                rows=_rows(here, hints, chosen, moment, now),
                newest=[card for card in cards[zone] if card.pk not in placed],
            )
        )
    return found


def _rows(
    slots: list[FrontSlot],
    hints: dict[int, list[Hint]],
    chosen: Selection,
    moment: datetime,
    now: datetime,
) -> list[SlotRow]:
    last = len(slots) - 1
    return [
        SlotRow(
            slot=slot,
            title=slot.piece.title if slot.piece.live else slot.title,
            state=_state(slot, chosen, moment, now),
            hints=hints.get(slot.pk, []),
            can_end=slot.shown_from < now and (slot.shown_until is None or now < slot.shown_until),
            is_first=position == 0,
            is_last=position == last,
        )
        for position, slot in enumerate(slots)
    ]


def _state(slot: FrontSlot, chosen: Selection, moment: datetime, now: datetime) -> str:
    if slot.shown_until is not None and slot.shown_until <= now:
        return "over"
    if slot.shown_from > moment:
        return "later"
    return "shown" if slot.pk in chosen.slots else "hidden"
