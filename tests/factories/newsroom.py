"""Pieces on their way through the newsroom, many at once where lists are counted."""

from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from articles.enums import ContributionState
from articles.models import ArticlePage, Contribution, Desk
from factories.bulk import copy_live
from factories.portal import make_article


def make_contribution(
    unit: Any,
    *,
    state: str = ContributionState.UNIT_REVIEW,
    kind: str = "news",
    waiting: timedelta = timedelta(hours=1),
    used_at: datetime | None = None,
    desk: str | None = None,
    **fields: Any,
) -> Contribution:
    """Make a piece that stands in a state; at a desk it has left its unit."""
    page = make_article(kind, unit, live=False)
    left_unit = state in (ContributionState.DESK_REVIEW, ContributionState.USED)
    since = timezone.now() - waiting
    return Contribution.objects.create(
        **{"page": page, "unit": unit, "title": page.title, "state": state}
        | {"desk": Desk.objects.get(code=desk or kind) if left_unit else None}
        | {"submitted_at": since, "waiting_since": since, "used_at": used_at}
        | fields
    )


def multiply(contribution: Contribution, *, number: int) -> None:
    """Make `number` more contributions like this one, with pages of their own."""
    page = contribution.page.specific
    page.published_at = timezone.now()
    page.save()
    known = set(ArticlePage.objects.values_list("pk", flat=True))
    copy_live(page, number=number)
    fields = {
        field.attname: getattr(contribution, field.attname)
        for field in Contribution._meta.concrete_fields
        if field.attname not in ("id", "page_id")
    }
    pages = ArticlePage.objects.exclude(pk__in=known).values_list("pk", flat=True)
    Contribution.objects.bulk_create([Contribution(page_id=pk, **fields) for pk in pages])
