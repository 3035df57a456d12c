"""Budgets of the desks by month: finance sets them, editors-in-chief read their own desk's."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages

from articles.models import Desk, DeskBudget
from articles.royalties.budget_bars import budget_bar
from articles.royalties.budget_forms import BudgetForm, YearForm
from articles.royalties.budget_reads import budget_history, budget_year
from articles.royalties.budget_setting import set_budget
from articles.royalties.budgets import budget_state
from articles.royalties.screens.base import RoyaltyView, portal_today
from articles.rules import is_editor_in_chief, is_finance


def budget_desks(user) -> list[Desk]:
    """Return the desks whose budgets an account reads."""
    desks = Desk.objects.order_by("pk")
    return [desk for desk in desks if is_finance(user) or is_editor_in_chief(user, desk=desk)]


class BudgetsView(RoyaltyView):
    """Twelve months of the desks that the account reads."""

    page_title = gettext_lazy("Budgets")
    template_name = "articles/royalties/budgets.html"
    http_method_names = ["get"]

    def allowed(self, user) -> bool:
        """Let in finance and editors-in-chief."""
        self.desks = budget_desks(user)
        return bool(self.desks)

    def get(self, request) -> HttpResponse:
        """Show a year, the present one at first."""
        this = portal_today().year
        form = YearForm(request.GET if "year" in request.GET else {"year": this})
        year = form.cleaned_data["year"] if form.is_valid() else this
        context = self.get_context_data(
            form=form,
            year=year,
            desks=self.desks,
            rows=budget_year(desks=self.desks, year=year),
            can_set=is_finance(request.user),
        )
        return render(request, self.template_name, context)


class BudgetView(RoyaltyView):
    """One desk's month, for finance to set."""

    page_title = gettext_lazy("Budget")
    template_name = "articles/royalties/budget_form.html"

    def allowed(self, user) -> bool:
        """Let in finance, for a desk and month that exist."""
        if not is_finance(user):
            return False
        desk = Desk.objects.filter(code=self.kwargs["desk_code"]).first()
        year, month = self.kwargs["year"], self.kwargs["month"]
        if desk is None or not (2000 <= year <= 2100 and 1 <= month <= 12):
            raise Http404
        self.desk = desk
        self.month = date(year, month, 1)
        return True

    def trail(self) -> list[tuple[str, str]]:
        """Lead back to the year."""
        return [(f"{reverse('royalty_budgets')}?year={self.month.year}", _("Budgets"))]

    def get_page_subtitle(self) -> str:
        """Name desk and month."""
        return f"{self.desk}, {self.month:%m/%Y}"

    def get(self, request, **kwargs) -> HttpResponse:
        """Show the form."""
        budget = self._budget()
        names = ("amount", "warn_percent", "stops") if budget else ()
        return self._answer(BudgetForm(initial={name: getattr(budget, name) for name in names}))

    def post(self, request, **kwargs) -> HttpResponse:
        """Set the budget; what was typed stays when something is wrong."""
        form = BudgetForm(request.POST)
        if not form.is_valid():
            return self._answer(form)
        try:
            set_budget(desk=self.desk, month=self.month, user=request.user, **form.cleaned_data)
        except ValidationError as refusal:
            for name, texts in refusal.message_dict.items():
                form.add_error(name if name in form.fields else None, texts)
            return self._answer(form)
        name = self.get_page_subtitle()
        messages.success(request, _("The budget is set: %(name)s.") % {"name": name})
        return redirect(f"{reverse('royalty_budgets')}?year={self.month.year}")

    def _budget(self) -> DeskBudget | None:
        return DeskBudget.objects.filter(desk=self.desk, month=self.month).first()

    def _answer(self, form: BudgetForm) -> HttpResponse:
        context: dict[str, Any] = {
            "form": form,
            "name": self.get_page_subtitle(),
            "bar": budget_bar(budget_state(desk=self.desk, month=self.month)),
            "entries": budget_history(self._budget()),
        }
        return render(self.request, self.template_name, self.get_context_data(**context))
