"""Places pieces on the front page, moves, times and removes them; each change is audited.

Every call carries the version of the zone that its person saw: of two people at once the second
is told and decides again on what stands now.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import formats, timezone
from django.utils.translation import gettext as _
from wagtail.models import Locale

from core.audit import record
from core.models import User
from home.models import FrontSlot, FrontZone
from home.rules import may_fill
from home.selection import pieces_for
from home.validators import check_times
from home.zones import Zone


class CurationRefused(Exception):
    """The front page cannot be changed like this; the message is for the person."""


class ZoneChanged(CurationRefused):
    """Somebody else changed the zone since the person looked at it."""


class SlotGone(ZoneChanged):
    """Somebody else removed the slot since the person looked at it."""

    def __init__(self) -> None:
        super().__init__(_("A colleague has removed this piece meanwhile."))


@dataclass(frozen=True)
class Change:
    """Who changes a zone, when, and which version of it they saw."""

    user: User
    version: int
    now: datetime


@transaction.atomic
def place_piece(
    *,
    locale: Locale,
    zone: Zone,
    piece_id: int,
    shown_from: datetime,
    shown_until: datetime | None,
    change: Change,
) -> FrontSlot:
    """Put a piece behind what stands in a zone, from a moment on and up to one (None: for good).

    Raises `CurationRefused`, and `ValidationError` for impossible times.
    """
    front_zone = _locked_zone(locale.pk, zone, change)
    piece = pieces_for(zone, locale_id=locale.pk).filter(pk=piece_id).first()
    if piece is None:
        raise CurationRefused(
            _("Only pieces of this kind that readers find on the portal now can stand here.")
        )
    slot = FrontSlot(
        locale=locale,
        zone=zone,
        piece=piece,
        title=piece.title,
        rank=_last_rank(locale.pk, zone) + 1,
        shown_from=shown_from,
        shown_until=shown_until,
        placed_by=change.user,
        placed_at=change.now,
    )
    _check(slot, change.now)
    slot.save()
    _record(front_zone, change, action="front.placed", slot=slot, after=_times(slot))
    return slot


@transaction.atomic
def set_times(
    *, slot_id: int, shown_from: datetime, shown_until: datetime | None, change: Change
) -> FrontSlot:
    """Change from when and until when a piece stands; the same times again change nothing.

    Raises `CurationRefused`, and `ValidationError` for impossible times.
    """
    slot, front_zone = _locked_slot(slot_id, change)
    before, stored_from = _times(slot), slot.shown_from
    if (slot.shown_from, slot.shown_until) == (shown_from, shown_until):
        return slot
    slot.shown_from, slot.shown_until = shown_from, shown_until
    _check(slot, change.now, stored_from=stored_from)
    slot.save(update_fields=["shown_from", "shown_until"])
    _record(front_zone, change, action="front.timed", slot=slot, before=before, after=_times(slot))
    return slot


@transaction.atomic
def end_now(*, slot_id: int, change: Change) -> FrontSlot:
    """Let a piece that stands now leave its place at once. Raises `CurationRefused`."""
    slot, front_zone = _locked_slot(slot_id, change)
    if slot.shown_from >= change.now:
        raise CurationRefused(_("This piece does not stand there yet: remove it instead."))
    if slot.shown_until is not None and slot.shown_until <= change.now:
        raise CurationRefused(_("The time of this piece is over already."))
    before = _times(slot)
    slot.shown_until = change.now
    slot.save(update_fields=["shown_until"])
    _record(front_zone, change, action="front.ended", slot=slot, before=before, after=_times(slot))
    return slot


@transaction.atomic
def remove_slot(*, slot_id: int, change: Change) -> FrontSlot:
    """Take a slot away as if it had never been; the audit trail keeps it.

    Raises `CurationRefused`.
    """
    slot, front_zone = _locked_slot(slot_id, change)
    _record(front_zone, change, action="front.removed", slot=slot, before=_times(slot))
    slot.delete()
    return slot


@transaction.atomic
def reorder(*, locale: Locale, zone: Zone, slot_ids: Sequence[int], change: Change) -> None:
    """Put the given slots of a zone in this order; all others keep their ranks.

    Raises `CurationRefused` for a slot that is not there, or named twice.
    """
    front_zone = _locked_zone(locale.pk, zone, change)
    slots = {
        slot.pk: slot
        for slot in FrontSlot.objects.filter(locale=locale, zone=zone, pk__in=list(slot_ids))
    }
    if len(slots) != len(slot_ids) or set(slots) != set(slot_ids):
        raise CurationRefused(_("This order names a piece that does not stand here."))
    ranks = sorted(slot.rank for slot in slots.values())
    ordered = [slots[pk] for pk in slot_ids]
    if [slot.rank for slot in ordered] == ranks:
        return
    for slot, rank in zip(ordered, ranks, strict=True):
        slot.rank = rank
    FrontSlot.objects.bulk_update(ordered, ["rank"])
    titles = [slot.title for slot in ordered]
    _record(front_zone, change, action="front.ordered", order=list(slot_ids), titles=titles)


def _locked_slot(slot_id: int, change: Change) -> tuple[FrontSlot, FrontZone]:
    slot = FrontSlot.objects.filter(pk=slot_id).first()
    if slot is None:
        raise SlotGone
    front_zone = _locked_zone(slot.locale_id, Zone(slot.zone), change)
    return FrontSlot.objects.select_related("piece").get(pk=slot_id), front_zone


def _locked_zone(locale_id: int, zone: Zone, change: Change) -> FrontZone:
    """Return the zone's row, locked, if the person may fill it and saw it as it is."""
    if not may_fill(change.user, zone):
        raise CurationRefused(_("This part of the front page is filled by another desk."))
    FrontZone.objects.get_or_create(locale_id=locale_id, zone=zone)
    front_zone = FrontZone.objects.select_for_update(of=("self",)).get(
        locale_id=locale_id, zone=zone
    )
    if front_zone.version != change.version:
        raise ZoneChanged(_changed_meanwhile(front_zone))
    return front_zone


