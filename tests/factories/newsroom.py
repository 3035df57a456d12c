"""Pieces on their way through the newsroom, many at once where lists are counted."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from articles.enums import ContributionState, Placement
from articles.models import ArticleAuthor, ArticlePage, Contribution, Desk
from core.weeks import week_of
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
        **{"page": page, "unit": unit, "kind": kind, "title": page.title, "state": state}
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


def make_used_piece(
    unit: Any,
    *,
    kind: str = "news",
    authors: Sequence[tuple[Any, str, Any]] = ((None, "Hải Yến", 100),),
    used_at: datetime | None = None,
    placement: str = Placement.PORTAL,
    **fields: Any,
) -> Contribution:
    """Make a live piece that its desk used; `authors` are (account or None, pen name, share)."""
    used_at = used_at or timezone.now()
    page = make_article(kind, unit, published_at=used_at, **fields)
    page.authors = [
        ArticleAuthor(user=user, pen_name=pen_name, share=share)
        for user, pen_name, share in authors
    ]
    page.placement = placement
    page.save()
    revision = page.save_revision()
    type(page).objects.filter(pk=page.pk).update(live_revision=revision)
    return Contribution.objects.create(
        page=page,
        unit=unit,
        kind=kind,
        desk=Desk.objects.get(code=kind),
        genre=page.genre,
        revision=revision,
        used_revision=revision,
        title=page.title,
        state=ContributionState.USED,
        word_count=page.word_count,
        picture_count=page.picture_count,
        submitted_at=used_at,
        sent_at=used_at,
        sent_week=week_of(used_at),
        waiting_since=used_at,
        used_at=used_at,
        used_week=week_of(used_at),
        placement=placement,
    )
