"""Own route of API v3 for the front page: the order in which the desks show pieces now."""

from typing import Any, Literal

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Router, Schema
from wagtail.models import Locale

from articles.api_cards import article_cards
from articles.api_schemas import ArticleCard
from articles.enums import RouteKind
from articles.models import ArticlePage
from core.api import json_response
from home.selection import Selection, select_pieces
from home.zones import SECTIONS, Zone

router = Router(tags=["front-page"])


class FrontSection(Schema):
    """The pieces of one section."""

    kind: RouteKind
    items: list[ArticleCard]


class FrontPage(Schema):
    """The front page of one language: no piece stands twice."""

    locale: Literal["vi", "en"]
    lead: ArticleCard | None
    side: list[ArticleCard]
    sections: list[FrontSection]
    photo_stories: list[ArticleCard]
    videos: list[ArticleCard]


@router.get("/", response=FrontPage, operation_id="front_page", url_name="front_page")
def get_front_page(request: HttpRequest, locale: Literal["vi", "en"] = "vi") -> HttpResponse:
    """Return what stands on the front page now: placed by the desks, then the newest."""
    language = get_object_or_404(Locale, language_code=locale)
    chosen = select_pieces(locale=language, moment=timezone.now())
    cards = _cards(chosen)
    return json_response(
        {
            "locale": locale,
            "lead": next(iter(cards[Zone.LEAD]), None),
            "side": cards[Zone.SIDE],
            "sections": [{"kind": zone.value, "items": cards[zone]} for zone in SECTIONS],
            "photo_stories": cards[Zone.PHOTO],
            "videos": cards[Zone.VIDEO],
        }
    )


def _cards(chosen: Selection) -> dict[Zone, list[dict[str, Any]]]:
    """Return the chosen pieces as the cards of the API, by zone. Four queries."""
    found = article_cards(ArticlePage.objects.filter(pk__in=chosen.ids).order_by())
    cards = {card["id"]: card for card in found}
    return {zone: [cards[pk] for pk in ids if pk in cards] for zone, ids in chosen.pieces.items()}
