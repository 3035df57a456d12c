"""A question as the union works on it; who asked lies apart, in `asking`."""

from django.conf import settings
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from core.text import fold_for_search, normalize
from units.models import Unit

from ..enums import ANSWERED, CLOSED, Industry, QuestionState, RefusalReason
from ..querysets import QuestionQuerySet

DEADLINE_DAYS = 15
LONGEST_TEXT = 5000
TEXTS = {"text", "public_title", "public_text"}


class QuestionTopic(models.Model):
    """What a question is about, and in how many working days it is answered."""

    slug = models.SlugField(_("address"), max_length=60, unique=True)
    name_vi = models.CharField(_("Vietnamese name"), max_length=120)
    name_en = models.CharField(_("English name"), max_length=120, blank=True)
    deadline_days = models.PositiveSmallIntegerField(
        _("working days to answer"),
        default=DEADLINE_DAYS,
        help_text=_("Counted from the day after receipt, without weekends and holidays."),
    )
    sort_order = models.PositiveSmallIntegerField(_("order"), default=0)
    is_active = models.BooleanField(_("offered to askers"), default=True)

    class Meta:
        verbose_name = _("topic of questions")
        verbose_name_plural = _("topics of questions")
        ordering = ["sort_order", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(deadline_days__gte=1, deadline_days__lte=90),
                name="questions_topic_deadline",
                violation_error_message=_("A deadline is 1 to 90 working days."),
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """Return the name in the active language, Vietnamese where English is missing."""
        return self.name_en if get_language() == "en" and self.name_en else self.name_vi


class Question(models.Model):
    """One question; changed by `forms.questions.services` only.

    `text` is what was asked and is read by the unit in charge and the centre alone;
    `public_text` is what readers see. Of the tracking code only a digest is kept.
    """

    submission_key = models.UUIDField(unique=True, editable=False)
    tracking_digest = models.CharField(max_length=64, unique=True, editable=False)
    text = models.TextField(_("question"), max_length=LONGEST_TEXT)
    language = models.CharField(_("language"), max_length=10, default="vi")
    topic = models.ForeignKey(
        QuestionTopic, verbose_name=_("topic"), on_delete=models.PROTECT, related_name="questions"
    )
    province = models.ForeignKey(
        Unit,
        verbose_name=_("province"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_("The provincial federation of where the asker works."),
    )
    industry = models.CharField(_("industry"), max_length=20, choices=Industry.choices, blank=True)
    asked_unit = models.ForeignKey(
        Unit,
        verbose_name=_("unit that was asked"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    may_be_published = models.BooleanField(_("the asker agrees to a public answer"), default=True)
    received_at = models.DateTimeField(_("received at"), db_index=True)

    state = models.CharField(
        _("state"), max_length=20, choices=QuestionState.choices, default=QuestionState.RECEIVED
    )
    unit = models.ForeignKey(
        Unit,
        verbose_name=_("unit in charge"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="questions",
    )
    officer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("officer"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    assigned_at = models.DateTimeField(_("assigned at"), null=True)
    counted_from = models.DateField(
        _("time counted from"),
        null=True,
        help_text=_("The day of receipt, or on which the asker disagreed with an answer."),
    )
    due_on = models.DateField(_("answer due on"), null=True)
    waiting_since = models.DateTimeField(_("waiting for the asker since"), null=True)
    waited_days = models.PositiveSmallIntegerField(
        _("working days that were waited for the asker"), default=0
    )
    answered_at = models.DateTimeField(
        _("answered by the unit at"),
        null=True,
        help_text=_("When the answer that was released was sent to the centre."),
    )
    was_late = models.BooleanField(
        _("answered late"),
        default=False,
        help_text=_("An answer was sent after its last day; stays when a better one follows."),
    )
    closed_at = models.DateTimeField(_("closed at"), null=True)
    reminded_soon_at = models.DateTimeField(null=True, editable=False)
    reminded_late_at = models.DateTimeField(null=True, editable=False)

    public_title = models.CharField(_("public title"), max_length=160, blank=True)
    public_text = models.TextField(_("public text"), max_length=LONGEST_TEXT, blank=True)
    refusal_reason = models.CharField(
        _("reason of refusal"), max_length=20, choices=RefusalReason.choices, blank=True
    )
    closing_note = models.TextField(_("note to the asker"), max_length=1000, blank=True)
    merged_into = models.ForeignKey(
        "self",
        verbose_name=_("joined to"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="merged",
    )
    split_from = models.ForeignKey(
        "self",
        verbose_name=_("split from"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="parts",
    )
    page = models.OneToOneField(
        "questions.QuestionPage",
        verbose_name=_("public page"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="question",
    )
    is_contested = models.BooleanField(_("the asker disagrees"), default=False)
    is_demonstration = models.BooleanField(_("demonstration"), default=False, editable=False)
    # All texts without case and marks, for the search on the union's screens only.
    folded = models.TextField(editable=False, default="")

    objects = QuestionQuerySet.as_manager()

    class Meta:
        verbose_name = _("question")
        verbose_name_plural = _("questions")
        ordering = ["-received_at", "-pk"]
        indexes = [
            models.Index(fields=["unit", "state", "due_on"], name="questions_of_unit"),
            models.Index(fields=["state", "received_at"], name="questions_by_state"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state=QuestionState.REFUSED) ^ models.Q(refusal_reason=""),
                name="questions_refused_with_reason",
            ),
            models.CheckConstraint(
                condition=models.Q(state=QuestionState.MERGED) ^ models.Q(merged_into__isnull=True),
                name="questions_merged_into_another",
            ),
            models.CheckConstraint(
                condition=~models.Q(merged_into=models.F("pk")), name="questions_not_into_itself"
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=CLOSED) ^ models.Q(closed_at__isnull=True),
                name="questions_closed_at",
            ),
            models.CheckConstraint(
                condition=~models.Q(state__in=ANSWERED) | models.Q(answered_at__isnull=False),
                name="questions_answered_at",
            ),
            models.CheckConstraint(
                condition=~models.Q(state=QuestionState.PUBLISHED) | models.Q(page__isnull=False),
                name="questions_published_has_page",
            ),
            models.CheckConstraint(
                condition=models.Q(state=QuestionState.RECEIVED)
                | models.Q(state__in=CLOSED)
                | models.Q(unit__isnull=False),
                name="questions_worked_on_by_unit",
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"

    def save(self, *args, update_fields=None, **kwargs) -> None:
        """Keep texts in NFC, and what is searched in step with them."""
        self.text = normalize(self.text)
        self.public_title = normalize(self.public_title).strip()
        self.public_text = normalize(self.public_text)
        if update_fields is None or TEXTS & set(update_fields):
            self.folded = fold_for_search(f"{self.public_title} {self.text} {self.public_text}")
            update_fields = None if update_fields is None else {*update_fields, "folded"}
        super().save(*args, update_fields=update_fields, **kwargs)

    @property
    def is_open(self) -> bool:
        """Tell whether somebody still has to do something."""
        return self.state not in CLOSED
