"""The page behind the one-time link: anyone may look, only a POST accepts."""

from typing import cast

from django.contrib.auth import login
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views import View
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.debug import sensitive_post_parameters
from wagtail.admin import messages

from core.models import User
from core.private_pages import STRICT_ORIGIN, keep_private
from units.services import invitations
from units.services.invitations import AccountExists, LinkUnusable, WrongAccount

from .forms import NewAccountForm

LOGIN_BACKEND = "core.auth.backends.EmailOrUsernameBackend"
STATUSES = {"unknown": 404, "accepted": 410, "cancelled": 410, "expired": 410}


@method_decorator([csrf_protect, sensitive_post_parameters("password1", "password2")], "dispatch")
class AcceptInvitationView(View):
    """Shows the step that fits the visitor; never kept by caches, search engines or referrers."""

    def dispatch(self, request, *args, **kwargs) -> HttpResponseBase:
        """Answer a link that lets nobody in, and add the headers to every answer."""
        self.token, self.now = kwargs["token"], timezone.now()
        try:
            self.invitation = invitations.find_invitation(token=self.token, now=self.now)
            response: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        except LinkUnusable as link:
            response = self._page("unusable", {"reason": link.reason}, STATUSES[link.reason])
        return keep_private(response, referrer=STRICT_ORIGIN)

    def get(self, request, token: str) -> HttpResponse:
        """Show the step; nothing changes, however often mail scanners look."""
        account = invitations.account_of(self.invitation)
        if account is None and not request.user.is_authenticated:
            return self._form(NewAccountForm(email=self.invitation.email))
        return self._step_of(account)

    def post(self, request, token: str) -> HttpResponse:
        """Accept as a new person or with the account that is logged in."""
        account = invitations.account_of(self.invitation)
        try:
            if account is None and not request.user.is_authenticated:
                return self._accept_new_person()
            if account is not None and request.user == account:
                return self._accept_with_account()
        except (AccountExists, WrongAccount):
            return redirect(request.path)
        return self._step_of(account)

    def _accept_new_person(self) -> HttpResponse:
        form = NewAccountForm(self.request.POST, email=self.invitation.email)
        if not form.is_valid():
            return self._form(form, status=422)
        data = form.cleaned_data
        user = invitations.accept_as_new_person(
            token=self.token, last_name=data["last_name"], first_name=data["first_name"],
            password=data["password1"], now=self.now,
        )  # fmt: skip
        login(self.request, user, backend=LOGIN_BACKEND)
        return self._welcome()

    def _accept_with_account(self) -> HttpResponse:
        invitations.accept_with_account(
            token=self.token, user=cast(User, self.request.user), now=self.now
        )
        return self._welcome()

    def _welcome(self) -> HttpResponse:
        text = _("Welcome. You now work on the portal for %(unit)s.")
        messages.success(self.request, text % {"unit": self.invitation.unit.name})
        return redirect("wagtailadmin_home")

    def _step_of(self, account: User | None) -> HttpResponse:
        if account is not None and not account.is_active:
            return self._page("closed_account", {}, 403)
        if not self.request.user.is_authenticated:
            return self._page("log_in", {"account": account})
        if self.request.user != account:
            return self._page("wrong_account", {}, 403)
        return self._page("confirm", {})

    def _form(self, form: NewAccountForm, status: int = 200) -> HttpResponse:
        return self._page("new_account", {"form": form}, status)

    def _page(self, name: str, values: dict, status: int = 200) -> HttpResponse:
        values |= {"invitation": getattr(self, "invitation", None)}
        return render(self.request, f"units/accounts/{name}.html", values, status=status)
