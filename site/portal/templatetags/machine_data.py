"""Gives the head of a page what it tells machines."""

from typing import Any

from django import template
from django.utils.safestring import SafeString

from portal.cards.facts import card_address, card_facts
from portal.frame import Frame
from portal.structured.graph import graph
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
    """Return the structured data of the page in the context, nothing where there is none."""
    nodes = graph(page=context.get("page"), frame=frame, article=context.get("article"), card=card)
    return as_script(nodes) if nodes else ""
