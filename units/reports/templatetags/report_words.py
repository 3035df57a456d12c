"""Figures, headings and moments in the reader's words, for the templates of reports."""

from datetime import date, datetime
from decimal import Decimal

from django import template
from django.utils import timezone

from ..showing import heading_of, shown_value

register = template.Library()


@register.filter
def figure(value: Decimal | None, kind: str) -> str:
    """Return a value with the sign of its kind."""
    return shown_value(value, kind)


@register.filter
def in_words(heading) -> str:
    """Return a heading in the reader's language."""
    return heading_of(heading)


@register.filter
def local_moment(moment: datetime | date | None) -> str:
    """Return a day, or a moment by the portal's own clock."""
    if moment is None:
        return "–"
    if isinstance(moment, datetime):
        local = timezone.localtime(moment, timezone.get_default_timezone())
        return local.strftime("%H:%M %d/%m/%Y")
    return moment.strftime("%d/%m/%Y")
