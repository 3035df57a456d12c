"""Words at the head and foot of official reports, by Decree 30/2020/NĐ-CP, appendix I."""

from django.utils.translation import get_language
from django.utils.translation import gettext as _


def confederation() -> str:
    """Return the national body as it heads its documents."""
    name = _("VIETNAM GENERAL CONFEDERATION OF LABOUR")
    if get_language() == "en":
        return name
    # In two lines it is broken where it is read: before its last four syllables.
    syllables = name.split()
    return " ".join([*syllables[:-4], "\N{NO-BREAK SPACE}".join(syllables[-4:])])


def propaganda_department() -> str:
    """Return who judges reports and sums them up."""
    return _("PROPAGANDA DEPARTMENT")


def state_and_motto() -> tuple[str, str]:
    """Return the name of the state and its motto."""
    return _("SOCIALIST REPUBLIC OF VIETNAM"), _("Independence – Freedom – Happiness")


def report_title() -> str:
    """Return the name of this type of document."""
    return _("REPORT")


def number_of(symbol: str = "") -> str:
    """Return number and symbol; the office writes the number."""
    tail = f"/BC-{symbol}" if symbol else "/BC-"
    return _("No.: %(space)s%(tail)s") % {"space": "\N{NO-BREAK SPACE}" * 8, "tail": tail}


def place_and_day(place: str, day: str) -> str:
    """Return where and when; without a place a dotted line to fill in."""
    return f"{place or '………………'}, {day}"


def day_to_fill_in(year: int) -> str:
    """Return a day for which only the year is known."""
    if get_language() == "en":
        return f"… … {year}"
    return f"ngày … tháng … năm {year}"
