"""Gives the head of a page what it tells machines."""

from typing import Any

from django import template
from django.utils.safestring import SafeString

from articles.models import ArticleIndexPage
from core.addresses import address
from core.feeds import has_feed
from portal.cards.facts import card_address, card_facts
from portal.frame import Frame
from portal.structured.graph import graph, list_breadcrumbs
from portal.structured.nodes import as_script

register = template.Library()


@register.simple_tag(takes_context=True)
def share_card(context: dict[str, Any], frame: Frame) -> str:
    """Return the address of the drawn card of the page in the context; no query."""
    page = context.get("page")
    if page is None or not page.live or not frame.canonical:
        return ""
    unit, accent = (frame.unit.title, frame.unit.accent) if frame.unit else ("", "")
    facts = card_facts(title=page.title, unit_title=unit, accent=accent)
    return card_address(page.pk, facts)


@register.simple_tag(takes_context=True)
def structured_data(context: dict[str, Any], frame: Frame, card: str = "") -> SafeString | str:
    """Return the structured data of the page in the context, or of a list that is no page."""
    page = context.get("page")
    if page is None:
        nodes = list_breadcrumbs(context, frame)
    else:
        names = ("article", "helpful", "document", "status", "files")
        shown = {name: context.get(name) for name in names}
        nodes = graph(page=page, frame=frame, card=card, **shown)
    return as_script(nodes) if nodes else ""


@register.simple_tag(takes_context=True)
def feed_address(context: dict[str, Any]) -> dict[str, str] | None:
    """Return `{"title", "address"}` of the feed of a section, a topic or an author."""
    page, request = context.get("page"), context["request"]
    if isinstance(page, ArticleIndexPage) or has_feed(page):
        return {"title": page.title, "address": f"{address(page, request)}feed/"}
    title = context.get("pen_name") or (context["topic"].name if "topic" in context else "")
    is_list = bool(title and context.get("canonical"))
    return {"title": title, "address": f"{request.path}feed/"} if is_list else None
