"""One statement: its steps, its lines down to the grades, its ledger, and the next step."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages

from articles.enums import StatementStepKind
from articles.models import RoyaltyStatement
from articles.royalties import rules, statements
from articles.royalties.budget_bars import budget_bar
from articles.royalties.budgets import budget_state
from articles.royalties.errors import StatementRefused
from articles.royalties.forms import DiscardForm, StepForm
from articles.royalties.queries import statement_lines
from articles.royalties.screens.base import (
    RoyaltyView,
    page_of,
    statement_or_404,
    statements_crumb,
)
from articles.royalties.statement_reads import (
    is_frozen,
    last_entry,
    ledger_of,
    next_step,
    person_rows,
    piece_rows,
    sheets_of,
    short,
    steps_of,
)

SERVICES = {
    StatementStepKind.CHECK: statements.check,
    StatementStepKind.APPROVE: statements.approve,
    StatementStepKind.DISCARD: statements.discard,
}


def statement_name(statement: RoyaltyStatement) -> str:
    """Return how a statement is called in headings and messages."""
    return _("%(desk)s, %(month)s, no. %(number)s") % {
        "desk": statement.desk,
        "month": f"{statement.month:%m/%Y}",
        "number": statement.number,
    }


class StatementView(RoyaltyView):
    """Shows a statement as far as the account may see it, and takes the steps before payment."""

    page_title = gettext_lazy("Royalty statement")
    template_name = "articles/royalties/statement.html"

    def allowed(self, user) -> bool:
        """Find the statement; another desk's is as good as none."""
        self.statement = statement_or_404(user, self.kwargs["statement_id"])
        return True

    def trail(self) -> list[tuple[str, str]]:
        """Lead back to the list."""
        return [statements_crumb()]

    def get_page_subtitle(self) -> str:
        """Name the statement."""
        return statement_name(self.statement)

    def get(self, request, statement_id: int) -> HttpResponse:
        """Show the statement."""
        return self._answer()

    def post(self, request, statement_id: int) -> HttpResponse:
        """Take a step once; what was typed stays when it is refused."""
        is_discarded = "discard" in request.POST
        form = (DiscardForm if is_discarded else StepForm)(request.POST)
        if not form.is_valid():
            return self._answer(form)
        step = form.taken()
        if stale := stale_reason(self.statement, step, form.cleaned_data["seen"], request.user):
            messages.warning(request, stale)
            return redirect("royalty_statement", statement_id)
        try:
            SERVICES[step](
                statement_id=statement_id,
                user=request.user,
                now=timezone.now(),
                note=form.cleaned_data["note"],
            )
        except StatementRefused as refusal:
            messages.error(request, str(refusal))
            self.statement.refresh_from_db()
            return self._answer(form)
        messages.success(
            request,
            _("Done: %(step)s, %(statement)s.")
            % {"step": step.label, "statement": statement_name(self.statement)},
        )
        return redirect("royalty_statement", statement_id)

    @cached_property
    def sees_people(self) -> bool:
        """Tell whether the account sees names with amounts."""
        return rules.may_see_people(self.request.user, self.statement)

    def _answer(self, form: StepForm | DiscardForm | None = None) -> HttpResponse:
        seen = {"seen": self.statement.state}
        context = self.get_context_data(
            statement=self.statement,
            name=statement_name(self.statement),
            form=form if isinstance(form, StepForm) else StepForm(initial=seen),
            discard_form=form if isinstance(form, DiscardForm) else DiscardForm(initial=seen),
            steps=steps_of(self.statement),
            next_step=next_step(self.request.user, self.statement),
            can_discard=rules.can_discard(self.request.user, self.statement),
            bar=budget_bar(budget_state(desk=self.statement.desk, month=self.statement.month)),
            sees_people=self.sees_people,
            sees_bank=rules.may_see_bank(self.request.user),
            is_frozen=is_frozen(self.statement),
            **self._rows(),
            **self._ledger(),
        )
        return render(self.request, self.template_name, context)

    def _rows(self) -> dict[str, Any]:
        """Return lines by person for those who may see them, else sums by piece."""
        if not self.sees_people:
            rows = piece_rows(self.request.user, self.statement)
            return {"pieces": page_of(rows, self.request)}
        lines = page_of(statement_lines(self.statement), self.request)
        shown = {line.share.grade.contribution_id for line in lines}
        return {
            "lines": lines,
            "sheets": sheets_of(self.request.user, shown),
            "people": page_of(person_rows(self.statement), self.request, key="people"),
        }

    def _ledger(self) -> dict[str, Any]:
        last = last_entry(self.statement)
        if last is None:
            return {}
        entries = page_of(ledger_of(self.statement), self.request, key="ledger")
        for entry in entries:
            entry.short_hash = short(entry.entry_hash)
        return {"last_entry": last, "entries": entries}


def stale_reason(statement: RoyaltyStatement, step: StatementStepKind, seen: str, user) -> str:
    """Return why a step is not taken: by this person before, or seen in another state."""
    if statement.steps.filter(step=step, user=user).exists():
        return _("You have taken this step already; nothing was done twice.")
    if seen != statement.state:
        return _("Meanwhile this statement is “%(state)s”. Look at it again first.") % {
            "state": statement.get_state_display()
        }
    return ""
