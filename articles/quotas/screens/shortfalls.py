"""Who is short in a week: the running one at first."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode

from articles.quotas.forms import WeekForm
from articles.quotas.periods import EARLIEST, iso_year, week_name
from articles.quotas.registers import units_in
from articles.quotas.reminders import reminds_from
from articles.quotas.screens.base import OverviewView
from articles.quotas.shortfalls import shortfalls
from core.weeks import WEEK, week_of


class ShortfallsView(OverviewView):
    """Units that owe more in a week than they sent, with their contacts and reminders."""

    url_name = "quota_shortfalls"

    def get(self, request) -> HttpResponse:
        """Show a week."""
        form = WeekForm(request.GET, now=self.now)
        week, kind, this_week = form.chosen("week"), form.chosen("kind"), week_of(self.now)
        units = units_in([week], kind=kind)
        return render(
            request,
            "articles/quotas/shortfalls.html",
            self.get_context_data(
                form=form,
                media=form.media,
                tabs=self.tabs(year=iso_year(week), kind=kind),
                week_name=week_name(week),
                is_running=week == this_week,
                reminds_from=reminds_from(week),
                before=self._url(week - WEEK, kind) if week > EARLIEST else "",
                after=self._url(week + WEEK, kind) if week < this_week else "",
                rows=shortfalls(units=units, week=week, now=self.now, all_units=not kind),
            ),
        )

    def _url(self, week, kind: str) -> str:
        query = {"week": week.isoformat(), "kind": kind}
        given = {name: value for name, value in query.items() if value}
        return f"{reverse(self.url_name)}?{urlencode(given)}"
