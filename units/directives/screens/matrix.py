"""The matrix of a period: on the screen, on paper, as a workbook and as CSV."""

from calendar import monthrange
from datetime import date
from typing import Any

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.audit import record
from core.workbooks import CONTENT_TYPE
from units.enums import UnitKind

from ..matrix import SIGNS, Matrix, read_matrix
from ..matrix_files import matrix_csv, matrix_workbook
from ..matrix_rows import rows_of
from .base import DirectiveScreen

FIRST_YEAR = 2016
# Up to so many columns there is room for words beside the signs.
FEW = 8
PARTS = [
    ("year", _("The whole year")),
    ("first", _("First half")),
    ("second", _("Second half")),
]
MONTHS = {"year": (1, 12), "first": (1, 6), "second": (7, 12)}


class PeriodForm(forms.Form):
    """Which directives and units the matrix shows."""

    year = forms.TypedChoiceField(label=_("Year"), coerce=int, required=False)
    part = forms.ChoiceField(label=_("Part of the year"), choices=PARTS, required=False)
    kind = forms.ChoiceField(
        label=_("Kind of unit"),
        choices=[("", pgettext_lazy("kinds of unit", "All")), *UnitKind.choices],
        required=False,
    )

    def __init__(self, data: Any, *, today: date) -> None:
        super().__init__(data)
        years = range(today.year, FIRST_YEAR - 1, -1)
        self.fields["year"].choices = [(year, str(year)) for year in years]  # type: ignore[attr-defined]
        self.full_clean()
        self.today = today

    def value(self, name: str) -> Any:
        """Return a valid choice; the running year and the whole of it where there is none."""
        fallback = {"year": self.today.year, "part": "year", "kind": ""}[name]
        return self.cleaned_data.get(name) or fallback

    @property
    def days(self) -> tuple[date, date]:
        """Return the first and the last day of the period."""
        year = self.value("year")
        first, last = MONTHS[self.value("part")]
        return date(year, first, 1), date(year, last, monthrange(year, last)[1])


class MatrixView(DirectiveScreen):
    """All units by all directives of a period."""

    template = "directives/matrix.html"
    page_title = _("Matrix of units and directives")

    def get(self, request) -> HttpResponse:
        """Show the period, at first the running year."""
        form, matrix = self.read()
        chosen = {name: form.value(name) for name in form.fields}
        query = urlencode({name: value for name, value in chosen.items() if value})
        few = len(matrix.directives) <= FEW
        return self.answer(
            form=form,
            chosen={name: str(value) for name, value in chosen.items()},
            days=form.days,
            matrix=matrix,
            groups=[(label, rows_of(rows, shows_words=few)) for label, rows in matrix.groups],
            totals=matrix.totals,
            signs=list(SIGNS.values()),
            export_url=f"{reverse('directive_matrix_export')}?{query}",
        )

    def read(self) -> tuple[PeriodForm, Matrix]:
        """Return the form of the address and the matrix that it asks for."""
        form = PeriodForm(self.request.GET, today=self.today)
        first, last = form.days
        kind = form.value("kind")
        return form, read_matrix(first=first, last=last, kind=kind, today=self.today)


class MatrixExportView(MatrixView):
    """The same as a file."""

    def get(self, request) -> HttpResponse:
        """Send a workbook, or CSV when asked; who took it stands in the audit trail."""
        form, matrix = self.read()
        is_csv = request.GET.get("format") == "csv"
        suffix, kind = ("csv", "text/csv; charset=utf-8") if is_csv else ("xlsx", CONTENT_TYPE)
        content = matrix_csv(matrix) if is_csv else matrix_workbook(matrix)
        record(
            actor=request.user,
            action="directives.matrix.export",
            subject=request.user,
            kind=suffix,
            first=form.days[0].isoformat(),
            last=form.days[1].isoformat(),
        )
        response = HttpResponse(content, content_type=kind)
        name = f"ma-tran-van-ban-{form.days[0]:%Y-%m}-{form.days[1]:%Y-%m}.{suffix}"
        response["Content-Disposition"] = f'attachment; filename="{name}"'
        return response
