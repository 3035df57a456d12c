"""What the union writes on a question: answers by version, notes, advice, ready-made texts."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.fields import RichTextField

from units.models import Unit

from ..enums import AnswerState
from .questions import Question, QuestionTopic

ANSWER_FEATURES = ["h3", "bold", "italic", "ol", "ul", "link"]


class Answer(models.Model):
    """One version of the answer; the unit writes, the centre releases or returns it."""

    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="answers")
    number = models.PositiveSmallIntegerField(_("version"))
    text = RichTextField(_("answer"), features=ANSWER_FEATURES)
    state = models.CharField(
        _("state"), max_length=12, choices=AnswerState.choices, default=AnswerState.DRAFT
    )
    is_public = models.BooleanField(_("for everybody to read"), default=True)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    saved_at = models.DateTimeField(_("saved at"))
    sent_at = models.DateTimeField(_("sent to the centre at"), null=True)
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    reviewed_at = models.DateTimeField(_("reviewed at"), null=True)
    review_note = models.TextField(_("why it is returned"), max_length=1000, blank=True)

    class Meta:
        verbose_name = _("answer")
        verbose_name_plural = _("answers")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["question", "number"], name="questions_answer_number"),
            models.UniqueConstraint(
                fields=["question"],
                condition=models.Q(state__in=[AnswerState.DRAFT, AnswerState.IN_REVIEW]),
                name="questions_answer_one_open",
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.question_id} {self.number}"


class InternalNote(models.Model):
    """A note among colleagues of one unit, or of the centre (no unit)."""

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="notes")
    unit = models.ForeignKey(Unit, null=True, on_delete=models.PROTECT, related_name="+")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    text = models.TextField(_("note"), max_length=2000)
    written_at = models.DateTimeField(_("written at"))

    class Meta:
        verbose_name = _("internal note")
        verbose_name_plural = _("internal notes")
        ordering = ["written_at", "pk"]

    def __str__(self) -> str:
        return f"#{self.question_id}"


class Advice(models.Model):
    """The unit in charge asks another unit; that unit sees the public text, never the asker."""

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="advice")
    unit = models.ForeignKey(
        Unit, verbose_name=_("unit that is asked"), on_delete=models.PROTECT, related_name="+"
    )
    asked_text = models.TextField(_("what is asked"), max_length=2000)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    asked_at = models.DateTimeField(_("asked at"))
    reply = models.TextField(_("advice"), max_length=5000, blank=True)
    replied_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    replied_at = models.DateTimeField(_("advised at"), null=True)

    class Meta:
        verbose_name = _("advice")
        verbose_name_plural = _("advice")
        ordering = ["asked_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["question", "unit"],
                condition=models.Q(replied_at__isnull=True),
                name="questions_advice_one_open",
            )
        ]

    def __str__(self) -> str:
        return f"#{self.question_id} · {self.unit.code}"


class ReplyTemplate(models.Model):
    """A ready-made text of one unit, or of all (no unit)."""

    unit = models.ForeignKey(
        Unit,
        verbose_name=_("unit"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_("Empty: for all units."),
    )
    topic = models.ForeignKey(
        QuestionTopic,
        verbose_name=_("topic"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    title = models.CharField(_("title"), max_length=120)
    text = RichTextField(_("text"), features=ANSWER_FEATURES)
    is_active = models.BooleanField(_("in use"), default=True)

    class Meta:
        verbose_name = _("reply template")
        verbose_name_plural = _("reply templates")
        ordering = ["title", "pk"]

    def __str__(self) -> str:
        return self.title
