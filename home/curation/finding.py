"""Finds pieces for a zone by their titles, without diacritics and case."""

from wagtail.models import Locale

from articles.models import ArticlePage
from core.text import normalize
from home.selection import pieces_for
from home.zones import Zone, model_of

SHOWN = 20
READ = 200
LONGEST_QUERY = 200


def find_pieces(*, zone: Zone, locale: Locale, query: str = "") -> list[ArticlePage]:
    """Return pieces that may stand in a zone, the newest first; without a query the newest.

    Three queries whatever is found.
    """
    pieces = pieces_for(zone, locale_id=locale.pk)
    text = " ".join(normalize(query[:LONGEST_QUERY]).split())
    if text:
        live = model_of(zone).objects.live().filter(locale=locale)
        hits = live.search(text, fields=["title"], operator="and")[:READ]
        pieces = pieces.filter(pk__in=[hit.pk for hit in hits])
    related = pieces.select_related("unit", "content_type").defer("body", "search_description")
    return list(related.newest()[:SHOWN])
