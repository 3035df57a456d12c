"""What the national front page shows."""

from typing import Any

from django.db.models import Count

from articles.enums import RouteKind
from articles.queries import newest_by_kind
from units.enums import UnitKind
from units.models import UnitHomePage

LEAD_COUNT = 5
SECTION_COUNT = 6


def front_page(*, page) -> dict[str, Any]:
    """Return `{"lead", "side", "sections"}` of the newest pieces in the page's language.

    The lead story and those beside it are the newest news; the news section goes on after them.
    """
    limits = {str(kind): SECTION_COUNT for kind in RouteKind}
    limits[RouteKind.NEWS] += LEAD_COUNT
    newest = newest_by_kind(limits=limits, locale=page.locale)
    first, newest[RouteKind.NEWS] = (
        newest[RouteKind.NEWS][:LEAD_COUNT],
        newest[RouteKind.NEWS][LEAD_COUNT:],
    )
    return {
        "lead": first[0] if first else None,
        "side": first[1:],
        "sections": [{"kind": kind, "cards": newest[kind]} for kind in RouteKind],
        "unit_kinds": unit_kinds(),
    }


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
