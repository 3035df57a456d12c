"""Questions by where they stand and whose they are."""

from datetime import date

from django.db import models

from .enums import CLOSED, WITH_UNIT


class QuestionQuerySet(models.QuerySet):
    """Questions by what is still to be done."""

    def open(self) -> "QuestionQuerySet":
        """Return those that somebody still has to answer."""
        return self.exclude(state__in=CLOSED)

    def overdue_on(self, day: date) -> "QuestionQuerySet":
        """Return those that a unit still owes and whose last day lies before `day`.

        None while the clock stands, and none that the unit answered and the centre checks.
        """
        return self.owed().filter(due_on__lt=day)

    def due_by(self, day: date) -> "QuestionQuerySet":
        """Return those that a unit still owes and whose last day is `day` or earlier."""
        return self.owed().filter(due_on__lte=day)

    def owed(self) -> "QuestionQuerySet":
        """Return those that a unit has to answer while its clock runs."""
        return self.filter(state__in=WITH_UNIT, waiting_since__isnull=True)
