"""The count of a poll, frozen at the close."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from .polls import Poll


class PollResult(models.Model):
    """What was counted, as data (see `forms.polls.counting`); sealed with its digest."""

    poll = models.OneToOneField(Poll, on_delete=models.PROTECT, related_name="result")
    data = models.JSONField(_("figures"))
    digest = models.CharField(_("SHA-256 of the figures"), max_length=64)
    frozen_at = models.DateTimeField(_("counted at"))

    class Meta:
        verbose_name = _("result of a poll")
        verbose_name_plural = _("results of polls")

    def __str__(self) -> str:
        return str(self.poll_id)
