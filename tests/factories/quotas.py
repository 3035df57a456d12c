"""Pieces by the moment at which they reached a desk, and units with the days of their life."""

from datetime import datetime
from itertools import count
from typing import Any

from django.utils import timezone

from articles.enums import ContributionState
from articles.models import ArticlePage, Contribution, Desk
from core.weeks import week_of
from factories.portal import make_article
from units.enums import UnitKind
from units.models import Unit

_numbers = count(1)


def local(year: int, month: int, day: int, hour: int = 12, minute: int = 0, second: int = 0):
    """Return a moment of the portal's own clock."""
    moment = datetime(year, month, day, hour, minute, second)
    return timezone.make_aware(moment, timezone.get_default_timezone())


def bare_unit(kind: str = UnitKind.PROVINCE, **fields: Any) -> Unit:
    """Insert a row of the register without pages or groups."""
    number = next(_numbers)
    return Unit.objects.create(
        **{
            "code": f"CT-{number}",
            "kind": kind,
            "name_vi": f"Đơn vị {number:04d}",
            "name_en": f"Unit {number:04d}",
            "short_name_vi": f"ĐV {number:04d}",
            "slug": f"chi-tieu-{number}",
        }
        | fields
    )


def make_sent(
    unit: Unit,
    sent_at: datetime,
    *,
    kind: str = "news",
    pictures: int = 0,
    used_at: datetime | None = None,
    page: ArticlePage | None = None,
    **fields: Any,
) -> Contribution:
    """Insert a piece that reached a desk at a moment and was used at another, if at all."""
    page = page or make_article(kind, unit, live=used_at is not None)
    return Contribution.objects.create(
        **sent_fields(sent_at, kind=kind, pictures=pictures, used_at=used_at)
        | {"page": page, "unit": unit, "title": page.title, "revision": page.latest_revision}
        | {"desk": Desk.objects.get(code="news" if kind == "notice" else kind)}
        | fields,
    )


def sent_fields(
    sent_at: datetime, *, kind: str, pictures: int, used_at: datetime | None
) -> dict[str, Any]:
    """Return the columns that quotas read."""
    return {
        "kind": kind,
        "state": ContributionState.USED if used_at else ContributionState.DESK_REVIEW,
        "picture_count": pictures,
        "submitted_at": sent_at,
        "waiting_since": sent_at,
        "sent_at": sent_at,
        "sent_week": week_of(sent_at),
        "used_at": used_at,
        "used_week": week_of(used_at) if used_at else None,
    }
