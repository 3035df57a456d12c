"""Names the kinds of pieces in lists."""

from django import template

from articles.enums import RouteKind

register = template.Library()


@register.filter
def kind_label(kind: str) -> str:
    """Return the name of a kind of piece in the reader's language."""
    return str(RouteKind(kind).label)
