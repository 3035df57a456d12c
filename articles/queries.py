"""Reads of pieces: cards of lists in a constant number of queries, and what waits for review."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.paginator import Page as PaginatorPage
from django.core.paginator import Paginator
from django.db.models import (
    CharField,
    Exists,
    ExpressionWrapper,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Value,
)
from django.db.models.functions import Cast, Concat
from wagtail.models import Locale, TaskState
from wagtail.models import Page as WagtailPage

from articles.models import ArticlePage
from units.enums import UnitRole
from units.lineage import acting_units, of_lineage
from units.models import UnitHomePage

# How many pieces in Vietnamese an English list shows below its own.
UNTRANSLATED = 6
# Bounds nothing, but a bound makes SQLite read along the index of dates instead of sorting all.
BEFORE_ALL = datetime(1900, 1, 1, tzinfo=UTC)
# A language by which no index is chosen: it would displace the one of dates.
LANGUAGE_NUMBER = ExpressionWrapper(F("locale_id") + 0, output_field=IntegerField())
# The same of the kind: for several units SQLite would read all pieces of the portal by it.
KIND_TEXT = Concat("kind", Value(""))


def readable_articles(
    *,
    kind: str | None = None,
    unit_id: int | None = None,
    locale: Locale | None = None,
) -> QuerySet[ArticlePage]:
    """Return live public pieces, newest first, by kind, unit and language.

    Those of its predecessors are among a unit's own. Without a unit those of the whole portal:
    what is used on a sub-site only is not among them.
    """
    articles = ArticlePage.objects.readable().newest()
    owners = {} if unit_id is None else of_lineage(unit_id)
    articles = articles.filter(**owners) if owners else articles.on_portal()
    if has_several(owners):
        articles = articles.alias(kind_text=KIND_TEXT, language_number=LANGUAGE_NUMBER)
        wanted = {"kind_text": kind, "language_number": locale.pk if locale else None}
    else:
        wanted = {"kind": kind, "locale": locale}
    return articles.filter(**{name: one for name, one in wanted.items() if one is not None})


def has_several(owners: dict[str, Any]) -> bool:
    """Tell whether a condition of `units.lineage` names more than one unit."""
    return any(name.endswith("__in") for name in owners)


def with_pictures(articles: QuerySet[ArticlePage]) -> QuerySet[ArticlePage]:
    """Load what a card on a page shows: unit, genre, cover with its renditions.

    Two queries whatever the number of pieces.
    """
    return (
        articles.select_related("unit", "genre", "locale", "cover")
        .defer("body", "search_description")
        .prefetch_related("cover__renditions")
    )


def with_cards(articles: QuerySet[ArticlePage]) -> QuerySet[ArticlePage]:
    """Load what a card shows, and the topics. Three queries whatever the number of pieces."""
    return with_pictures(articles).prefetch_related("topics")


def section_cards(*, section, number: str | None) -> PaginatorPage:
    """Return one page of a section's pieces; a bad page number gives the nearest page."""
    articles = readable_articles(
        kind=section.route_kind, unit_id=section.unit_id, locale=section.locale
    )
    page = Paginator(with_pictures(articles), section.page_size).get_page(number)
    page.object_list = list(page.object_list)
    return page


def untranslated_cards(
    *, locale: Locale, among: QuerySet[ArticlePage] | None = None, **filters: Any
) -> list[ArticlePage]:
    """Return the newest Vietnamese pieces that readers of a language do not have in it, as cards.

    Of `among`, or of what `filters` of `readable_articles` leave. None, and no query, for the
    portal's own language.
    """
    if locale.language_code == settings.LANGUAGE_CODE:
        return []
    translated = readable_articles(locale=locale).order_by()
    pieces = readable_articles(**filters) if among is None else among
    pieces = pieces.alias(language_number=LANGUAGE_NUMBER).filter(
        ~Exists(translated.filter(translation_key=OuterRef("translation_key"))),
        published_at__gt=BEFORE_ALL,
        language_number__in=Locale.objects.filter(language_code=settings.LANGUAGE_CODE).values(
            "pk"
        ),
    )
    newest = ArticlePage.objects.filter(pk__in=pieces.values("pk")[:UNTRANSLATED]).newest()
    return list(with_pictures(newest))


def newest_cards(*, limit: int, exclude: Iterable[int] = (), **filters: Any) -> list[ArticlePage]:
    """Return the newest pieces of a kind or unit as cards."""
    articles = readable_articles(**filters).exclude(pk__in=list(exclude))
    return list(with_cards(articles)[:limit])


def newest_by_kind(
    *, limits: dict[str, int], unit_id: int | None = None, locale: Locale | None = None
) -> dict[str, list[ArticlePage]]:
    """Return the newest pieces of each kind as cards: three queries more than kinds."""
    readable = readable_articles(unit_id=unit_id, locale=locale)
    ids = {
        kind: list(of_kind(readable, kind).values_list("pk", flat=True)[:limit])
        for kind, limit in limits.items()
    }
    wanted = [pk for found in ids.values() for pk in found]
    cards = {card.pk: card for card in with_pictures(ArticlePage.objects.filter(pk__in=wanted))}
    return {kind: [cards[pk] for pk in found] for kind, found in ids.items()}


def of_kind(articles: QuerySet[ArticlePage], kind: str) -> QuerySet[ArticlePage]:
    """Return the pieces of one kind."""
    return articles.filter(kind=kind)


def desk_accounts(*, desk):
    """Return the active accounts of a desk."""
    return (
        get_user_model()
        .objects.filter(is_active=True)
        .filter(Q(groups=desk.editors_id) | Q(groups=desk.heads_id))
        .distinct()
    )


def unit_review_state_ids(*, task, user) -> QuerySet:
    """Return ids of the task's waiting states on pages of the units whose chief `user` is."""
    homes = UnitHomePage.objects.filter(unit_id__in=acting_units(user, UnitRole.CHIEF_EDITOR))
    trees = Q(pk__in=[])
    for path in homes.values_list("path", flat=True):
        trees |= Q(path__startswith=path)
    pages = WagtailPage.objects.filter(trees).annotate(key=Cast("pk", CharField()))
    return TaskState.objects.filter(
        task=task,
        status=TaskState.STATUS_IN_PROGRESS,
        workflow_state__object_id__in=pages.values("key"),
    ).values("pk")
