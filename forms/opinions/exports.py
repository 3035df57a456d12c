"""The opinions on a topic as a file for its unit: what is public, and what was decided."""

import csv
from collections.abc import Iterator
from io import StringIO

from django.utils.translation import gettext as _

from core.days import day_of
from core.exports import plain_cell
from core.text import plain_text
from core.workbooks import Cell, workbook

from .models import OpinionTopicPage

WIDTHS = (10, 14, 14, 24, 80, 34, 14, 40, 60)
# So that spreadsheets read the Vietnamese letters.
BYTE_ORDER_MARK = "\ufeff"


def headings() -> list[str]:
    """Return the names of the columns."""
    return [
        _("Number"),
        _("Received"),
        _("State"),
        _("Name shown"),
        _("Public version"),
        _("Reason"),
        _("Decided"),
        _("Group"),
        _("Official reply"),
    ]


def rows_of(topic: OpinionTopicPage) -> Iterator[list[Cell]]:
    """Yield a row for each opinion: neither what was sent in private nor who sent it."""
    opinions = topic.opinions.select_related("group").defer("text", "shown_name", "refusal_note")
    for one in opinions.order_by("received_at", "pk").iterator(chunk_size=500):
        yield [
            one.pk,
            day_of(one.received_at),
            one.get_state_display(),
            one.public_name,
            one.public_text,
            one.get_refusal_reason_display() if one.refusal_reason else "",
            day_of(one.decided_at) if one.decided_at else None,
            one.group.label if one.group else "",
            plain_text(one.group.public_reply) if one.group else "",
        ]


def topic_workbook(topic: OpinionTopicPage) -> bytes:
    """Return an XLSX file; text never runs as a formula in it."""
    return workbook(_("Opinions"), headings(), rows_of(topic), widths=WIDTHS)


def topic_csv(topic: OpinionTopicPage) -> bytes:
    """Return a CSV file in UTF-8 whose cells no spreadsheet calculates."""
    buffer = StringIO(newline="")
    writer = csv.writer(buffer)
    writer.writerow(headings())
    for row in rows_of(topic):
        writer.writerow([_text(cell) for cell in row])
    return (BYTE_ORDER_MARK + buffer.getvalue()).encode()


def _text(cell: Cell) -> str:
    if cell is None:
        return ""
    return plain_cell(cell) if isinstance(cell, str) else str(cell)
