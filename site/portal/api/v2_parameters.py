"""Filters of API v2 beyond Wagtail's: unit, topic, dates; every value checked before use."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from rest_framework.filters import BaseFilterBackend
from wagtail.models import Page

from articles.api_filters import require_known, with_topic, within
from articles.models import ArticlePage
from core.api import MAX_LIMIT, MAX_OFFSET, RequestRefused, parse_moment
from units.lineage import of_named
from units.models import UnitHomePage

COMMON = frozenset(
    {"limit", "offset", "fields", "order", "search", "search_operator", "locale", "format"}
)
COMMON_TO_ONE = frozenset({"fields", "locale", "rich_text_format", "format"})
KEYS = ("child_of", "descendant_of", "ancestor_of", "translation_of")


def refuse(message: str, where: str) -> None:
    """Refuse a value with status 400."""
    raise RequestRefused(message, where=where, status=400)


def check_parameters(
    request: HttpRequest, *, known: frozenset[str], orders: frozenset[str]
) -> None:
    """Refuse parameters and values that the list does not know; messages name what it knows."""
    for name in sorted(set(request.GET) - known):
        refuse(
            _("Unknown parameter “%(name)s”. Known here: %(known)s.")
            % {"name": name[:100], "known": ", ".join(sorted(known))},
            name[:100],
        )
    _check_number(request, "limit", lowest=1, highest=MAX_LIMIT)
    _check_number(request, "offset", lowest=0, highest=MAX_OFFSET)
    _check_number(request, "id", lowest=1)
    for name in KEYS:
        if request.GET.get(name) != "root":
            _check_number(request, name, lowest=1)
    _check_choice(request, "search_operator", {"and", "or"})
    for field in filter(None, request.GET.get("order", "").split(",")):
        if field.removeprefix("-") not in orders:
            refuse(_("Order by one of: %(known)s.") % {"known": ", ".join(sorted(orders))}, "order")


class ArticleFilter(BaseFilterBackend):
    """Narrow a list of pages by `?unit=`, `?topic=`, `?from=` and `?to=`."""

    def filter_queryset(self, request: Any, queryset: Any, view: Any) -> Any:
        """Return the pages that pass; raise `RequestRefused` for a unit or topic unknown."""
        unit, topic = request.GET.get("unit"), request.GET.get("topic")
        if unit or topic:
            require_known(unit=unit, topic=topic, status=400)
        if unit:
            queryset = _of_unit(queryset, unit)
        pieces = _pieces(request, topic)
        return queryset if pieces is None else queryset.filter(pk__in=pieces.values("pk"))


def _of_unit(queryset: Any, unit: str) -> Any:
    owners = of_named(unit)
    if issubclass(queryset.model, ArticlePage):
        return queryset.filter(pk__in=ArticlePage.objects.filter(**owners).values("pk"))
    below = Page.objects.none()
    for home in UnitHomePage.objects.filter(**owners):
        below |= Page.objects.descendant_of(home, inclusive=True)
    return queryset.filter(pk__in=below.values("pk"))


def _pieces(request: HttpRequest, topic: str | None) -> Any:
    start, end = (_moment(request, name) for name in ("from", "to"))
    if not (topic or start or end):
        return None
    pieces = within(ArticlePage.objects.live(), start=start, end=end)
    return with_topic(pieces, topic) if topic else pieces


def _moment(request: HttpRequest, name: str) -> Any:
    value = request.GET.get(name)
    if not value:
        return None
    try:
        return parse_moment(value, end_of_day=name == "to")
    except ValueError as error:
        raise RequestRefused(str(error), where=name, status=400) from error


def _check_number(
    request: HttpRequest, name: str, *, lowest: int, highest: int | None = None
) -> None:
    value = request.GET.get(name)
    if value is None:
        return
    if not (value.isascii() and value.isdecimal()) or int(value) < lowest:
        refuse(
            _("“%(name)s” must be a whole number, at least %(lowest)s.")
            % {"name": name, "lowest": lowest},
            name,
        )
    if highest is not None and int(value) > highest:
        refuse(
            _("“%(name)s” must be at most %(highest)s.") % {"name": name, "highest": highest}, name
        )


def _check_choice(request: HttpRequest, name: str, choices: set[str]) -> None:
    value = request.GET.get(name)
    if value is not None and value not in choices:
        refuse(_("Choose one of: %(expected)s.") % {"expected": ", ".join(sorted(choices))}, name)
