"""An opinion as the union works on it; readers see its public version only."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.fields import RichTextField

from core.text import normalize

from ..enums import DecisionKind, NameChoice, OpinionState, RefusalReason
from ..querysets import OpinionQuerySet
from .pages import OpinionTopicPage

LONGEST_TEXT = 3000
LONGEST_NAME = 60
# No choosers: those who reply have no place in the tree of pages.
REPLY_FEATURES = ["bold", "italic", "ol", "ul"]


class OpinionGroup(models.Model):
    """Opinions on a topic that say alike, and the one official reply to them.

    `reply` is what is being written, `public_reply` what readers see since `replied_at`.
    """

    topic = models.ForeignKey(
        OpinionTopicPage,
        verbose_name=_("topic"),
        on_delete=models.PROTECT,
        related_name="opinion_groups",
    )
    label = models.CharField(
        _("what these opinions say"),
        max_length=160,
        help_text=_("One short sentence; readers see it above the reply."),
    )
    reply = RichTextField(_("official reply"), blank=True, features=REPLY_FEATURES)
    public_reply = RichTextField(blank=True, editable=False, features=REPLY_FEATURES)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    made_at = models.DateTimeField(_("made at"))
    replied_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    replied_at = models.DateTimeField(_("reply published at"), null=True)

    class Meta:
        verbose_name = _("group of opinions")
        verbose_name_plural = _("groups of opinions")
        ordering = ["made_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(public_reply="") ^ Q(replied_at__isnull=False),
                name="opinions_group_replied_at",
            )
        ]

    def __str__(self) -> str:
        return self.label

    def save(self, *args, **kwargs) -> None:
        """Keep the label in NFC."""
        self.label = normalize(self.label).strip()
        super().save(*args, **kwargs)


class Opinion(models.Model):
    """One opinion; changed by `forms.opinions.services` only.

    `text` and `shown_name` are what the member sent, read by the unit of the topic and the centre
    alone; `public_text` and `public_name` are what readers see, written when it is published.
    There is no contact: of the tracking code, with which the sender finds it again, a digest.
    """

    submission_key = models.UUIDField(unique=True, editable=False)
    tracking_digest = models.CharField(max_length=64, unique=True, editable=False)
    topic = models.ForeignKey(
        OpinionTopicPage,
        verbose_name=_("topic"),
        on_delete=models.PROTECT,
        related_name="opinions",
    )
    text = models.TextField(_("opinion"), max_length=LONGEST_TEXT, blank=True)
    name_choice = models.CharField(
        _("name"), max_length=10, choices=NameChoice.choices, default=NameChoice.ANONYMOUS
    )
    shown_name = models.CharField(_("name to be shown"), max_length=LONGEST_NAME, blank=True)
    language = models.CharField(_("language"), max_length=10, default="vi")
    received_at = models.DateTimeField(_("received at"))
    state = models.CharField(
        _("state"), max_length=10, choices=OpinionState.choices, default=OpinionState.RECEIVED
    )
    public_text = models.TextField(_("public version"), max_length=LONGEST_TEXT, blank=True)
    public_name = models.CharField(_("name shown"), max_length=LONGEST_NAME, blank=True)
    refusal_reason = models.CharField(
        _("reason"), max_length=12, choices=RefusalReason.choices, blank=True
    )
    refusal_note = models.TextField(_("note to the sender"), max_length=500, blank=True)
    decided_at = models.DateTimeField(_("decided at"), null=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    group = models.ForeignKey(
        OpinionGroup,
        verbose_name=_("group"),
        null=True,
        on_delete=models.PROTECT,
        related_name="opinions",
    )
    forgotten_at = models.DateTimeField(_("private version deleted at"), null=True)
    is_demonstration = models.BooleanField(_("demonstration"), default=False, editable=False)

    objects = OpinionQuerySet.as_manager()

    class Meta:
        verbose_name = _("opinion")
        verbose_name_plural = _("opinions")
        ordering = ["-received_at", "-pk"]
        indexes = [
            models.Index(fields=["topic", "state", "-decided_at"], name="opinions_of_topic"),
            models.Index(fields=["state", "received_at"], name="opinions_by_state"),
            models.Index(fields=["group", "state"], name="opinions_of_group"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state=OpinionState.REFUSED) ^ Q(refusal_reason=""),
                name="opinions_refused_with_reason",
            ),
            models.CheckConstraint(
                condition=Q(state=OpinionState.RECEIVED) ^ Q(decided_at__isnull=False),
                name="opinions_decided_at",
            ),
            models.CheckConstraint(
                condition=Q(state=OpinionState.PUBLISHED) ^ Q(public_text=""),
                name="opinions_public_when_published",
            ),
            models.CheckConstraint(
                condition=Q(state=OpinionState.PUBLISHED) | Q(public_name="", group__isnull=True),
                name="opinions_named_when_published",
            ),
            models.CheckConstraint(
                condition=~Q(name_choice=NameChoice.ANONYMOUS) | Q(shown_name=""),
                name="opinions_anonymous_without_name",
            ),
            models.CheckConstraint(
                condition=Q(forgotten_at__isnull=True) | Q(text="", shown_name=""),
                name="opinions_forgotten_is_empty",
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"

    @property
    def is_redacted(self) -> bool:
        """Tell whether readers see something else than was sent."""
        return self.state == OpinionState.PUBLISHED and self.public_text != self.text


class OpinionDecision(models.Model):
    """Something was done with an opinion; sealed: never changed, never deleted."""

    opinion = models.ForeignKey(Opinion, on_delete=models.PROTECT, related_name="decisions")
    kind = models.CharField(_("decision"), max_length=10, choices=DecisionKind.choices)
    reason = models.CharField(_("reason"), max_length=12, choices=RefusalReason.choices, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    happened_at = models.DateTimeField(_("happened at"))

    class Meta:
        verbose_name = _("decision on an opinion")
        verbose_name_plural = _("decisions on opinions")
        ordering = ["happened_at", "pk"]

    def __str__(self) -> str:
        return f"#{self.opinion_id} {self.kind}"
