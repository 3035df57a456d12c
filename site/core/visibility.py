"""Which pages everybody may read: a condition, so that a list needs no query of its own for it."""

from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Length, Substr
from wagtail.models import Page, PageViewRestriction


def is_unrestricted() -> Q:
    """Return the condition that no view restriction lies on a page or above it.

    What Wagtail's `public()` finds; that reads all restrictions first, in a query for each list.
    """
    # The few restricted pages are looked up by key; a join reads every page for each row of a list.
    restricted = PageViewRestriction.objects.values("page")
    above = Page.objects.filter(pk__in=restricted, path=Substr(OuterRef("path"), 1, Length("path")))
    return ~Q(Exists(above.order_by()))
