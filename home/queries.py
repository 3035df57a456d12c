"""What the national front page shows."""

from typing import Any

from articles.enums import RouteKind
from articles.queries import newest_cards

LEAD_COUNT = 5
SECTION_COUNT = 6


def front_page(*, page) -> dict[str, Any]:
    """Return `{"lead", "side", "sections"}` of the newest pieces in the page's language."""
    newest = newest_cards(limit=LEAD_COUNT, kind=RouteKind.NEWS, locale=page.locale)
    shown = [article.pk for article in newest]
    return {
        "lead": newest[0] if newest else None,
        "side": newest[1:],
        "sections": [
            {
                "kind": kind,
                "cards": newest_cards(
                    limit=SECTION_COUNT, exclude=shown, kind=kind, locale=page.locale
                ),
            }
            for kind in RouteKind
        ],
    }
