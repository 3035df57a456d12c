"""Reads single cells: numbers as people write them, years, days, texts; says what is wrong."""

import re
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils.translation import gettext as _

from core.text import normalize

from ..checks import LONGEST_SOURCE, fault_of_number

# A point, comma or space of any width between thousands, the same throughout.
# A nought before the first of them is no thousand: 0,125 is a decimal.
THOUSANDS = re.compile(r"-?[1-9][0-9]{0,2}(?:([.,' \u00a0\u2009\u202f])[0-9]{3})(?:\1[0-9]{3})*")
DIGITS = re.compile(r"-?[0-9]{1,30}")
DECIMALS = re.compile(r"-?[0-9][0-9.,]*[.,][0-9]+")
YEAR = re.compile(r"[0-9]{4}")
VIETNAMESE_DAY = re.compile(r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})")
ISO_DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
MOMENTS = (datetime, date, time, timedelta)


class Unreadable(ValueError):
    """A cell that cannot be taken: what is wrong, and how to mend it."""

    def __init__(self, wrong: str, mend: str) -> None:
        super().__init__(wrong)
        self.wrong, self.mend = wrong, mend


def is_blank(value: Any) -> bool:
    """Tell whether nothing stands in a cell, or white space alone."""
    return value is None or (isinstance(value, str) and not value.strip())


def read_number(value: Any) -> int | None:
    """Return a whole number, or None of an empty cell. Raises `Unreadable`."""
    if is_blank(value):
        return None
    number = _whole(value)
    if fault := fault_of_number(number):
        raise Unreadable(fault, _("Look the number up again."))
    return number


def _whole(value: Any) -> int:
    if isinstance(value, bool):
        raise Unreadable(_("This is no number."), _("Write digits alone."))
    if isinstance(value, MOMENTS):
        raise Unreadable(
            _("A date stands where a number belongs."),
            _("Set the format of the cell to “Number” and write the number again."),
        )
    if isinstance(value, int):
        return value
    if isinstance(value, float):
        return _of_float(value)
    return _of_text(normalize(str(value)).strip())


def _of_float(value: float) -> int:
    if value.is_integer() and abs(value) < 1e15:
        return int(value)
    raise Unreadable(
        _("Only whole numbers are counted."),
        _("If the point stands for thousands, write the digits without it."),
    )


def _of_text(text: str) -> int:
    if DIGITS.fullmatch(text):
        return int(text)
    if THOUSANDS.fullmatch(text):
        return int(re.sub(r"[^0-9-]", "", text))
    if DECIMALS.fullmatch(text):
        raise Unreadable(
            _("Only whole numbers are counted."),
            _("Write thousands as 1.234 or 1234, nothing behind a comma."),
        )
    raise Unreadable(
        _("This is no number."), _("Write digits alone; leave the cell empty if it is not known.")
    )


def read_year(value: Any) -> int | None:
    """Return a year, or None of an empty cell. Raises `Unreadable`."""
    if is_blank(value):
        return None
    text = str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)
    if isinstance(value, bool) or not YEAR.fullmatch(text.strip()):
        raise Unreadable(_("This is no year."), _("Write four digits, such as 2025."))
    return int(text)


def read_day(value: Any) -> date | None:
    """Return a day, or None of an empty cell. Raises `Unreadable`.

    31/12/2025, 2025-12-31 and cells that Excel keeps as dates; the day stands before the month.
    """
    if is_blank(value):
        return None
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    text = str(value).strip() if isinstance(value, str) else ""
    if found := ISO_DAY.fullmatch(text):
        year, month, day = map(int, found.groups())
    elif found := VIETNAMESE_DAY.fullmatch(text):
        day, month, year = map(int, found.groups())
    else:
        raise Unreadable(_("This is no date."), _("Write it as 31/12/2025 or 2025-12-31."))
    try:
        return date(year, month, day)
    except ValueError as error:
        raise Unreadable(_wrong_day(day, month), _("Write the day first: 31/12/2025.")) from error


def _wrong_day(day: int, month: int) -> str:
    if month > 12 >= day:
        return _("The month seems to stand before the day.")
    return _("There is no such day.")


def read_text(value: Any) -> str:
    """Return the text of a cell in one line. Raises `Unreadable` where it is too long."""
    text = "" if is_blank(value) else " ".join(normalize(str(value)).split())
    if len(text) > LONGEST_SOURCE:
        raise Unreadable(
            _("This text is too long."),
            _("Write at most %(limit)s characters.") % {"limit": LONGEST_SOURCE},
        )
    return text


def read_code(value: Any) -> str:
    """Return the code of a unit in capital letters."""
    return "" if is_blank(value) else "".join(str(value).split()).upper()
