"""Invitations by e-mail: the one way in which an account of a unit comes into being."""

from datetime import datetime

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from units.enums import UnitRole

from .unit import Unit


def validate_unit_roles(roles) -> None:
    """Refuse anything but a list of one or more different roles in a unit."""
    known = set(UnitRole.values)
    if not isinstance(roles, list) or not roles or len(set(roles)) < len(roles):
        raise ValidationError(_("Choose at least one role."))
    if not set(roles) <= known:
        raise ValidationError(_("Choose roles from the list."))


class InvitationQuerySet(models.QuerySet):
    """Invitations by what can still happen to them."""

    def open(self) -> "InvitationQuerySet":
        """Return those neither accepted nor cancelled; they may have expired."""
        return self.filter(accepted_at__isnull=True, cancelled_at__isnull=True)


class Invitation(models.Model):
    """One address invited to one unit; changed by `units.services.invitations` only.

    Of the link only a SHA-256 hash is kept, and only once the mail is about to be sent.
    """

    email = models.EmailField(_("e-mail"), max_length=254)
    unit = models.ForeignKey(
        Unit, verbose_name=_("unit"), on_delete=models.PROTECT, related_name="invitations"
    )
    roles = models.JSONField(_("roles"), validators=[validate_unit_roles])
    token_hash = models.CharField(max_length=64, null=True, unique=True, editable=False)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("invited by"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    created_at = models.DateTimeField(_("created at"))
    expires_at = models.DateTimeField(_("expires at"))
    sent_at = models.DateTimeField(_("sent at"), null=True, editable=False)
    accepted_at = models.DateTimeField(_("accepted at"), null=True, editable=False)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("accepted by"),
        null=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    cancelled_at = models.DateTimeField(_("cancelled at"), null=True, editable=False)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "email"],
                condition=models.Q(accepted_at__isnull=True, cancelled_at__isnull=True),
                name="units_invitation_one_open",
            ),
            models.CheckConstraint(
                condition=models.Q(accepted_at__isnull=True) | models.Q(cancelled_at__isnull=True),
                name="units_invitation_one_end",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.email} · {self.unit.code}"

    def has_expired(self, now: datetime) -> bool:
        """Tell whether the link no longer opens."""
        return now >= self.expires_at

    @property
    def role_labels(self) -> list[str]:
        """Return the names of the roles in the order of the register of roles."""
        return [str(UnitRole(role).label) for role in UnitRole.values if role in self.roles]
