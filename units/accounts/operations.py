"""Screens of the admin that change something: load, one call, answer."""

from typing import Any

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, TemplateView
from wagtail.admin import messages

from core.models import User
from units.models import Invitation, Membership
from units.services import accounts, invitations

from .forms import InviteForm, RolesForm
from .rules import can_close_account
from .screens import UnitScreen

REFUSALS = {
    accounts.OwnAccount: gettext_lazy(
        "You cannot deactivate your own account or give up your own administration. "
        "Ask another administrator."
    ),
    accounts.LastAdministrator: gettext_lazy(
        "This is the last active administrator of the unit. Name another one first, "
        "or ask the portal administrators."
    ),
    accounts.NotAMember: gettext_lazy("This account no longer works in the unit."),
    accounts.AccountWorksElsewhere: gettext_lazy(
        "This account also works outside the unit; "
        "only the portal administrators can reactivate it."
    ),
    invitations.AlreadyMember: gettext_lazy(
        "This person already has an account in the unit. Change its roles or reactivate it instead."
    ),
    invitations.AlreadyInvited: gettext_lazy(
        "This person has already been invited. You can send the invitation again from the list."
    ),
    invitations.InvitationClosed: gettext_lazy(
        "The invitation has been accepted or cancelled in the meantime."
    ),
}
Refused = (accounts.AccountChangeRefused, invitations.InvitationRefused)


def reason_of(refusal: Exception) -> str:
    """Return what the person is told about a refusal."""
    return str(REFUSALS[type(refusal)])


class UnitFormView(UnitScreen, FormView):
    """A form in Wagtail's own frame."""

    template_name = "wagtailadmin/generic/form.html"
    submit_button_label = gettext_lazy("Save")
    submit_button_active_label = gettext_lazy("Saving…")

    def get_context_data(self, **kwargs):
        """Add what Wagtail's form template reads."""
        context = super().get_context_data(**kwargs)
        return context | {
            "action_url": self.request.path,
            "submit_button_label": self.submit_button_label,
            "submit_button_active_label": self.submit_button_active_label,
            "media": context["form"].media,
        }

    def done(self, message: str):
        """Return to the list with a message."""
        messages.success(self.request, message)
        return redirect(self.url_of("index"))


class InviteView(UnitFormView):
    """Invite a person to the unit."""

    form_class = InviteForm
    page_subtitle = gettext_lazy("Invite a person")
    submit_button_label = gettext_lazy("Send the invitation")
    submit_button_active_label = gettext_lazy("Sending…")
    header_icon = "mail"

    def form_valid(self, form):
        """Invite, or say beside the field why not."""
        data = form.cleaned_data
        try:
            invitations.invite(
                email=data["email"], unit=self.unit, roles=data["roles"],
                by=self.by, now=timezone.now(),
            )  # fmt: skip
        except invitations.InvitationRefused as refusal:
            form.add_error("email", reason_of(refusal))
            return self.form_invalid(form)
        return self.done(_("An invitation is on its way to %(email)s.") % {"email": data["email"]})


class MemberScreen(UnitScreen):
    """Screen about one account, found among the people of the unit only."""

    def setup(self, request, *args, **kwargs) -> None:
        """Find the account or answer 404."""
        super().setup(request, *args, **kwargs)
        members = Membership.objects.filter(unit=self.unit).values("user_id")
        self.member = get_object_or_404(User, pk=kwargs["pk"], pk__in=members)

    @property
    def subject(self) -> str:
        """Return the person's name."""
        return self.member.get_full_name() or self.member.get_username()


class ChangeRolesView(MemberScreen, UnitFormView):
    """Change the roles of an account in the unit."""

    form_class = RolesForm
    header_icon = "user"

    def get_page_subtitle(self) -> str:
        """Return the person's name."""
        return self.subject

    def get_initial(self) -> dict:
        """Tick the present roles."""
        roles = self.member.memberships.filter(unit=self.unit).values_list("role", flat=True)
        return {"roles": list(roles)}

    def form_valid(self, form):
        """Change the roles, or say why not."""
        try:
            accounts.change_roles(
                user=self.member, unit=self.unit, roles=set(form.cleaned_data["roles"]),
                by=self.by,
            )  # fmt: skip
        except accounts.AccountChangeRefused as refusal:
            form.add_error("roles", reason_of(refusal))
            return self.form_invalid(form)
        return self.done(_("The roles of %(name)s have been saved.") % {"name": self.subject})


