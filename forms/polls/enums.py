"""Kinds of question, of audience, and where a poll stands."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class QuestionKind(models.TextChoices):
    """How a question is answered."""

    SINGLE = "single", _("One choice")
    MULTIPLE = "multiple", _("Several choices")
    RANKING = "ranking", _("Ranking")
    SCALE = "scale", _("Scale")
    MATRIX = "matrix", _("Table: one choice in each row")
    NUMBER = "number", _("Number")
    TEXT = "text", _("Own words")


WITH_OPTIONS = (
    QuestionKind.SINGLE,
    QuestionKind.MULTIPLE,
    QuestionKind.RANKING,
    QuestionKind.MATRIX,
)


class OptionAxis(models.TextChoices):
    """What an option is: a choice, or a row of a table whose choices are its columns."""

    CHOICE = "choice", _("Choice")
    ROW = "row", _("Row")


class Audience(models.TextChoices):
    """Who may vote, and so what one ballot stands for."""

    EVERYONE = "everyone", _("Everybody: one ballot for each device")
    CODES = "codes", _("Members with a code: one ballot for each code")
    ACCOUNTS = "accounts", _("Accounts of the portal: one ballot for each account")


class PollStatus(models.TextChoices):
    """What people decided about a poll; the clock does the rest (`Poll.phase`)."""

    DRAFT = "draft", pgettext_lazy("poll", "Draft")
    TEST = "test", pgettext_lazy("poll", "On trial")
    ANNOUNCED = "announced", pgettext_lazy("poll", "Announced")
    FROZEN = "frozen", pgettext_lazy("poll", "Counted")
    CANCELLED = "cancelled", pgettext_lazy("poll", "Cancelled")


class PollPhase(models.TextChoices):
    """Where a poll stands at a moment."""

    DRAFT = "draft", pgettext_lazy("poll", "Draft")
    TEST = "test", pgettext_lazy("poll", "On trial")
    COMING = "coming", pgettext_lazy("poll", "Opens later")
    OPEN = "open", pgettext_lazy("poll", "Open")
    CLOSED = "closed", pgettext_lazy("poll", "Closed, being counted")
    FROZEN = "frozen", pgettext_lazy("poll", "Counted")
    CANCELLED = "cancelled", pgettext_lazy("poll", "Cancelled")


class ConditionOperator(models.TextChoices):
    """When a question is asked, by the answer to an earlier one."""

    IS = "is", _("is")
    IS_NOT = "is_not", _("is not")
    AT_LEAST = "at_least", _("is at least")
    AT_MOST = "at_most", _("is at most")


class Refusal(models.TextChoices):
    """Why a ballot was not taken; counted, never with who."""

    REPEATED = "repeated", _("Sent again: the first ballot counts")
    CODE_USED = "code_used", _("Code used before")
    CODE_UNKNOWN = "code_unknown", _("Unknown code")
    ACCOUNT_VOTED = "account_voted", _("Account that has voted")
    NOT_OPEN = "not_open", _("Before the opening or after the close")
    UNPROVEN = "unproven", _("Check against programs not passed")
    FLOOD = "flood", _("Too many from one address")
