"""All units of a year by kind with sums, as a screen and as a file; officers see their own."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode

from units.rules import is_office

from ..checks import NUMBERS, number_label
from ..exports import FORMATS, file_response
from ..forms import TableForm
from ..reads import YearTable, known_years, table_of_year
from ..rules import units_read_by
from .base import FigureScreen


class TableView(FigureScreen):
    """The table of a year; who has one unit alone goes to that."""

    template_name = "personnel/yearly/table.html"

    def get(self, request) -> HttpResponse:
        """Show a year, the last full one at first."""
        units = units_read_by(request.user)
        if not is_office(request.user) and (own := list(units[:2])) and len(own) == 1:
            return redirect("figure_unit", own[0].code)
        form, table = self.table()
        query = urlencode({"year": table.year, "kind": form.chosen("kind")})
        return self.answer(
            form=form,
            table=table,
            headings=[number_label(name) for name in NUMBERS],
            has_sums=is_office(request.user),
            exports=[
                {"label": kind.upper(), "url": f"{reverse('figure_export')}?format={kind}&{query}"}
                for kind in FORMATS
            ],
        )

    def table(self) -> tuple[TableForm, YearTable]:
        """Return the form as it was filled in and the table that it asks for."""
        units = units_read_by(self.request.user)
        years = set(known_years(units)) | {self.today.year, self.today.year - 1}
        form = TableForm(
            self.request.GET, years=sorted(years, reverse=True), year=self.today.year - 1
        )
        year = form.chosen("year")
        table = table_of_year(year, units=units, today=self.today, kind=form.chosen("kind"))
        return form, table


class TableExportView(TableView):
    """The same table as a file."""

    def get(self, request) -> HttpResponse:
        """Send the file."""
        kind = request.GET.get("format", FORMATS[0])
        if kind not in FORMATS:
            raise Http404
        _form, table = self.table()
        figures = [row.figure for row in table.rows if row.figure]
        for row in table.rows:
            if row.figure:
                row.figure.unit = row.unit
        return file_response(figures, kind=kind, name=f"so-lieu-{table.year}")
