"""Who works in which unit, in which role; the group follows the membership."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from units.enums import UnitRole

from .unit import Unit


class Membership(models.Model):
    """A person's role in one unit; made and ended by `units.services.memberships` only."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("account"),
        on_delete=models.CASCADE,
        related_name="memberships",
    )
    unit = models.ForeignKey(
        Unit, verbose_name=_("unit"), on_delete=models.PROTECT, related_name="memberships"
    )
    role = models.CharField(_("role"), max_length=20, choices=UnitRole.choices)
    granted_at = models.DateTimeField(_("granted at"), auto_now_add=True)
    granted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("granted by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        constraints = [
            models.UniqueConstraint(fields=["user", "unit", "role"], name="units_membership_once")
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.unit.code} · {self.get_role_display()}"
