"""Shows the three ways to speak, from the sections that stand around a page: no query."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import template
from django.utils.translation import gettext_lazy as _

register = template.Library()
# The address of a section, what is opened below it, what the link says.
WAYS = (
    ("hoi-dap", "gui-cau-hoi/", _("Ask a question")),
    ("y-kien", "", _("Give an opinion")),
    ("trung-cau-y-kien", "", _("Vote")),
)


@dataclass(frozen=True)
class Way:
    """One way to speak."""

    label: str
    url: str


@register.simple_tag
def voice_ways(links: Iterable[Any]) -> list[Way]:
    """Return the ways that the sections in `links` (`portal.frame.Link`) open, in a fixed order."""
    by_slug = {link.url.rstrip("/").rpartition("/")[2]: link.url for link in links}
    return [
        Way(str(label), by_slug[slug] + below) for slug, below, label in WAYS if slug in by_slug
    ]