def _changed_meanwhile(front_zone: FrontZone) -> str:
    by, at = front_zone.changed_by, front_zone.changed_at
    name = (by.get_full_name() or by.get_username()) if by else _("A colleague")
    local = timezone.localtime(at, timezone.get_default_timezone()) if at else None
    return _(
        "%(name)s changed “%(zone)s” at %(time)s, after you had opened this screen. Nothing of"
        " yours was saved and nothing of theirs was lost: look at what stands now and do it again."
    ) % {
        "name": name,
        "zone": front_zone.get_zone_display(),
        "time": formats.date_format(local, "SHORT_DATETIME_FORMAT") if local else "–",
    }


def _check(slot: FrontSlot, now: datetime, *, stored_from: datetime | None = None) -> None:
    check_times(
        shown_from=slot.shown_from,
        shown_until=slot.shown_until,
        now=now,
        stored_from=stored_from,
    )
    same = FrontSlot.objects.filter(
        locale=slot.locale_id, zone=slot.zone, piece=slot.piece_id
    ).exclude(pk=slot.pk)
    if same.overlapping(slot.shown_from, slot.shown_until).exists():
        raise CurationRefused(_("This piece stands here already at that time."))


def _last_rank(locale_id: int, zone: Zone) -> int:
    ranks = FrontSlot.objects.filter(locale=locale_id, zone=zone)
    return ranks.aggregate(last=Max("rank"))["last"] or 0


def _times(slot: FrontSlot) -> dict[str, str | None]:
    return {"from": _written(slot.shown_from), "until": _written(slot.shown_until)}


def _written(moment: datetime | None) -> str | None:
    zone = timezone.get_default_timezone()
    return timezone.localtime(moment, zone).isoformat() if moment else None


def _record(
    front_zone: FrontZone,
    change: Change,
    *,
    action: str,
    slot: FrontSlot | None = None,
    **data: Any,
) -> None:
    """Raise the version of a zone and write what happened into the audit trail."""
    front_zone.version += 1
    front_zone.changed_by, front_zone.changed_at = change.user, change.now
    front_zone.save(update_fields=["version", "changed_by", "changed_at"])
    if slot is not None:
        data |= {"slot": slot.pk, "piece": slot.piece_id, "title": slot.title}
    record(actor=change.user, action=action, subject=front_zone, **data)
