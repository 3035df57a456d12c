"""Which pages everybody may read: a condition, so that a list needs no query of its own for it."""

from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Length, Substr
from wagtail.models import PageViewRestriction


def is_unrestricted() -> Q:
    """Return the condition that no view restriction lies on a page or above it.

    What Wagtail's `public()` finds; that reads all restrictions first, in a query for each list.
    """
    above = PageViewRestriction.objects.filter(
        page__path=Substr(OuterRef("path"), 1, Length("page__path"))
    )
    return ~Q(Exists(above))
