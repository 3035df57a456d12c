"""Links to pages from templates."""

from django import template
from wagtail.models import Page

from core import addresses

register = template.Library()


@register.simple_tag(takes_context=True)
def address(context, page: Page) -> str:
    """Return the link to a page from the page being read."""
    return addresses.address(page, context["request"])
