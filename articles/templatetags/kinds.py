"""Names the sections of pieces in lists."""

from django import template
from django.utils.translation import gettext_lazy as _

from articles.enums import RouteKind

register = template.Library()

SECTION_NAMES = {
    RouteKind.NEWS: _("News"),
    RouteKind.THEMATIC: _("Thematic pieces"),
    RouteKind.NOTICE: _("Notices"),
}


@register.filter
def section_name(kind: str) -> str:
    """Return the name of the list of a kind of piece in the reader's language."""
    return str(SECTION_NAMES[RouteKind(kind)])
