"""Reads of the organisation that span several tables."""

from datetime import date
from itertools import groupby

from django.contrib.auth import get_user_model
from django.utils import timezone

from core.addresses import address
from units.enums import UnitKind, UnitRole
from units.models import Unit, UnitHomePage


def today() -> date:
    """Return the date in Asia/Ho_Chi_Minh."""
    return timezone.localdate()


def chief_editors(*, unit_id: int | None):
    """Return the active chief editors of a unit."""
    return (
        get_user_model()
        .objects.filter(
            is_active=True,
            memberships__unit=unit_id,
            memberships__role=UnitRole.CHIEF_EDITOR,
        )
        .distinct()
    )


def directory(index_page, request) -> list[dict]:
    """Return `[{"kind", "label", "homes"}]`: live unit homes by kind, alphabetical.

    One query; `homes` are dicts with `name` and `url`.
    """
    homes = (
        UnitHomePage.objects.live()
        .child_of(index_page)
        .select_related("unit")
        .order_by("unit__sort_name")
    )
    order = {kind: position for position, kind in enumerate(UnitKind.values)}
    ranked = sorted(homes, key=lambda home: order[home.unit.kind])
    return [
        {
            "kind": kind,
            "label": UnitKind(kind).label,
            "homes": [{"name": home.unit.name, "url": address(home, request)} for home in members],
        }
        for kind, members in groupby(ranked, key=lambda home: home.unit.kind)
    ]


def active_units():
    """Return the units that exist today."""
    return Unit.objects.active_on(today())
