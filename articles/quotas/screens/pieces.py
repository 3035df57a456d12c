"""The pieces behind one figure: what a unit sent, or had used, in one week."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from articles.quotas.obligations import read_obligations
from articles.quotas.periods import week_from, week_name
from articles.quotas.piece_rows import rows_behind
from articles.quotas.screens.unit import UnitQuotaView
from articles.quotas.tallies import Measure
from articles.quotas.wording import rule_in_words
from core.weeks import week_of


class PiecesView(UnitQuotaView):
    """Lists what counts, and apart from it what does not and why."""

    def trail(self) -> list[tuple[str, str]]:
        """Lead back to the unit."""
        unit = (reverse("quota_unit", args=[self.unit.code]), self.unit.short_name_vi)
        return [*super().trail(), unit]

    def get_page_subtitle(self) -> str:
        """Name the week."""
        return week_name(self.week)

    def setup(self, request, *args, **kwargs) -> None:
        """Read which figure is asked for, the pieces sent in the running week at first."""
        super().setup(request, *args, **kwargs)
        asked = request.GET.get("week")
        week = week_of(self.now) if asked is None else week_from(asked)
        what = request.GET.get("what", Measure.SENT.value)
        if week is None or what not in list(Measure):
            raise Http404
        self.week, self.measure = week, Measure(what)

    def get(self, request, code: str) -> HttpResponse:
        """Show the pieces."""
        obligations = read_obligations(weeks=[self.week], unit_ids=[self.unit.pk])
        obligation = obligations.of(self.unit, self.week)
        rows = rows_behind(
            unit=self.unit,
            week=self.week,
            measure=self.measure,
            rule=obligation.rule,
            user=request.user,
        )
        context = self.get_context_data(
            unit=self.unit,
            week_name=week_name(self.week),
            measure=self.measure.value,
            tabs=[self._tab(measure) for measure in Measure],
            rule=rule_in_words(obligation.rule) if obligation.rule else "",
            obligation=obligation,
            counted=[row for row in rows if not row.why_not],
            others=[row for row in rows if row.why_not],
        )
        return render(request, "articles/quotas/pieces.html", context)

    def _tab(self, measure: Measure) -> dict:
        base = reverse("quota_pieces", args=[self.unit.code])
        return {
            "measure": measure.value,
            "url": f"{base}?week={self.week}&what={measure.value}",
            "is_current": measure == self.measure,
        }
