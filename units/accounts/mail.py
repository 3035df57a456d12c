"""The letter that invites a person to a unit."""

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override
from django.views.decorators.debug import sensitive_variables

from units.models import Invitation
from units.services.invitations import issue_token


@sensitive_variables("token", "issued")
def deliver_invitation(*, invitation_id: int) -> None:
    """Make the one-time link and send it; nothing to do when the invitation was closed."""
    issued = issue_token(invitation_id=invitation_id, now=timezone.now())
    if issued is not None:
        invitation, token = issued
        _letter(invitation, token).send()


@sensitive_variables("token", "values")
def _letter(invitation: Invitation, token: str) -> EmailMessage:
    path = reverse("invitations:accept", args=[token])
    with override(settings.LANGUAGE_CODE):
        values = {
            "unit": invitation.unit.name,
            "roles": invitation.role_labels,
            "inviter": invitation.invited_by.get_full_name() if invitation.invited_by else "",
            "link": settings.WAGTAILADMIN_BASE_URL.rstrip("/") + path,
            "expires_at": invitation.expires_at,
        }
        subject = render_to_string("units/mail/invitation_subject.txt", values)
        body = render_to_string("units/mail/invitation.txt", values)
    return EmailMessage(
        " ".join(subject.split()),
        body,
        to=[invitation.email],
        headers={"Auto-Submitted": "auto-generated"},
    )
