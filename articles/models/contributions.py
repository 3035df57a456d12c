"""A piece on its way: what the queue of a desk and later grading and royalties stand on."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Revision

from articles.enums import ContributionState
from units.models import Unit

from .articles import ArticlePage
from .workflow import Desk


class Contribution(models.Model):
    """State of one submitted piece; follows the workflow through its signals.

    `revision` is the one under review, or the one that was used. Words and pictures are those
    of that revision. `waiting_since` is when the present step began.
    """

    page = models.OneToOneField(
        ArticlePage, verbose_name=_("piece"), on_delete=models.CASCADE, related_name="contribution"
    )
    unit = models.ForeignKey(
        Unit, verbose_name=_("unit"), on_delete=models.PROTECT, related_name="contributions"
    )
    desk = models.ForeignKey(
        Desk,
        verbose_name=_("desk"),
        null=True,
        on_delete=models.PROTECT,
        related_name="contributions",
    )
    revision = models.ForeignKey(
        Revision, verbose_name=_("revision"), null=True, on_delete=models.SET_NULL, related_name="+"
    )
    title = models.CharField(_("title"), max_length=255)
    state = models.CharField(_("state"), max_length=20, choices=ContributionState.choices)
    word_count = models.PositiveIntegerField(_("words"), default=0)
    picture_count = models.PositiveSmallIntegerField(_("pictures"), default=0)
    submitted_at = models.DateTimeField(_("submitted at"))
    waiting_since = models.DateTimeField(_("waiting since"))
    used_at = models.DateTimeField(_("used at"), null=True, blank=True)

    class Meta:
        verbose_name = _("contribution")
        verbose_name_plural = _("contributions")
        ordering = ["waiting_since", "pk"]
        indexes = [
            models.Index(fields=["desk", "state", "waiting_since"], name="articles_desk_queue"),
            models.Index(fields=["unit", "state", "waiting_since"], name="articles_unit_queue"),
        ]

    def __str__(self) -> str:
        return self.title
