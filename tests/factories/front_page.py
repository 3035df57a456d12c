"""Pieces on the front page, and the people who place them."""

from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone
from wagtail.models import Locale

from articles.models import ArticlePage
from core.models import User
from factories.portal import make_user
from home.models import FrontSlot, FrontZone
from home.services.curation import Change
from home.zones import DESK_ZONES, Zone
from units.enums import PortalRole


def language(code: str = "vi") -> Locale:
    """Return a language of the portal."""
    return Locale.objects.get(language_code=code)


def make_slot(
    piece: ArticlePage,
    zone: str = Zone.LEAD,
    *,
    shown_from: datetime | None = None,
    rank: int | None = None,
    **fields: Any,
) -> FrontSlot:
    """Place a live piece behind what stands in a zone; since an hour and for good unless said."""
    zone = Zone(zone)
    last = FrontSlot.objects.filter(locale=piece.locale, zone=zone).order_by("-rank").first()
    return FrontSlot.objects.create(
        locale=piece.locale,
        zone=zone,
        piece=ArticlePage.objects.get(pk=piece.pk),
        title=piece.title,
        rank=rank if rank is not None else (last.rank + 1 if last else 1),
        shown_from=shown_from or timezone.now() - timedelta(hours=1),
        placed_at=timezone.now(),
        **fields,
    )


def curator_of(zone: str) -> User:
    """Make an account that fills a zone."""
    role = PortalRole.OFFICE
    for desk, zones in DESK_ZONES.items():
        if zone in zones:
            role = PortalRole(f"{desk.value}_desk_editor")
    return make_user(portal_role=role)


def version_of(zone: str, code: str = "vi") -> int:
    """Return the present version of a zone."""
    found = FrontZone.objects.filter(locale__language_code=code, zone=zone)
    return found.values_list("version", flat=True).first() or 0


def change_by(
    user: User, zone: str, *, now: datetime | None = None, version: int | None = None
) -> Change:
    """Return a change by somebody who sees the zone as it is, or as it was at a version."""
    seen = version_of(zone) if version is None else version
    return Change(user=user, version=seen, now=now or timezone.now())