class ConfirmView(UnitScreen, TemplateView):
    """A question with one button; only the answer (POST) changes anything."""

    template_name = "units/admin/accounts/confirm.html"
    button: Any = ""
    is_serious = False

    def question(self) -> str:
        """Return what is asked."""
        raise NotImplementedError

    def act(self) -> str:
        """Do it and return the message of success."""
        raise NotImplementedError

    def get_context_data(self, **kwargs):
        """Add the question and its button."""
        return super().get_context_data(**kwargs) | {
            "question": self.question(),
            "button": self.button,
            "is_serious": self.is_serious,
            "back_url": self.url_of("index"),
        }

    def post(self, request, *args, **kwargs):
        """Act once; a refusal is a message on the list."""
        try:
            messages.success(request, self.act())
        except Refused as refusal:
            messages.error(request, reason_of(refusal))
        return redirect(self.url_of("index"))


class DeactivateView(MemberScreen, ConfirmView):
    """Close an account, or end its work in this unit."""

    page_subtitle = gettext_lazy("Deactivate")
    button = gettext_lazy("Yes, deactivate")
    is_serious = True
    header_icon = "cross"

    def question(self) -> str:
        """Say what will end, which depends on whether the account is the unit's alone."""
        if can_close_account(self.by, self.member, self.unit):
            text = _(
                "Deactivate the account of %(name)s (%(email)s)? The person is logged out at once "
                "and cannot log in until the account is reactivated. Nothing is deleted."
            )
        else:
            text = _(
                "%(name)s (%(email)s) also works outside your unit, so the account itself stays "
                "open. End its roles in your unit?"
            )
        return text % {"name": self.subject, "email": self.member.email}

    def act(self) -> str:
        """Deactivate."""
        closed = accounts.deactivate_account(
            user=self.member, unit=self.unit, by=self.by, now=timezone.now()
        )
        if closed:
            return _("The account of %(name)s is deactivated.") % {"name": self.subject}
        return _("%(name)s no longer works in your unit.") % {"name": self.subject}


class ReactivateView(MemberScreen, ConfirmView):
    """Open a closed account again."""

    page_subtitle = gettext_lazy("Reactivate")
    button = gettext_lazy("Yes, reactivate")
    header_icon = "check"

    def question(self) -> str:
        """Ask for the person by name."""
        text = _("Reactivate the account of %(name)s (%(email)s) with the roles it had?")
        return text % {"name": self.subject, "email": self.member.email}

    def act(self) -> str:
        """Reactivate."""
        accounts.reactivate_account(user=self.member, unit=self.unit, by=self.by)
        return _("The account of %(name)s is active again.") % {"name": self.subject}


class InvitationView(ConfirmView):
    """A question about an open invitation of the unit."""

    header_icon = "mail"

    def setup(self, request, *args, **kwargs) -> None:
        """Find the open invitation among those of the unit, or answer 404."""
        super().setup(request, *args, **kwargs)
        found = Invitation.objects.filter(unit=self.unit, pk=kwargs["pk"]).first()
        if found is None:
            raise Http404
        self.invitation = found


class ResendView(InvitationView):
    """Send a new link."""

    page_subtitle = gettext_lazy("Send the invitation again")
    button = gettext_lazy("Yes, send again")

    def question(self) -> str:
        """Say what becomes of the old link."""
        text = _("Send %(email)s a new link? The old one stops working.")
        return text % {"email": self.invitation.email}

    def act(self) -> str:
        """Send again."""
        invitations.resend_invitation(invitation=self.invitation, by=self.by, now=timezone.now())
        email = self.invitation.email
        return _("An invitation is on its way to %(email)s.") % {"email": email}


class CancelView(InvitationView):
    """Cancel an invitation."""

    page_subtitle = gettext_lazy("Cancel the invitation")
    button = gettext_lazy("Yes, cancel the invitation")
    is_serious = True

    def question(self) -> str:
        """Ask for the address."""
        text = _("Cancel the invitation of %(email)s? Its link stops working at once.")
        return text % {"email": self.invitation.email}

    def act(self) -> str:
        """Cancel."""
        invitations.cancel_invitation(invitation=self.invitation, by=self.by, now=timezone.now())
        text = _("The invitation of %(email)s is cancelled.")
        return text % {"email": self.invitation.email}
