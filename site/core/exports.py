"""Cells of exported lists: what people typed must not run as a formula in a spreadsheet."""

from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format

FORMULA_BEGINNINGS = ("=", "+", "-", "@", "\t", "\r")


def plain_cell(text: str) -> str:
    """Return text that a spreadsheet shows as it is, quoted where it would calculate."""
    return f"'{text}" if text.startswith(FORMULA_BEGINNINGS) else text


def local_cell(moment: datetime) -> str:
    """Return a moment in the portal's own time and format."""
    return date_format(
        timezone.localtime(moment, timezone.get_default_timezone()), "SHORT_DATETIME_FORMAT"
    )


def clock_cell(moment: datetime) -> datetime:
    """Return the local time without its zone, which Excel cannot store."""
    return timezone.make_naive(moment, timezone.get_default_timezone())
