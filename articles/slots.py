"""Puts the newest pieces on each unit's home page."""

from collections.abc import Callable

from articles.enums import RouteKind
from articles.models import ArticlePage
from articles.queries import newest_by_kind, untranslated_cards
from units import home_slots

LIMITS = {str(RouteKind.NEWS): 7, str(RouteKind.THEMATIC): 4, str(RouteKind.NOTICE): 5}
TEMPLATES = {
    RouteKind.NEWS: "articles/components/slot_news.html",
    RouteKind.THEMATIC: "articles/components/slot_thematic.html",
    RouteKind.NOTICE: "articles/components/slot_notices.html",
}

UNTRANSLATED = "articles/components/slot_untranslated.html"


def register() -> None:
    """Add one slot for each kind of piece, and one for what is not in English."""
    for order, kind in enumerate(RouteKind, start=1):
        home_slots.register(
            home_slots.HomeSlot(kind.value, order * 10, TEMPLATES[kind], _loader(kind))
        )
    home_slots.register(home_slots.HomeSlot("untranslated", 90, UNTRANSLATED, _load_untranslated))


def _load_untranslated(*, page, request) -> list[ArticlePage]:
    return untranslated_cards(locale=page.locale, unit_id=page.unit_id)


def _loader(kind: RouteKind) -> Callable[..., list[ArticlePage]]:
    def load(*, page, request) -> list[ArticlePage]:
        # The three slots of one request share one load.
        if not hasattr(request, "newest_pieces"):
            request.newest_pieces = newest_by_kind(
                limits=LIMITS, unit_id=page.unit_id, locale=page.locale
            )
        return request.newest_pieces[kind]

    return load
