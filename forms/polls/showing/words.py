"""Puts figures into words of the active language."""

from decimal import Decimal
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from units.enums import Region, UnitKind


def text_of(item: dict[str, Any], name: str = "text") -> str:
    """Return a text in the active language, Vietnamese where English is missing."""
    english = item.get(f"{name}_en")
    return english if get_language() == "en" and english else item[f"{name}_vi"]


def percent(thousandths: int | None) -> str:
    """Return “12,3%” of thousandths, a dash of nothing."""
    if thousandths is None:
        return "–"
    return f"{number_format(Decimal(thousandths) / 10, 1)}%"


def whole(number: int) -> str:
    """Return a whole number with the language's separators."""
    return number_format(number, 0, force_grouping=True)


def decimal(text: str | None) -> str:
    """Return a mean that was stored as text."""
    return "–" if text is None else number_format(Decimal(text), 2)


def group_name(dimension: str, group: dict[str, Any]) -> str:
    """Return the name of a group of voters; empty stands for those who named none."""
    key = group["group"]
    if dimension == "unit":
        return text_of(group, "name") if key else _("No unit given")
    if dimension == "kind":
        return str(UnitKind(key).label) if key else _("No unit given")
    return str(Region(key).label) if key else _("No region")
