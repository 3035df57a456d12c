"""My royalties: own data to keep right, own pieces with their grades, own payments."""

from typing import Any, cast

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages

from articles.models import Payee
from articles.royalties.own_reads import has_own_royalties, own_ungraded
from articles.royalties.payee_forms import OwnPayeeForm
from articles.royalties.payee_history import history_of
from articles.royalties.payees import own_payee
from articles.royalties.queries import payments_of, shares_of
from articles.royalties.screens.base import RoyaltyView, page_of
from core.models import User
from units.rules import units_of

SHORT_LIST = 25


class MineView(RoyaltyView):
    """Everything here is the account's own; no address of it names anybody."""

    page_title = gettext_lazy("My royalties")
    header_icon = "user"
    template_name = "articles/royalties/mine.html"

    def allowed(self, user) -> bool:
        """Let in who belongs to a unit or signs pieces."""
        return has_own_royalties(user)

    def get(self, request) -> HttpResponse:
        """Show data, pieces and payments."""
        return self._answer(self._form())

    def post(self, request) -> HttpResponse:
        """Change the own data; what was typed stays when something is wrong."""
        form = self._form(request.POST)
        if form is None:
            return redirect("royalty_mine")
        if not (form.is_valid() and form.save_by(request.user)):
            return self._answer(form)
        messages.success(request, _("Your data are saved."))
        return redirect("royalty_mine")

    def _form(self, data: Any = None) -> OwnPayeeForm | None:
        """Return the form, or None for an author without a unit: finance adds such payees."""
        user = cast(User, self.request.user)
        payee = own_payee(user)
        if payee is None:
            if not units_of(user):
                return None
            name = user.get_full_name() or user.username
            payee = Payee(user=user, legal_name=name, pen_name=name)
        return OwnPayeeForm(data, instance=payee, user=user)

    def _answer(self, form: OwnPayeeForm | None) -> HttpResponse:
        user, request = self.request.user, self.request
        payee = own_payee(user)
        context = self.get_context_data(
            form=form,
            payee=payee,
            changes=history_of(payee) if payee else [],
            shares=page_of(shares_of(user), request, size=SHORT_LIST),
            ungraded=page_of(own_ungraded(user), request, key="ungraded", size=SHORT_LIST),
            payments=page_of(payments_of(user), request, key="payments", size=SHORT_LIST),
        )
        return render(request, self.template_name, context)
