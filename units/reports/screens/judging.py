"""One report before the department: figures against others, doubts, texts, score, verdict."""

from collections.abc import Callable
from typing import Any

from django import forms as django_forms
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin import messages

from units.rules import is_propaganda

from ..comparing import before_of
from ..enums import ContestState, PeriodState, ReportState
from ..errors import ReportRefused
from ..models import FigureContest, HalfYearReport
from ..rules import SENT, may_judge
from ..scoring import Proposal, proposal_from
from ..services.amending import amend_report
from ..services.contests import decide_contest
from ..services.evaluating import texts_of
from ..services.judging import accept_report, return_report, score_report
from ..showing import FigureRow, amendment_rows, figure_rows, label_of, plain_number, state_of
from .base import OneReportScreen
from .forms import AmendForm, DecideForm, ReturnForm, ScoreForm, left_over

Data = dict[str, Any]


class JudgeView(OneReportScreen):
    """Shows a report to the department and does one thing with it at a time."""

    http_method_names = ["get", "post"]
    template = "reports/admin/judge.html"

    def allowed(self, user) -> bool:
        """Let in the department; one who is of the unit reads and does not judge."""
        return is_propaganda(user)

    def trail(self) -> list[tuple[str, str]]:
        """Lead back to the list of the period."""
        period = self.report.period
        return [(reverse("report_list", args=[period.pk]), str(period))]

    def get_page_subtitle(self) -> str:
        """Name the unit."""
        return self.report.unit_name

    def get(self, request, report_id: int) -> HttpResponse:
        """Show the report."""
        return self._show({})

    def post(self, request, report_id: int) -> HttpResponse:
        """Do one thing; what was typed stays when it is refused."""
        actions: dict[str, Callable[[], tuple[django_forms.Form, Callable[[Data], str]]]] = {
            "decide": lambda: (DecideForm(request.POST), self._decide),
            "return": lambda: (ReturnForm(request.POST), self._return),
            "accept": lambda: (ScoreForm(request.POST), self._accept),
            "score": lambda: (ScoreForm(request.POST), self._score),
            "amend": lambda: (self._amend_form(request.POST), self._amend),
        }
        key = request.POST.get("action", "")
        if key not in actions or not may_judge(request.user, self.report):
            raise Http404
        form, run = actions[key]()
        if form.is_valid():
            try:
                messages.success(request, run(form.cleaned_data))
                return redirect("report_judge", self.report.pk)
            except ReportRefused as refusal:
                form.add_error(None, str(refusal))
                messages.error(request, str(refusal))
                self.reload()
                form = self._again(form)
        return self._show({key: form}, status=422)

    def _common(self, data: Data) -> Data:
        named = {"report_id": self.report.pk, "user": self.request.user, "now": self.now}
        return named | ({"version": data["version"]} if "version" in data else {})

    def _decide(self, data: Data) -> str:
        if not self.report.contests.filter(pk=data["contest"]).exists():
            raise Http404
        decide_contest(
            contest_id=data["contest"],
            user=self.request.user,
            reply=data["reply"],
            corrected_to=data["corrected_to"],
            now=self.now,
        )
        return _("Decided; the unit is told.")

    def _return(self, data: Data) -> str:
        return_report(**self._common(data), note=data["note"])
        return _("The report is returned; the unit is told.")

    def _accept(self, data: Data) -> str:
        fields = {"score": data["score"], "score_note": data["score_note"]}
        accept_report(**self._common(data), **fields)
        return _("The report is accepted.")

    def _score(self, data: Data) -> str:
        if data["score"] is None:
            raise ReportRefused(_("Write the score."))
        fields = {"score": data["score"], "score_note": data["score_note"]}
        score_report(**self._common(data), **fields)
        return _("The score is changed.")

    def _amend(self, data: Data) -> str:
        amend_report(**self._common(data), **data)
        return _("The amendment stands beside what was frozen.")

    def _amend_form(self, data: Any = None) -> AmendForm:
        return AmendForm(data, figures=list(self.report.figures.all()))

    def _again(self, form: django_forms.Form) -> django_forms.Form:
        """Let the form go on from what the person is shown now."""
        if "version" in form.fields:
            form.data = self.request.POST.copy()
            form.data["version"] = str(self.report.version)
        return form

    def _show(self, bound: dict[str, django_forms.Form], status: int = 200) -> HttpResponse:
        report, texts = self.report, texts_of(self.report)
        before = before_of(report)
        rows = figure_rows(report, before)
        proposal = _proposal(rows)
        contests = self._contests(bound.get("decide"), rows)
        forms = self._forms(bound, proposal)
        return self.answer(
            status=status,
            report=report,
            period=report.period,
            state=state_of(report, has_text=any(texts.values())),
            rows=rows,
            compared_with=before.note,
            texts=[(one, texts.get(one.pk, "")) for one in report.period.headings.all()],
            contests=contests,
            proposal=proposal,
            points=points_rows(proposal),
            amendments=amendment_rows(report, rows),
            steps=list(report.steps.select_related("user").order_by("-happened_at", "-pk")),
            next_waiting=self._next_waiting(),
            may_judge=may_judge(self.request.user, report),
            left_over=_unshown(bound, [*forms.values(), *(one["form"] for one in contests)]),
            **forms,
        )

    def _forms(self, bound: dict[str, django_forms.Form], proposal: Proposal) -> Data:
        """Return the forms of what may be done now."""
        report, user = self.report, self.request.user
        is_open = report.period.state == PeriodState.OPEN
        if not may_judge(user, report):
            return {}
        version = {"version": report.version}
        scores: Data = version | {"score": proposal.score}
        if report.state == ReportState.ACCEPTED:
            scores = version | {"score": report.score, "score_note": report.score_note}
        found: Data = {}
        if is_open and report.state in SENT:
            found["return_form"] = bound.get("return") or ReturnForm(initial=version)
        if is_open and report.state == ReportState.SIGNED:
            found["accept_form"] = bound.get("accept") or ScoreForm(initial=scores)
        if is_open and report.state == ReportState.ACCEPTED:
            found["score_form"] = bound.get("score") or ScoreForm(initial=scores)
        if report.period.state == PeriodState.FROZEN:
            found["amend_form"] = bound.get("amend") or self._amend_form()
        return found

    def _contests(self, bound: Any, rows: list[FigureRow]) -> list[Data]:
        """Return the contests, open ones first, each open one with its form."""
        labels = {one.figure.indicator: one for one in rows}
        contests = self.report.contests.select_related("contested_by", "decided_by")
        may = may_judge(self.request.user, self.report)
        return [
            {
                "contest": one,
                "row": labels.get(one.indicator),
                "form": _decide_form(one, bound) if may and _is_open(one) else None,
            }
            for one in sorted(contests, key=lambda one: (not _is_open(one), one.pk))
        ]

    def _next_waiting(self) -> HalfYearReport | None:
        waiting = HalfYearReport.objects.filter(
            period=self.report.period_id, state=ReportState.SIGNED
        )
        return waiting.exclude(pk=self.report.pk).order_by("signed_at", "pk").first()


def _unshown(bound: dict[str, django_forms.Form], shown: list[Any]) -> list[str]:
    """Return what was typed into a form for which there is no place any more."""
    return [text for one in bound.values() for text in left_over(one, is_shown=one in shown)]


def _is_open(contest: FigureContest) -> bool:
    return contest.state == ContestState.OPEN


def _decide_form(contest: FigureContest, bound: Any) -> DecideForm:
    if bound is not None and bound.data.get("contest") == str(contest.pk):
        return bound
    return DecideForm(initial={"contest": contest.pk}, auto_id=f"id_%s_{contest.pk}")


def _proposal(rows: list[FigureRow]) -> Proposal:
    likes = {one.figure.indicator: one.like for one in rows if one.like}
    return proposal_from([one.figure for one in rows], likes)


def points_rows(proposal: Proposal) -> list[Data]:
    """Return of what a proposed score is made, in words."""
    return [
        {
            "label": label_of(one.figure),
            "points": plain_number(one.points),
            "weight": one.weight,
        }
        for one in proposal.points
    ]
