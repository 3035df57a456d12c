"""Pays a statement after a look at what each person gets on that day."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages

from articles.enums import Confidence, StatementStepKind
from articles.models import StatementPayment
from articles.royalties.errors import StatementRefused
from articles.royalties.forms import PayDayForm, PayForm
from articles.royalties.payments import planned_payments
from articles.royalties.rules import can_pay, may_see_bank
from articles.royalties.screens.base import (
    RoyaltyView,
    portal_today,
    statement_or_404,
    statements_crumb,
)
from articles.royalties.screens.statement import stale_reason, statement_name
from articles.royalties.statements import pay


class PayView(RoyaltyView):
    """Shows gross, tax and net of every person on a day, then records the payment."""

    page_title = gettext_lazy("Pay")
    template_name = "articles/royalties/pay.html"

    def allowed(self, user) -> bool:
        """Let in finance."""
        if not may_see_bank(user):
            return False
        self.statement = statement_or_404(user, self.kwargs["statement_id"])
        return True

    def trail(self) -> list[tuple[str, str]]:
        """Lead back to the statement."""
        url = reverse("royalty_statement", args=[self.statement.pk])
        return [statements_crumb(), (url, statement_name(self.statement))]

    def get(self, request, statement_id: int) -> HttpResponse:
        """Show what would be paid on a day, today at first."""
        if not can_pay(request.user, self.statement):
            messages.warning(request, _("This statement is not waiting for your payment."))
            return redirect("royalty_statement", statement_id)
        day = PayDayForm(
            request.GET or {"paid_on": date_format(portal_today(), "SHORT_DATE_FORMAT")}
        )
        return self._answer(day)

    def post(self, request, statement_id: int) -> HttpResponse:
        """Record the payment once; what was typed stays when it is refused."""
        form = PayForm(request.POST)
        if not form.is_valid():
            return self._answer(PayDayForm(request.POST), form)
        seen, step = form.cleaned_data["seen"], StatementStepKind.PAY
        if stale := stale_reason(self.statement, step, seen, request.user):
            messages.warning(request, stale)
            return redirect("royalty_statement", statement_id)
        try:
            pay(
                statement_id=statement_id,
                user=request.user,
                paid_on=form.cleaned_data["paid_on"],
                now=timezone.now(),
                note=form.cleaned_data["note"],
            )
        except StatementRefused as refusal:
            messages.error(request, str(refusal))
            return self._answer(PayDayForm(request.POST), form)
        day = date_format(form.cleaned_data["paid_on"], "SHORT_DATE_FORMAT")
        messages.success(request, _("The payment of %(day)s is recorded.") % {"day": day})
        return redirect("royalty_statement", statement_id)

    def _answer(self, day: PayDayForm, form: PayForm | None = None) -> HttpResponse:
        context: dict[str, Any] = {"statement": self.statement, "day": day}
        context["name"] = statement_name(self.statement)
        if day.is_valid():
            paid_on = day.cleaned_data["paid_on"]
            context |= self._planned(paid_on)
            seen = {"seen": self.statement.state, "paid_on": paid_on}
            context |= {"form": form or PayForm(initial=seen), "paid_on": paid_on}
        return render(self.request, self.template_name, self.get_context_data(**context))

    def _planned(self, paid_on) -> dict[str, Any]:
        try:
            payments = planned_payments(statement=self.statement, paid_on=paid_on)
        except StatementRefused as refusal:
            return {"impossible": str(refusal)}
        return {
            "payments": payments,
            "sums": sums_of(payments),
            "rules": tax_rules_of(payments),
            "lacking": [one for one in payments if one.net and not one.bank_account],
        }


def sums_of(payments: list[StatementPayment]) -> dict[str, int]:
    """Return the sums of payments in đồng."""
    return {name: sum(getattr(one, name) for one in payments) for name in ("gross", "tax", "net")}


def tax_rules_of(payments: list[StatementPayment]) -> list[dict[str, Any]]:
    """Return the tax rules that payments follow, each with whether its source was read."""
    found = {one.tax_rule.pk: one.tax_rule for one in payments if one.tax_rule}
    return [
        {"rule": rule, "is_sure": rule.confidence == Confidence.HIGH}
        for _pk, rule in sorted(found.items())
    ]
