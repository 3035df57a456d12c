"""Chooses what is told of each type of page."""

from typing import Any

from django.utils.translation import gettext as _
from wagtail.models import Page

from articles.models import ArticlePage
from home.models import HomePage
from portal.frame import Frame
from portal.structured.nodes import Node, node
from portal.structured.organisations import (
    full_organisation,
    organisation,
    portal_organisation,
    website,
)
from portal.structured.pieces import piece_nodes
from units.models import UnitHomePage


def graph(*, page: Page | None, frame: Frame, article: Any = None, card: str = "") -> list[Node]:
    """Return what is told of a page, empty for views that are no page; no query of its own."""
    if page is None or not frame.canonical:
        return []
    nodes = list(_subject(page, frame, article, card))
    return [*nodes, *breadcrumbs(page=page, frame=frame)]


def _subject(page: Page, frame: Frame, article: Any, card: str):
    if isinstance(page, HomePage):
        return [website(language=frame.language), portal_organisation()]
    if isinstance(page, UnitHomePage):
        return [full_organisation(page.unit, url=frame.canonical)]
    if isinstance(page, ArticlePage) and article is not None:
        return _piece(page, frame, article, card)
    return []


def _piece(page: ArticlePage, frame: Frame, article: Any, card: str) -> list[Node]:
    home = frame.unit.canonical if frame.unit else ""
    site = website(language=frame.language)
    pieces = piece_nodes(
        page,
        article,
        url=frame.canonical,
        language=frame.language,
        publisher=organisation(page.unit, url=home) if page.unit else portal_organisation(),
        website=site["@id"],
        card=card,
    )
    return [*pieces, site, portal_organisation()]


def breadcrumbs(*, page: Page, frame: Frame) -> list[Node]:
    """Return the way to a page where the page shows one."""
    if not frame.crumbs:
        return []
    way = [(crumb.title, crumb.canonical) for crumb in frame.crumbs]
    way[0] = (_("Home"), way[0][1])
    way.append((page.title, frame.canonical))
    items = [
        node("ListItem", position=number, name=name, item=address)
        for number, (name, address) in enumerate(way, start=1)
    ]
    return [node("BreadcrumbList", itemListElement=items)]
