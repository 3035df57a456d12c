"""Reads of the organisation that span several tables."""

from datetime import date
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db.models import BigIntegerField, Exists, F, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, NullIf
from django.utils import timezone
from wagtail.query import PageQuerySet

from core.addresses import address
from core.models import PortalImage
from core.visibility import is_unrestricted
from units.enums import SuccessionKind, UnitRole
from units.models import Unit, UnitHomePage, UnitSuccession


def today() -> date:
    """Return the date in Asia/Ho_Chi_Minh."""
    return timezone.localdate(timezone=timezone.get_default_timezone())


def chief_editors(*, unit_id: int | None):
    """Return the active chief editors of a unit, or of what it is today."""
    from units import lineage

    units = {unit_id, *lineage.successors_of(unit_id)} if unit_id is not None else set()
    return (
        get_user_model()
        .objects.filter(
            is_active=True,
            memberships__unit__in=units,
            memberships__role=UnitRole.CHIEF_EDITOR,
        )
        .distinct()
    )


def open_homes() -> PageQuerySet:
    """Return the live home pages under no view restriction, in one query of their own."""
    return UnitHomePage.objects.live().filter(is_unrestricted())


def accent_of_home(prefix: str = "") -> Coalesce:
    """Return the colour of a unit's home page, else that of its Vietnamese one, else nothing.

    `prefix` leads from the rows that are read to those of `UnitHomePage`.
    """
    own = NullIf(f"{prefix}accent", Value(""))
    return Coalesce(own, _of_vietnamese_home("accent", prefix), Value(""))


def banner_id_of_home() -> Coalesce:
    """Return the banner's id of a unit's home page, else of its Vietnamese one, else None."""
    number = BigIntegerField()
    return Coalesce(F("banner_id"), _of_vietnamese_home("banner_id"), output_field=number)


def _of_vietnamese_home(name: str, prefix: str = "") -> Subquery:
    homes = UnitHomePage.objects.filter(
        unit=OuterRef(f"{prefix}unit"), language_code=settings.LANGUAGE_CODE
    )
    return Subquery(homes.values(name)[:1])


def banner_of(home: UnitHomePage) -> PortalImage | None:
    """Return the banner of a unit's home page, else that of its Vietnamese one.

    One query at most, where the page has none.
    """
    if home.banner_id or home.language_code == settings.LANGUAGE_CODE:
        return home.banner
    vietnamese = UnitHomePage.objects.filter(
        unit=home.unit_id, language_code=settings.LANGUAGE_CODE
    )
    other = vietnamese.select_related("banner").first()
    return other.banner if other else None


def successions_until(day: date, **predecessors: Any) -> QuerySet[UnitSuccession]:
    """Return which units became others up to `day`.

    One that goes on is no predecessor, whether it took others in or a part of it left: nobody else
    acts for a unit that exists.
    """
    found = UnitSuccession.objects.filter(effective_on__lte=day, **predecessors)
    going_on = UnitSuccession.objects.filter(
        predecessor=OuterRef("predecessor"),
        successor=OuterRef("predecessor"),
        effective_on=OuterRef("effective_on"),
        kind=SuccessionKind.SPLIT,
    )
    return (
        found.exclude(predecessor=F("successor"))
        .exclude(Exists(going_on), kind=SuccessionKind.SPLIT)
        .select_related("successor")
        .order_by("effective_on", "successor__sort_name")
    )


def successors_of(home: UnitHomePage, request) -> list[dict[str, Any]]:
    """Return `[{"name", "url", "kind", "on"}]` of a unit; `url` is empty without a sub-site.

    One query, and one more for a unit that has successors.
    """
    successions = list(successions_until(today(), predecessor=home.unit_id))
    if not successions:
        return []
    ids = [one.successor_id for one in successions]
    homes = open_homes().filter(unit__in=ids, language_code=home.language_code)
    urls = {one.unit_id: address(one, request) for one in homes}
    return [successor(one, urls) for one in successions]


def successor(succession: UnitSuccession, urls: dict[int, str]) -> dict[str, Any]:
    """Return a successor for a page, with its address of `urls` by unit."""
    return {
        "name": succession.successor.name,
        "url": urls.get(succession.successor_id, ""),
        "kind": succession.kind,
        "on": succession.effective_on,
    }


def active_units():
    """Return the units that exist today."""
    return Unit.objects.active_on(today())
