"""The list of people as a workbook or as CSV, as it is filtered."""

import csv
from collections.abc import Iterator
from io import StringIO

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from core.audit import record
from core.exports import plain_cell
from core.workbooks import CONTENT_TYPE, Cell, workbook

from ..rows import PersonRow, person_rows
from .people import PeopleListView, people_of

BATCH = 500
WIDTHS = (30, 14, 44, 70, 14, 30, 18, 12, 20, 14)


class PeopleExportView(PeopleListView):
    """Answers with a workbook, or with CSV when asked; who took it stands in the audit trail."""

    def get(self, request) -> HttpResponse:
        """Send the file."""
        is_csv = request.GET.get("format") == "csv"
        suffix, kind = ("csv", "text/csv; charset=utf-8") if is_csv else ("xlsx", CONTENT_TYPE)
        content = people_csv(self._rows()) if is_csv else self._workbook()
        record(
            actor=request.user,
            action="personnel.people.export",
            subject=request.user,
            kind=suffix,
            query=self.query,
            people=len(self.ids),
        )
        response = HttpResponse(content, content_type=kind)
        name = f"nhan-su-{self.today:%Y-%m-%d}.{suffix}"
        response["Content-Disposition"] = f'attachment; filename="{name}"'
        response["X-Content-Type-Options"] = "nosniff"
        return response

    def _workbook(self) -> bytes:
        return workbook(pgettext("personnel", "People"), headings(), self._rows(), widths=WIDTHS)

    def _rows(self) -> Iterator[list[Cell]]:
        for start in range(0, len(self.ids), BATCH):
            people = people_of(self.ids[start : start + BATCH])
            for row in person_rows(people, today=self.today):
                yield cells_of(row)


def headings() -> list[str]:
    """Return the names of the columns."""
    return [
        *(_("Family and middle name"), _("Given name"), _("Unit"), _("Posts"), _("Since")),
        *(_("Work e-mail"), _("Work telephone"), _("Visibility"), _("Account"), _("Left on")),
    ]


def cells_of(row: PersonRow) -> list[Cell]:
    """Return the cells of a person; several posts stand in one cell, heads first."""
    person = row.person
    since = min((one.from_date for one in row.posts), default=None)
    return [
        person.last_name,
        person.first_name,
        person.unit.name,
        "; ".join(_post_words(one) for one in row.posts),
        since,
        person.email,
        person.phone,
        _("Shown to everybody") if person.is_public else _("Internal"),
        row.account,
        row.left_on,
    ]


def people_csv(rows: Iterator[list[Cell]]) -> bytes:
    """Return the rows as CSV that Excel opens: UTF-8 with its mark, nothing runs as a formula."""
    buffer = StringIO()
    writer = csv.writer(buffer)
    writer.writerow(headings())
    for row in rows:
        writer.writerow([plain_cell(str(cell)) if cell is not None else "" for cell in row])
    return buffer.getvalue().encode("utf-8-sig")


def _post_words(one) -> str:
    acting = f" ({_('acting')})" if one.is_acting else ""
    return f"{one.position.name}{acting}, {one.body.name}"
