"""Where the translation of a Vietnamese page stands; each page is in exactly one state."""

from django.db import models
from django.utils.translation import pgettext_lazy


class EnglishState(models.TextChoices):
    """In the order of the columns: what is done first, what is to be done last.

    A live English page whose update waits for review counts as waiting and not as out of date.
    """

    CURRENT = "current", pgettext_lazy("translation", "Up to date")
    STALE = "stale", pgettext_lazy("translation", "Out of date")
    DRAFT = "draft", pgettext_lazy("translation", "In preparation")
    REVIEW = "review", pgettext_lazy("translation", "Waiting for review")
    MISSING = "missing", pgettext_lazy("translation", "Not translated")
