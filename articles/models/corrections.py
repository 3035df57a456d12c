"""What desks change after publication, and what readers are told of it."""

from django.conf import settings
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.models import Revision, WorkflowState

from articles.enums import CorrectionKind, CorrectionState

from .contributions import Contribution


class Correction(models.Model):
    """A correction, update or retraction of a used piece, with both revisions kept.

    `note_vi` and `note_en` are shown to readers with `published_at`. While a correction is open,
    `revision_after` is the copy of the live text from which it began; a retraction has none.
    """

    contribution = models.ForeignKey(
        Contribution, on_delete=models.CASCADE, related_name="corrections"
    )
    kind = models.CharField(_("kind"), max_length=20, choices=CorrectionKind.choices)
    state = models.CharField(
        _("state"), max_length=20, choices=CorrectionState.choices, default=CorrectionState.OPEN
    )
    note_vi = models.TextField(_("note to readers"), max_length=1000)
    note_en = models.TextField(_("note to readers in English"), max_length=1000, blank=True)
    workflow_state = models.ForeignKey(
        WorkflowState, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    revision_before = models.ForeignKey(
        Revision, null=True, on_delete=models.RESTRICT, related_name="+"
    )
    revision_after = models.ForeignKey(
        Revision, null=True, on_delete=models.RESTRICT, related_name="+"
    )
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    opened_at = models.DateTimeField(_("opened at"))
    published_at = models.DateTimeField(_("published at"), null=True, blank=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("correction")
        verbose_name_plural = _("corrections")
        ordering = ["-opened_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["contribution"],
                condition=models.Q(state=CorrectionState.OPEN),
                name="articles_one_open_correction",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.contribution}"

    @property
    def note(self) -> str:
        """Return the note in the active language, Vietnamese where English is missing."""
        return self.note_en if get_language() == "en" and self.note_en else self.note_vi
