"""Draws up a statement after a look at what would be in it."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages

from articles.grading.explaining import dong
from articles.models import Desk, RoyaltyStatement
from articles.queue import desks_of
from articles.royalties.budget_bars import budget_bar
from articles.royalties.budgets import budget_state
from articles.royalties.drawing import plan_statement
from articles.royalties.errors import StatementRefused
from articles.royalties.forms import DrawUpForm
from articles.royalties.plan_summaries import summary_of
from articles.royalties.rules import may_see_people
from articles.royalties.screens.base import RoyaltyView, months_offered, statements_crumb
from articles.royalties.statements import draw_up


class DrawUpView(RoyaltyView):
    """Shows what a statement would hold and draws it up; for the people of a desk."""

    page_title = gettext_lazy("Draw up a statement")
    template_name = "articles/royalties/draw_up.html"

    def allowed(self, user) -> bool:
        """Let in the people of a desk."""
        return bool(self.desks)

    def trail(self) -> list[tuple[str, str]]:
        """Lead back to the list."""
        return [statements_crumb()]

    @cached_property
    def desks(self) -> list[Desk]:
        """Return the desks where the account works."""
        return sorted(desks_of(self.request.user), key=lambda desk: desk.pk)

    def get(self, request) -> HttpResponse:
        """Show what would be in the statement of a desk and month; of the present one at first."""
        first = {"desk": self.desks[0].code, "month": months_offered()[0][0]}
        return self._answer(DrawUpForm({**first, **request.GET.dict()}, desks=self.desks))

    def post(self, request) -> HttpResponse:
        """Draw it up once, however often the button is pressed."""
        form = DrawUpForm(request.POST, desks=self.desks)
        if not form.is_valid():
            return self._answer(form)
        try:
            statement = draw_up(
                desk=form.cleaned_data["desk"],
                month=form.cleaned_data["month"],
                user=request.user,
                request_key=form.key,
                now=timezone.now(),
            )
        except StatementRefused as refusal:
            messages.error(request, str(refusal))
            return self._answer(form)
        text = _("The statement is drawn up: %(amount)s đồng.") % {"amount": dong(statement.total)}
        messages.success(request, text)
        return redirect("royalty_statement", statement.pk)

    def _answer(self, form: DrawUpForm) -> HttpResponse:
        context: dict[str, Any] = {"form": form}
        if form.is_valid():
            context |= self._preview(form)
        return render(self.request, self.template_name, self.get_context_data(**context))

    def _preview(self, form: DrawUpForm) -> dict[str, Any]:
        desk, month = form.cleaned_data["desk"], form.cleaned_data["month"]
        plan = plan_statement(desk=desk, month=month)
        state = budget_state(desk=desk, month=month)
        return {
            "desk": desk,
            "month": month,
            "key": form.key,
            "plan": plan,
            "summary": summary_of(plan),
            "bar": budget_bar(state, added=plan.total),
            "sees_people": may_see_people(self.request.user, RoyaltyStatement(desk=desk)),
        }
