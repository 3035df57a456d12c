"""The overview as a file."""

from django.http import HttpResponse

from articles.quotas.forms import HeatMapForm
from articles.quotas.overview import Overview
from articles.quotas.registers import units_in
from articles.quotas.screens.overview import YearView
from articles.quotas.shortfalls import shortfalls
from articles.quotas.workbook import overview_workbook
from core.weeks import week_of
from core.workbooks import CONTENT_TYPE


class ExportView(YearView):
    """What the tabs show, in one workbook."""

    url_name = "quota_export"
    form_class = HeatMapForm

    def get(self, request) -> HttpResponse:
        """Answer with the file."""
        self.read()
        week, behind = week_of(self.now), self.form.chosen("behind")
        overview = Overview(
            now=self.now,
            year=self.year,
            weeks=self.weeks,
            measure=self.form.chosen("measure"),
            standings=self.standings,
            shown=[one for one in self.standings if one.is_behind or not behind],
            this_week=week,
            short=shortfalls(units=units_in([week], kind=self.kind), week=week, now=self.now),
        )
        response = HttpResponse(overview_workbook(overview), content_type=CONTENT_TYPE)
        name = f"chi-tieu-{self.year}-{week:%Y-%m-%d}.xlsx"
        response["Content-Disposition"] = f'attachment; filename="{name}"'
        return response
