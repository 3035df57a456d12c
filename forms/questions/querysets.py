"""Questions by where they stand and whose they are."""

from datetime import date

from django.db import models

from .enums import CLOSED


class QuestionQuerySet(models.QuerySet):
    """Questions by what is still to be done."""

    def open(self) -> "QuestionQuerySet":
        """Return those that somebody still has to answer."""
        return self.exclude(state__in=CLOSED)

    def overdue_on(self, day: date) -> "QuestionQuerySet":
        """Return the open ones whose last day lies before `day`; none while the clock stands."""
        return self.open().filter(due_on__lt=day, waiting_since__isnull=True)

    def due_by(self, day: date) -> "QuestionQuerySet":
        """Return the open ones whose last day is `day` or earlier; none while the clock stands."""
        return self.open().filter(due_on__lte=day, waiting_since__isnull=True)
