"""Reads a list of a unit's own codes from a file or a field, and says which rows are wrong."""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO, StringIO
from zipfile import ZipFile

from django.utils.translation import gettext as _
from openpyxl import load_workbook

from core.text import fold

from ..guarding.codes import normalize_code
from .models import Poll
from .services.codes import MOST_AT_ONCE, known_codes

SHORTEST, LONGEST = 10, 40
LARGEST_FILE, LARGEST_UNPACKED = 2 * 1024 * 1024, 40 * 1024 * 1024
ALLOWED = re.compile(r"[A-Za-z0-9 \-]+")
HEADINGS = {"ma", "ma so", "ma phieu", "ma bo phieu", "ma ca nhan", "code", "codes"}


class UnreadableList(Exception):
    """A file that is no list of codes; the text is for the person who sent it."""


@dataclass(frozen=True)
class BadRow:
    """A row that cannot be a code, and why."""

    number: int
    text: str
    fault: str


def rows_of_text(text: str) -> list[tuple[int, str]]:
    """Return (number, code) of the rows that hold something; the first column of each counts."""
    lines = text.lstrip("\N{ZERO WIDTH NO-BREAK SPACE}").splitlines()
    rows = csv.reader(StringIO("\n".join(lines)), delimiter=_delimiter(lines))
    return _filled((number, row[0] if row else "") for number, row in enumerate(rows, start=1))


def rows_of_file(name: str, content: bytes) -> list[tuple[int, str]]:
    """Return (number, code) of the rows of an XLSX or CSV file; raises `UnreadableList`."""
    if len(content) > LARGEST_FILE:
        raise UnreadableList(_("The file is larger than 2 MB."))
    if name.lower().endswith(".xlsx"):
        return _rows_of_workbook(content)
    for encoding in ("utf-8-sig", "utf-16"):
        try:
            return rows_of_text(content.decode(encoding))
        except UnicodeError:
            continue
        except csv.Error:
            break
    raise UnreadableList(_("This file cannot be read. Send an Excel file (.xlsx) or a CSV file."))


def check_rows(poll: Poll, rows: list[tuple[int, str]]) -> tuple[list[str], list[BadRow]]:
    """Return the codes and the rows that are wrong: nothing is to be kept while there are any."""
    codes: dict[str, str] = {}
    numbers: dict[str, int] = {}
    bad = []
    for number, text in rows:
        key = normalize_code(text)
        fault = _fault(text, key)
        if not fault and key in numbers:
            fault = _("the same as in row %(number)s") % {"number": numbers[key]}
        if fault:
            bad.append(BadRow(number, text[:LONGEST], fault))
            continue
        codes[key], numbers[key] = text, number
    for key in known_codes(poll, list(codes.values())):
        bad.append(BadRow(numbers[key], codes[key], _("in the poll already")))
    return list(codes.values()), sorted(bad, key=lambda row: row.number)


def _fault(text: str, key: str) -> str:
    if not ALLOWED.fullmatch(text):
        return _("letters without marks, digits and hyphens only")
    if len(key) < SHORTEST:
        return _("shorter than %(count)s letters and digits") % {"count": SHORTEST}
    if len(text) > LONGEST:
        return _("longer than %(count)s characters") % {"count": LONGEST}
    if len(set(key)) < 3:
        return _("too easy to guess")
    return ""


def _rows_of_workbook(content: bytes) -> list[tuple[int, str]]:
    try:
        with ZipFile(BytesIO(content)) as archive:
            if sum(one.file_size for one in archive.infolist()) > LARGEST_UNPACKED:
                raise UnreadableList(_("The file is too large to be read."))
        book = load_workbook(BytesIO(content), read_only=True, data_only=True)
        values = book.worksheets[0].iter_rows(max_col=1, max_row=MOST_AT_ONCE + 2, values_only=True)
        rows = [(number, _cell(value)) for number, (value,) in enumerate(values, start=1)]
        book.close()
    except UnreadableList:
        raise
    # A broken workbook fails in a hundred ways, all of them the file's fault.
    except Exception:
        raise UnreadableList(
            _("This file cannot be read. Send an Excel file (.xlsx) or a CSV file.")
        ) from None
    return _filled(rows)


def _cell(value: object) -> str:
    """Return a cell as text; Excel keeps long numbers as decimals."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return "" if value is None else str(value)


def _delimiter(lines: list[str]) -> str:
    first = lines[0] if lines else ""
    return max(",;\t", key=first.count)


def _filled(rows: Iterator[tuple[int, str]] | list[tuple[int, str]]) -> list[tuple[int, str]]:
    """Drop empty rows and a heading."""
    found = [(number, text.strip()) for number, text in rows if text.strip()]
    if found and " ".join(fold(found[0][1]).split()) in HEADINGS:
        found = found[1:]
    return found
