"""Gives templates what stands around a page, and the types of files."""

from typing import Any

from django import template
from django.conf import settings

from core.addresses import absolute
from portal.frame import Frame, frame_for

register = template.Library()


@register.simple_tag(takes_context=True)
def page_frame(context: dict[str, Any]) -> Frame:
    """Return the frame of the page in the context, or of a view that is no page."""
    return frame_for(context["request"], context.get("page"))


@register.simple_tag
def portal_name() -> str:
    """Return the name of the portal."""
    return settings.WAGTAIL_SITE_NAME


@register.filter
def absolute_url(path: str) -> str:
    """Return a path of the national site as an absolute address."""
    return path if "://" in path else absolute(path)
