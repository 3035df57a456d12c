"""A unit's own view: this week, the last twelve, the year."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from articles.enums import ContributionState
from articles.models import Contribution
from articles.quotas.charts import SLOT, bars_of
from articles.quotas.forms import years_offered
from articles.quotas.heatmap_rows import strip_of
from articles.quotas.legend import legend
from articles.quotas.periods import recent_weeks, sunday_of, week_name
from articles.quotas.rules import oversees_quotas, reads_quotas_of
from articles.quotas.screens.base import QuotaView
from articles.quotas.standings import UnitStanding, WeekStanding, read_standings
from articles.quotas.tallies import counted_pieces
from articles.quotas.wording import pieces_asked_for, rule_in_words
from core.weeks import weeks_between, weeks_of_year
from units.enums import UnitRole
from units.models import Unit
from units.rules import units_of

WRITERS = (UnitRole.CONTRIBUTOR, UnitRole.CHIEF_EDITOR)


class MineView(QuotaView):
    """Leads to the own unit; of several the first, whose screen names the others."""

    def allowed(self, user) -> bool:
        """Let in members of a unit."""
        self.own = list(Unit.objects.filter(pk__in=units_of(user))[:1])
        return bool(self.own)

    def get(self, request) -> HttpResponse:
        """Go to the unit."""
        return redirect("quota_unit", self.own[0].code)


class UnitQuotaView(QuotaView):
    """A screen about one unit, for its members and those who see all."""

    unit: Unit

    def allowed(self, user) -> bool:
        """Find the unit, the same way whether it is somebody else's or nobody's."""
        unit = Unit.objects.filter(code=self.kwargs["code"]).first()
        if unit is None or not reads_quotas_of(user, unit.pk):
            return False
        self.unit = unit
        return True

    def trail(self) -> list[tuple[str, str]]:
        """Lead back to the overview of all units."""
        if not oversees_quotas(self.request.user):
            return []
        return [(reverse("quota_overview"), str(_("Quotas")))]

    def get_page_subtitle(self) -> str:
        """Name the unit."""
        return self.unit.short_name_vi


class UnitView(UnitQuotaView):
    """Where one unit stands."""

    def get(self, request, code: str) -> HttpResponse:
        """Show this week, the last twelve and a year, the present one at first."""
        years = years_offered(self.now)
        asked = request.GET.get("year", "")
        year = int(asked) if asked in map(str, years) else years[0]
        recent, of_year = recent_weeks(self.now), weeks_of_year(year)
        weeks = weeks_between(min(recent[0], of_year[0]), max(recent[-1], of_year[-1]))
        [whole] = read_standings(units=[self.unit], weeks=weeks, now=self.now)
        found = {one.week: one for one in whole.weeks}
        last_weeks = [found[week] for week in recent]
        context = self.get_context_data(
            unit=self.unit,
            others=self._others(),
            this_week=self._this_week(last_weeks[-1]),
            bars=bars_of(last_weeks),
            chart_width=SLOT * len(last_weeks),
            legend=legend(),
            year=year,
            years=years,
            strip=strip_of(self.unit, [found[week] for week in of_year]),
            standing=UnitStanding(self.unit, [found[week] for week in of_year]),
        )
        return render(request, "articles/quotas/unit.html", context)

    def _others(self) -> list[Unit]:
        own = units_of(self.request.user) - {self.unit.pk}
        return list(Unit.objects.filter(pk__in=own)) if own else []

    def _this_week(self, figures: WeekStanding) -> dict:
        """Return what the unit must know today."""
        rule = figures.rule
        return {
            "figures": figures,
            "name": week_name(figures.week),
            "sunday": sunday_of(figures.week),
            "rule": rule_in_words(rule) if rule else "",
            "missing": pieces_asked_for(rule, figures.missing) if rule else "",
            "in_unit_review": self._in_unit_review(figures),
            "waiting_url": self._waiting_url(),
        }

    def _waiting_url(self) -> str:
        """Return the list of what waits in the unit, for those who write or decide there."""
        if self.unit.pk not in units_of(self.request.user, *WRITERS):
            return ""
        query = {"unit": str(self.unit.pk), "state": ContributionState.UNIT_REVIEW.value}
        return f"{reverse('contributions')}?{urlencode(query)}"

    def _in_unit_review(self, figures: WeekStanding) -> int:
        """Count the pieces that will count once the unit's own chief editor lets them go."""
        waiting = Contribution.objects.filter(
            unit=self.unit, state=ContributionState.UNIT_REVIEW, sent_at=None
        )
        return waiting.filter(counted_pieces(figures.rule)).count()
