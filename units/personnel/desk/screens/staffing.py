"""Which units lack somebody: the list for the Office, the own unit for its people, the CSV."""

import csv
from io import StringIO
from typing import Any

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.audit import record
from core.exports import plain_cell
from units.enums import UnitKind
from units.rules import is_office

from ... import rules
from ...staffing import Gap, Staffing, count_gaps, read_staffing, select
from .base import PersonnelScreen


class StaffingFilterForm(forms.Form):
    """Which units to show; a choice that does not exist is left out and said."""

    kind = forms.ChoiceField(
        label=gettext_lazy("Kind of unit"),
        choices=[("", gettext_lazy("All")), *UnitKind.choices],
        required=False,
    )
    missing = forms.ChoiceField(
        label=gettext_lazy("What is missing"),
        choices=[("", gettext_lazy("Anything")), *Gap.choices],
        required=False,
    )

    @property
    def chosen(self) -> dict[str, str]:
        """Return the valid choices."""
        self.full_clean()
        return {name: self.cleaned_data.get(name, "") for name in self.fields}


class StaffingView(PersonnelScreen):
    """Units that lack somebody; the Office sees all, the people of a unit their own."""

    page_title = gettext_lazy("Staffing of units")
    header_icon = "warning"
    template_name = "personnel/desk/staffing.html"

    def allowed(self, user) -> bool:
        """Let in the Office, and administrators, leaders and officers of units."""
        return rules.reads_staffing(user)

    def get_page_subtitle(self) -> str:
        """Name this screen at the end of its trail."""
        return str(self.page_title)

    @cached_property
    def form(self) -> StaffingFilterForm:
        """Return the filters of the address."""
        return StaffingFilterForm(self.request.GET)

    @cached_property
    def units(self) -> list[Staffing]:
        """Return all units of the account with what they lack."""
        return read_staffing(rules.units_of_staffing(self.request.user), day=self.today)

    @cached_property
    def rows(self) -> list[Staffing]:
        """Return the units that fit the filters and lack something."""
        return select(self.units, **self.form.chosen)

    def get(self, request) -> HttpResponse:
        """Show the table."""
        query = urlencode({name: value for name, value in self.form.chosen.items() if value})
        return self.answer(
            form=self.form,
            rows=self.rows,
            unit_count=len(self.units),
            whole_count=sum(not row.gaps for row in self.units),
            chips=self._chips(),
            is_filtered=any(self.form.chosen.values()),
            is_office=is_office(request.user),
            export_url=f"{reverse('staffing_export')}?{query}",
        )

    def _chips(self) -> list[dict[str, Any]]:
        """Return how many units of the chosen kind lack what, each a link to them."""
        chosen = self.form.chosen
        counts = count_gaps(select(self.units, kind=chosen["kind"]))
        return [
            {
                "label": gap.label,
                "count": counts[gap],
                "url": f"?{urlencode({'kind': chosen['kind'], 'missing': gap.value})}",
                "is_current": chosen["missing"] == gap,
            }
            for gap in Gap
        ]


class StaffingExportView(StaffingView):
    """The same table as CSV."""

    def get(self, request) -> HttpResponse:
        """Send the file."""
        record(actor=request.user, action="personnel.staffing.export", subject=request.user)
        response = HttpResponse(staffing_csv(self.rows), content_type="text/csv; charset=utf-8")
        name = f"vi-tri-con-thieu-{self.today:%Y-%m-%d}.csv"
        response["Content-Disposition"] = f'attachment; filename="{name}"'
        response["X-Content-Type-Options"] = "nosniff"
        return response


def staffing_csv(rows: list[Staffing]) -> bytes:
    """Return units as CSV: one column for each thing that may lack, marked where it does."""
    buffer = StringIO()
    writer = csv.writer(buffer)
    writer.writerow([_("Code"), _("Unit"), _("Kind of unit"), *(str(gap.label) for gap in Gap)])
    for row in rows:
        unit = row.unit
        cells = [unit.code, unit.name, str(unit.get_kind_display())]
        marks = ["x" if gap in row.gaps else "" for gap in Gap]
        writer.writerow([*(plain_cell(cell) for cell in cells), *marks])
    return buffer.getvalue().encode("utf-8-sig")
