"""Chooses what is told of each type of page."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.models import Page

from articles.models import ArticlePage
from core.addresses import absolute, canonical_url
from forms.questions.models import QuestionPage
from home.models import HomePage
from portal.frame import Frame
from portal.structured.documents import document_nodes
from portal.structured.nodes import Node, node
from portal.structured.organisations import (
    full_organisation,
    organisation,
    portal_organisation,
    website,
)
from portal.structured.pieces import piece_nodes
from portal.structured.questions import question_nodes
from units.documents.models import DocumentPage
from units.models import UnitHomePage
from units.personnel.models import OrganisationPage


def graph(
    *,
    page: Page | None,
    frame: Frame,
    article: Any = None,
    card: str = "",
    helpful: Any = None,
    document: Any = None,
    status: Any = None,
    files: Any = (),
) -> list[Node]:
    """Return what is told of a page, empty for views that are no page; no query of its own."""
    if page is None or not frame.canonical:
        return []
    if isinstance(page, DocumentPage):
        nodes = _document(page, frame, document, status, files) if document else []
    else:
        nodes = list(_subject(page, frame, article, card, helpful))
    return [*nodes, *breadcrumbs(page=page, frame=frame)]


def _subject(page: Page, frame: Frame, article: Any, card: str, helpful: Any):
    if isinstance(page, HomePage):
        return [website(language=frame.language), portal_organisation()]
    if isinstance(page, UnitHomePage):
        return [full_organisation(page.unit, url=frame.canonical)]
    if isinstance(page, OrganisationPage) and page.unit is not None and frame.unit:
        return [full_organisation(page.unit, url=frame.unit.canonical)]
    if isinstance(page, ArticlePage) and article is not None:
        return _piece(page, frame, article, card)
    if isinstance(page, QuestionPage):
        return _question(page, frame, helpful)
    return []


def _piece(page: ArticlePage, frame: Frame, article: Any, card: str) -> list[Node]:
    site = website(language=frame.language)
    pieces = piece_nodes(
        page,
        article,
        url=frame.canonical,
        language=frame.language,
        publisher=_owner(page, frame),
        website=site["@id"],
        card=card,
    )
    return [*pieces, site, portal_organisation()]


def _question(page: QuestionPage, frame: Frame, helpful: Any) -> list[Node]:
    nodes = question_nodes(
        page,
        url=frame.canonical,
        language=frame.language,
        answerer=_owner(page, frame),
        website=website(language=frame.language),
        helpful=helpful,
    )
    return [*nodes, portal_organisation()]


def _document(page: DocumentPage, frame: Frame, document: Any, status: Any, files: Any):
    issuer = _owner(page, frame)
    if document.issuer is None:
        issuer = node("GovernmentOrganization", name=document.issuer_name)
    nodes = document_nodes(
        page,
        document,
        url=frame.canonical,
        issuer=issuer,
        website=website(language=frame.language),
        status=status,
        files=files,
    )
    return [*nodes, portal_organisation()]


def _owner(page: ArticlePage | QuestionPage | DocumentPage, frame: Frame) -> Node:
    """Return the unit of a page, or the portal, as an organisation."""
    home = frame.unit.canonical if frame.unit else ""
    return organisation(page.unit, url=home) if page.unit else portal_organisation()


def breadcrumbs(*, page: Page, frame: Frame) -> list[Node]:
    """Return the way to a page where the page shows one."""
    if not frame.crumbs:
        return []
    way = [(crumb.title, crumb.canonical) for crumb in frame.crumbs[1:]]
    return [_way([_home(frame), *way, (page.title, frame.canonical)])]


def list_breadcrumbs(context: dict[str, Any], frame: Frame) -> list[Node]:
    """Return the way to the topics, a topic or an author: lists of pieces that are no page."""
    canonical = context.get("canonical")
    if not canonical:
        return []
    topics = (_("Topics"), absolute(reverse("wagtail_serve", args=["chu-de/"])))
    if "topics" in context:
        return [_way([_home(frame), topics])]
    if "topic" in context:
        return [_way([_home(frame), topics, (context["topic"].name, canonical)])]
    if "pen_name" in context:
        unit = (context["unit"].name, canonical_url(context["home"]) or "")
        return [_way([_home(frame), unit, (context["pen_name"], canonical)])]
    return []


def _home(frame: Frame) -> tuple[str, str]:
    return _("Home"), frame.home.canonical


def _way(places: list[tuple[str, str]]) -> Node:
    items = [
        node("ListItem", position=number, name=name, item=place)
        for number, (name, place) in enumerate(places, start=1)
    ]
    return node("BreadcrumbList", itemListElement=items)
