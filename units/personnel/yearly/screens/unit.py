"""One unit over the years: charts, a table, and the same as a file."""

from django.http import Http404, HttpResponse

from ..charts import charts_of
from ..checks import NUMBERS, number_label
from ..exports import FORMATS, file_response
from ..reads import cells_of, figures_of_unit
from ..rules import units_kept_by
from .base import UnitScreen


class UnitView(UnitScreen):
    """Figures of one unit, for its officers and leaders and the Office."""

    template_name = "personnel/yearly/unit.html"

    def get(self, request, code: str) -> HttpResponse:
        """Show charts and table."""
        figures = figures_of_unit(self.unit.pk)
        return self.answer(
            unit=self.unit,
            charts=charts_of(figures),
            rows=[
                {"figure": one, "cells": cells_of(getattr(one, name) for name in NUMBERS)}
                for one in figures
            ],
            headings=[number_label(name) for name in NUMBERS],
            may_write=units_kept_by(request.user).filter(pk=self.unit.pk).exists(),
            formats=FORMATS,
        )


class UnitExportView(UnitScreen):
    """The unit's figures as a file."""

    def get(self, request, code: str) -> HttpResponse:
        """Send the file."""
        kind = request.GET.get("format", FORMATS[0])
        if kind not in FORMATS:
            raise Http404
        figures = figures_of_unit(self.unit.pk)
        for one in figures:
            one.unit = self.unit
        return file_response(figures, kind=kind, name=f"so-lieu-{self.unit.slug}")
