"""What the national front page shows."""

from datetime import datetime
from typing import Any

from django.db.models import Count
from django.http import HttpRequest

from articles.models import ArticlePage
from articles.queries import untranslated_cards, with_pictures
from home import front_slots
from home.selection import Selection, select_pieces
from home.zones import SECTIONS, Zone
from units.enums import UnitKind
from units.models import UnitHomePage


def front_page(*, page, moment: datetime, request: HttpRequest | None = None) -> dict[str, Any]:
    """Return what stands on the front page of the page's language at `moment`.

    `{"lead", "side", "sections", "photo_stories", "videos", "slots", "unit_kinds",
    "untranslated"}`: cards, the blocks of other apps, and on an English page what is not in it.
    What desks placed comes first, the newest fills what they left.
    Four queries and those of the blocks.
    """
    chosen = select_pieces(locale=page.locale, moment=moment)
    cards = cards_of(chosen)
    return {
        "lead": next(iter(cards[Zone.LEAD]), None),
        "side": cards[Zone.SIDE],
        "sections": [{"kind": zone.value, "cards": cards[zone]} for zone in SECTIONS],
        "photo_stories": cards[Zone.PHOTO],
        "videos": cards[Zone.VIDEO],
        "slots": front_slots.load(page=page, request=request, moment=moment),
        "unit_kinds": unit_kinds(),
        "untranslated": untranslated_cards(locale=page.locale),
    }


def cards_of(chosen: Selection) -> dict[Zone, list[ArticlePage]]:
    """Return the chosen pieces as cards, by zone. Two queries."""
    found = with_pictures(ArticlePage.objects.filter(pk__in=chosen.ids))
    cards = {card.pk: card for card in found}
    # A piece that was taken down between the two queries is left out.
    return {zone: [cards[pk] for pk in ids if pk in cards] for zone, ids in chosen.pieces.items()}


def unit_kinds() -> list[dict[str, Any]]:
    """Return `[{"kind", "label", "count"}]` of the units with a live sub-site."""
    rows = UnitHomePage.objects.live().order_by().values("unit__kind")
    counts = dict(
        rows.annotate(count=Count("unit_id", distinct=True)).values_list("unit__kind", "count")
    )
    return [
        {"kind": kind.value, "label": kind.label, "count": counts[kind]}
        for kind in UnitKind
        if kind in counts
    ]
