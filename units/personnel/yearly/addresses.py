"""Addresses of figures below the admin."""

from django.urls import path

from .screens.editing import EditView
from .screens.importing import CheckView, ImportView, TemplateView
from .screens.table import TableExportView, TableView
from .screens.unit import UnitExportView, UnitView


def addresses() -> list:
    """Return the patterns."""
    unit = "figures/units/<slug:code>/"
    return [
        path("figures/", TableView.as_view(), name="figure_table"),
        path("figures/export/", TableExportView.as_view(), name="figure_export"),
        path("figures/import/", ImportView.as_view(), name="figure_import"),
        path("figures/import/template/", TemplateView.as_view(), name="figure_template"),
        path("figures/import/<str:key>/", CheckView.as_view(), name="figure_check"),
        path(unit, UnitView.as_view(), name="figure_unit"),
        path(f"{unit}export/", UnitExportView.as_view(), name="figure_unit_export"),
        path(f"{unit}new/", EditView.as_view(), name="figure_new"),
        path(f"{unit}<int:year>/", EditView.as_view(), name="figure_edit"),
    ]
