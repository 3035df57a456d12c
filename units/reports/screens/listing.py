"""All reports of a period for the department: where each stands, narrowed and counted."""

from datetime import datetime
from typing import Any

from django.db.models import Count, Max, Min, Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.paginator import WagtailPaginator

from ..enums import ContestState, PeriodState
from ..errors import ReportRefused
from ..models import HalfYearReport, ReportPeriod
from ..rules import WITH_UNIT
from ..services.counting import recount
from ..showing import state_of
from ..standing import BY_KEY, STANDINGS, count_standings, narrowed, with_standing
from .base import DepartmentScreen
from .forms import ListForm

ROWS = 50


class ListView(DepartmentScreen):
    """The list; the button counts all figures anew."""

    http_method_names = ["get", "post"]
    template = "reports/admin/list.html"

    def get_page_subtitle(self) -> str:
        """Name the period."""
        return str(self.period)

    def post(self, request, period_id: int) -> HttpResponse:
        """Count anew."""
        try:
            count = recount(period_id=self.period.pk, now=self.now)
        except ReportRefused as refusal:
            messages.error(request, str(refusal))
        else:
            text = _("Counted anew; signed reports stay as they are. Reports counted: %(count)s.")
            messages.success(request, text % {"count": count})
        return redirect("report_list", self.period.pk)

    def get(self, request, period_id: int) -> HttpResponse:
        """Show one screen of the list; six queries."""
        form = ListForm(request.GET)
        standing = request.GET.get("state", "")
        standing = standing if standing in BY_KEY else "all"
        reports = narrowed(
            with_standing(self._reports(), self.today),
            standing=standing,
            kind=form.chosen("kind"),
            words=form.chosen("q"),
        )
        page = WagtailPaginator(reports, ROWS).get_page(request.GET.get("p"))
        counts = count_standings(self.period, self.today)
        return self.answer(
            period=self.period,
            periods=list(ReportPeriod.objects.exclude(state=PeriodState.PLANNED)),
            form=form,
            tabs=self._tabs(form, standing, counts),
            counts=counts,
            rows=[self._row(one) for one in page.object_list],
            page=page,
            headings=self.period.headings.count(),
            counted_at=self._counted_at(),
        )

    def _reports(self) -> QuerySet[HalfYearReport]:
        written = Count("sections", filter=~Q(sections__text=""), distinct=True)
        doubts = Count("contests", filter=Q(contests__state=ContestState.OPEN), distinct=True)
        reports = self.period.reports.select_related("period")
        return reports.annotate(written=written, doubts=doubts).order_by("unit__sort_name", "pk")

    def _row(self, report: Any) -> dict[str, Any]:
        return {"report": report, "state": state_of(report, has_text=report.has_text)}

    def _tabs(self, form: ListForm, current: str, counts: dict[str, int]) -> list[dict[str, Any]]:
        url = reverse("report_list", args=[self.period.pk])
        kept = {name: form.chosen(name) for name in ("kind", "q") if form.chosen(name)}
        return [
            {
                "key": one.key,
                "label": one.label,
                "count": counts[one.key],
                "url": f"{url}?{urlencode({'state': one.key} | kept)}",
                "is_current": one.key == current,
            }
            for one in STANDINGS
        ]

    def _counted_at(self) -> datetime | None:
        """Return when all unsigned reports were counted: a signature counts one report alone."""
        times = self.period.reports.aggregate(
            all=Min("computed_at", filter=Q(state__in=WITH_UNIT)), last=Max("computed_at")
        )
        return times["all"] or times["last"]
