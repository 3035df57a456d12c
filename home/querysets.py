"""Sets of front page slots in the words of the desks."""

from datetime import datetime

from django.db.models import Q, QuerySet


class FrontSlotQuerySet(QuerySet):
    """Slots by the moment for which they are asked."""

    def not_over_at(self, moment: datetime) -> "FrontSlotQuerySet":
        """Return what stands at `moment` or comes later: an end is the first moment without."""
        return self.filter(Q(shown_until__isnull=True) | Q(shown_until__gt=moment))

    def shown_at(self, moment: datetime) -> "FrontSlotQuerySet":
        """Return what has its time at `moment`, whether its piece can be read or not."""
        return self.not_over_at(moment).filter(shown_from__lte=moment)

    def overlapping(self, start: datetime, end: datetime | None) -> "FrontSlotQuerySet":
        """Return what has its time somewhere from `start` on and before `end` (None: for good)."""
        later = self.not_over_at(start)
        return later if end is None else later.filter(shown_from__lt=end)
