"""The overview of all units: heat map of a year, and ranking."""

from datetime import date

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode

from articles.quotas.forms import HeatMapForm, YearForm
from articles.quotas.heatmap import groups_of, months_of, totals_of
from articles.quotas.heatmap_rows import rows_of
from articles.quotas.legend import legend
from articles.quotas.periods import week_name
from articles.quotas.ranking import ranked
from articles.quotas.registers import units_in
from articles.quotas.screens.base import OverviewView
from articles.quotas.standings import UnitStanding, read_standings
from core.weeks import week_of, weeks_of_year


class YearView(OverviewView):
    """What heat map and ranking share: the year and the kind of unit."""

    form_class: type[YearForm] = YearForm

    def read(self) -> None:
        """Load the year of the units chosen."""
        self.form = self.form_class(self.request.GET, now=self.now)
        self.year, self.kind = self.form.chosen("year"), self.form.chosen("kind")
        self.weeks: list[date] = weeks_of_year(self.year)
        units = units_in(self.weeks, kind=self.kind)
        self.standings: list[UnitStanding] = read_standings(
            units=units, weeks=self.weeks, now=self.now, all_units=not self.kind
        )

    def answer(self, template: str, **context) -> HttpResponse:
        """Render a tab."""
        whole = {
            "form": self.form,
            "media": self.form.media,
            "year": self.year,
            "tabs": self.tabs(year=self.year, kind=self.kind),
        }
        return render(self.request, template, self.get_context_data(**whole | context))


class HeatMapView(YearView):
    """All units by all weeks of a year."""

    url_name = "quota_overview"
    form_class = HeatMapForm

    def get(self, request) -> HttpResponse:
        """Show the year, the present one at first."""
        self.read()
        measure, behind = self.form.chosen("measure"), self.form.chosen("behind")
        shown = [one for one in self.standings if one.is_behind or not behind]
        query = {"year": self.year, "kind": self.kind, "measure": measure, "behind": behind}
        given = {name: value for name, value in query.items() if value}
        return self.answer(
            "articles/quotas/heat_map.html",
            measure=measure,
            legend=legend(),
            months=months_of(self.weeks),
            weeks=[self._week(week) for week in self.weeks],
            groups=[(group, rows_of(group, measure)) for group in groups_of(shown)],
            totals=totals_of(shown, measure),
            export_url=f"{reverse('quota_export')}?{urlencode(given)}",
        )

    def _week(self, week: date) -> dict:
        """Return a heading, which leads to who was short in a week that has begun."""
        this_week = week_of(self.now)
        url = f"{reverse('quota_shortfalls')}?week={week}&kind={self.kind}"
        return {
            "number": week.isocalendar().week,
            "name": week_name(week),
            "url": url if week <= this_week else "",
            "is_current": week == this_week,
        }


class RankingView(YearView):
    """Units by how regularly they send."""

    url_name = "quota_ranking"

    def get(self, request) -> HttpResponse:
        """Show the ranking of a year so far."""
        self.read()
        return self.answer("articles/quotas/ranking.html", places=ranked(self.standings))
