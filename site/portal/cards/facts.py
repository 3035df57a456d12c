"""What a card says, and its address: another title has another address."""

import hashlib
from typing import NamedTuple

from django.conf import settings
from django.urls import reverse
from wagtail.models import Page

from core.addresses import absolute, canonical_path
from core.text import normalize
from portal.frame import UNIT
from units.models import UnitHomePage
from units.ownership import path_prefixes
from units.queries import accent_of_home

# Counts up whenever cards are drawn in another way.
DRAWN_AS = "1"


class CardFacts(NamedTuple):
    """The words and the colour of a card."""

    title: str
    owner: str
    portal: str
    accent: str

    @property
    def digest(self) -> str:
        """Return a short digest of all that decides how the card looks."""
        return hashlib.sha256("\0".join((DRAWN_AS, *self)).encode()).hexdigest()[:16]


def card_facts(*, title: str, unit_title: str, accent: str) -> CardFacts:
    """Return what the card of a page says; a unit's own home does not name the unit twice."""
    portal = settings.WAGTAIL_SITE_NAME
    owner = unit_title if unit_title != title else ""
    return CardFacts(normalize(title).strip(), normalize(owner), portal, accent or "red")


def readable_facts(pk: int) -> CardFacts | None:
    """Return what the card of a page says, None unless everybody may read the page.

    Two queries and those of Wagtail's restrictions.
    """
    page = Page.objects.live().public().filter(depth__gt=1, pk=pk).first()
    if page is None or canonical_path(page) is None:
        return None
    title, accent = _unit(page)
    return card_facts(title=page.title, unit_title=title, accent=accent)


def _unit(page: Page) -> tuple[str, str]:
    prefixes = path_prefixes(page.path)
    if len(prefixes) < UNIT:
        return "", ""
    homes = UnitHomePage.objects.live().filter(path=prefixes[UNIT - 1])
    return homes.annotate(colour=accent_of_home()).values_list("title", "colour").first() or (
        "",
        "",
    )


def card_address(pk: int, facts: CardFacts) -> str:
    """Return the absolute address of a card."""
    return absolute(reverse("share_card", kwargs={"pk": pk, "digest": facts.digest}))
