"""Proofs that were used: each opens one submission."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class SpentProof(models.Model):
    """A used proof of work or word question; forgotten once it would be expired anyway."""

    purpose = models.CharField(_("purpose"), max_length=40)
    digest = models.CharField(_("digest"), max_length=64)
    submission_digest = models.CharField(_("digest of the submission key"), max_length=64)
    spent_at = models.DateTimeField(_("used at"), db_index=True)

    class Meta:
        verbose_name = _("used proof")
        verbose_name_plural = _("used proofs")
        constraints = [
            models.UniqueConstraint(fields=["purpose", "digest"], name="guarding_proof_spent_once")
        ]

    def __str__(self) -> str:
        return f"{self.purpose} {self.digest[:8]}"
