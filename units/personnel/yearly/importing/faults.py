"""What is wrong in a workbook, cell by cell, and why one is not opened at all."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

LONGEST_SHOWN = 60


class WorkbookRefused(Exception):
    """A file that cannot be read as figures; its text is for the person who sent it."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One cell: what stands there, what is wrong with it, how to mend it."""

    sheet: str
    cell: str
    found: str
    wrong: str
    mend: str = ""


def shown(value: object) -> str:
    """Return what stands in a cell, short enough for a list."""
    text = " ".join(str(value).split())
    return text if len(text) <= LONGEST_SHOWN else text[: LONGEST_SHOWN - 1] + "…"


def damaged() -> WorkbookRefused:
    """Return the refusal of a file that cannot be read."""
    return WorkbookRefused(
        _("This workbook is damaged or incomplete. Open it in Excel, save it again and send that.")
    )


def too_large() -> WorkbookRefused:
    """Return the refusal of a file that unpacks to more than figures can hold."""
    return WorkbookRefused(
        _(
            "This file unpacks to far more than figures can hold, so it was not opened. Copy the "
            "rows into a new template and send that."
        )
    )


def protected() -> WorkbookRefused:
    """Return the refusal of a file with a password."""
    return WorkbookRefused(
        _("This workbook is protected by a password. Remove the password and send it again.")
    )


def not_a_workbook() -> WorkbookRefused:
    """Return the refusal of any other kind of file."""
    return WorkbookRefused(
        _("This is not an Excel workbook (.xlsx). Fill in the template and send that file.")
    )


def old_workbook() -> WorkbookRefused:
    """Return the refusal of the format of before 2007."""
    return WorkbookRefused(
        _("This is an old Excel file (.xls). Open it and save it as “Excel workbook (.xlsx)”.")
    )


def text_file() -> WorkbookRefused:
    """Return the refusal of comma-separated text."""
    return WorkbookRefused(
        _(
            "This is a text file (such as .csv), in which Excel loses noughts and dates. Copy the "
            "rows into the template (.xlsx) and send that."
        )
    )


def with_macros() -> WorkbookRefused:
    """Return the refusal of a workbook that holds programs."""
    return WorkbookRefused(
        _("This workbook holds macros. Save it as “Excel workbook (.xlsx)” without macros.")
    )
