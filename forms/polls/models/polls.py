"""A poll and what it asks; its wording stands still once somebody has voted."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from core.text import normalize
from units.models import Unit

from ..enums import (
    Audience,
    ConditionOperator,
    OptionAxis,
    PollPhase,
    PollStatus,
    QuestionKind,
)


class Worded(models.Model):
    """Abstract: a text in Vietnamese, and in English where somebody wrote it."""

    text_vi = models.CharField(_("Vietnamese text"), max_length=300)
    text_en = models.CharField(_("English text"), max_length=300, blank=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.text

    @property
    def text(self) -> str:
        """Return the text in the active language, Vietnamese where English is missing."""
        return self.text_en if get_language() == "en" and self.text_en else self.text_vi

    def save(self, *args, **kwargs) -> None:
        """Keep texts in NFC."""
        self.text_vi = normalize(self.text_vi).strip()
        self.text_en = normalize(self.text_en).strip()
        super().save(*args, **kwargs)


class Poll(models.Model):
    """What is asked, of whom, from when to when; changed by `forms.polls.services` only.

    `version` counts the changes, so that nobody overwrites what somebody else has just changed;
    `request_key` makes a second click find the poll that the first one made.
    """

    unit = models.ForeignKey(
        Unit, verbose_name=_("unit"), on_delete=models.PROTECT, related_name="polls"
    )
    title_vi = models.CharField(_("Vietnamese title"), max_length=200)
    title_en = models.CharField(_("English title"), max_length=200, blank=True)
    intro_vi = models.TextField(_("Vietnamese introduction"), max_length=2000, blank=True)
    intro_en = models.TextField(_("English introduction"), max_length=2000, blank=True)
    thanks_vi = models.TextField(_("Vietnamese thanks"), max_length=1000, blank=True)
    thanks_en = models.TextField(_("English thanks"), max_length=1000, blank=True)
    audience = models.CharField(
        _("who may vote"), max_length=10, choices=Audience.choices, default=Audience.EVERYONE
    )
    asks_unit = models.BooleanField(
        _("ask voters for their unit"),
        default=False,
        help_text=_("Only for polls of everybody: codes and accounts tell the unit themselves."),
    )
    shows_interim = models.BooleanField(
        _("show results before the close"),
        default=False,
        help_text=_("Decided before the opening and told to voters; it cannot change later."),
    )
    opens_at = models.DateTimeField(_("opens at"), null=True, blank=True)
    closes_at = models.DateTimeField(_("closes at"), null=True, blank=True)
    status = models.CharField(
        _("status"), max_length=10, choices=PollStatus.choices, default=PollStatus.DRAFT
    )
    first_ballot_at = models.DateTimeField(_("first ballot at"), null=True, editable=False)
    announced_closes_at = models.DateTimeField(
        _("close as first announced"), null=True, editable=False
    )
    cancelled_at = models.DateTimeField(_("cancelled at"), null=True, editable=False)
    cancel_reason_vi = models.CharField(
        _("Vietnamese reason of the cancellation"), max_length=300, blank=True, editable=False
    )
    cancel_reason_en = models.CharField(
        _("English reason of the cancellation"), max_length=300, blank=True, editable=False
    )
    version = models.PositiveIntegerField(_("version"), default=0, editable=False)
    request_key = models.UUIDField(null=True, unique=True, editable=False)
    page = models.OneToOneField(
        "polls.PollPage",
        verbose_name=_("public page"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="poll",
    )
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    made_at = models.DateTimeField(_("made at"), editable=False)
    is_demonstration = models.BooleanField(_("demonstration"), default=False, editable=False)

    class Meta:
        verbose_name = _("poll")
        verbose_name_plural = _("polls")
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(opens_at__isnull=True)
                | models.Q(closes_at__isnull=True)
                | models.Q(closes_at__gt=models.F("opens_at")),
                name="polls_poll_times_in_order",
                violation_error_message=_("A poll closes after it opens."),
            ),
            models.CheckConstraint(
                condition=~models.Q(status__in=[PollStatus.ANNOUNCED, PollStatus.FROZEN])
                | models.Q(opens_at__isnull=False, closes_at__isnull=False),
                name="polls_poll_announced_with_times",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        """Return the title in the active language."""
        return self._in_language("title")

    @property
    def intro(self) -> str:
        """Return the introduction in the active language."""
        return self._in_language("intro")

    @property
    def thanks(self) -> str:
        """Return what a voter reads after voting, in the active language."""
        return self._in_language("thanks")

    @property
    def cancel_reason(self) -> str:
        """Return why the poll was cancelled, in the active language."""
        return self._in_language("cancel_reason")

    @property
    def is_extended(self) -> bool:
        """Tell whether the poll closes later than it was announced."""
        return self.announced_closes_at is not None and self.closes_at != self.announced_closes_at

    def phase(self, now: datetime) -> PollPhase:
        """Return where the poll stands at a moment: opening and closing need no job."""
        if self.status != PollStatus.ANNOUNCED:
            return PollPhase(self.status)
        if self.opens_at is None or now < self.opens_at:
            return PollPhase.COMING
        if self.closes_at is None or now < self.closes_at:
            return PollPhase.OPEN
        return PollPhase.CLOSED

    @property
    def is_locked(self) -> bool:
        """Tell whether somebody has voted, so that only wording may be corrected."""
        return self.first_ballot_at is not None

    def _in_language(self, name: str) -> str:
        english = getattr(self, f"{name}_en")
        return english if get_language() == "en" and english else getattr(self, f"{name}_vi")


class PollSection(Worded):
    """Questions that stand together under a heading."""

    poll = models.ForeignKey(Poll, on_delete=models.CASCADE, related_name="sections")
    sort_order = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        verbose_name = _("section of a poll")
        verbose_name_plural = _("parts of polls")
        ordering = ["sort_order", "pk"]


class PollQuestion(Worded):
    """One question; which of the settings count depends on its kind.

    `condition_on` is an earlier question: this one is asked only when its answer compares so with
    `condition_value`, a number or the id of an option as text.
    """

    section = models.ForeignKey(PollSection, on_delete=models.CASCADE, related_name="questions")
    kind = models.CharField(
        _("kind"), max_length=10, choices=QuestionKind.choices, default=QuestionKind.SINGLE
    )
    help_vi = models.CharField(_("Vietnamese hint"), max_length=300, blank=True)
    help_en = models.CharField(_("English hint"), max_length=300, blank=True)
    is_required = models.BooleanField(_("must be answered"), default=True)
    is_shuffled = models.BooleanField(
        _("options in random order"),
        default=False,
        help_text=_("Each voter sees them in an order of their own, so that none is favoured."),
    )
    most_choices = models.PositiveSmallIntegerField(
        _("at most so many choices"), null=True, blank=True
    )
    lowest = models.IntegerField(_("lowest value"), null=True, blank=True)
    highest = models.IntegerField(_("highest value"), null=True, blank=True)
    lowest_label_vi = models.CharField(
        _("Vietnamese word for the lowest"), max_length=80, blank=True
    )
    lowest_label_en = models.CharField(_("English word for the lowest"), max_length=80, blank=True)
    highest_label_vi = models.CharField(
        _("Vietnamese word for the highest"), max_length=80, blank=True
    )
    highest_label_en = models.CharField(
        _("English word for the highest"), max_length=80, blank=True
    )
    longest = models.PositiveIntegerField(_("longest text"), default=500)
    condition_on = models.ForeignKey(
        "self",
        verbose_name=_("asked by the answer to"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="conditioned",
    )
    condition_operator = models.CharField(
        _("comparison"), max_length=10, choices=ConditionOperator.choices, blank=True
    )
    condition_value = models.CharField(_("value"), max_length=20, blank=True)
    sort_order = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        verbose_name = _("question of a poll")
        verbose_name_plural = _("questions of polls")
        ordering = ["sort_order", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(lowest__isnull=True)
                | models.Q(highest__isnull=True)
                | models.Q(highest__gt=models.F("lowest")),
                name="polls_question_values_in_order",
                violation_error_message=_("The highest value lies above the lowest."),
            ),
            models.CheckConstraint(
                condition=models.Q(condition_on__isnull=True) ^ ~models.Q(condition_operator=""),
                name="polls_question_condition_whole",
            ),
        ]


class PollOption(Worded):
    """A choice of a question, or a row of a table."""

    question = models.ForeignKey(PollQuestion, on_delete=models.CASCADE, related_name="options")
    axis = models.CharField(
        _("is a"), max_length=10, choices=OptionAxis.choices, default=OptionAxis.CHOICE
    )
    sort_order = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        verbose_name = _("option")
        verbose_name_plural = _("options")
        ordering = ["axis", "sort_order", "pk"]


class WordingCorrection(models.Model):
    """A correction of wording after the first ballot, with its reason; sealed and public."""

    poll = models.ForeignKey(Poll, on_delete=models.PROTECT, related_name="corrections")
    place = models.CharField(_("what was corrected"), max_length=60)
    before = models.CharField(_("before"), max_length=2000)
    after = models.CharField(_("after"), max_length=2000)
    reason = models.CharField(_("reason"), max_length=300)
    corrected_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    corrected_at = models.DateTimeField(_("corrected at"))
    ballots_before = models.PositiveIntegerField(_("ballots cast before"))

    class Meta:
        verbose_name = _("correction of wording")
        verbose_name_plural = _("corrections of wording")
        ordering = ["corrected_at", "pk"]

    def __str__(self) -> str:
        return f"{self.poll_id}: {self.place}"
