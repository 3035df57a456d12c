"""Topics and opinions in the words of members' voice."""

from datetime import datetime

from django.db import models
from wagtail.models import PageManager
from wagtail.query import PageQuerySet

from core.visibility import is_unrestricted

from .enums import OpinionState, TopicPhase


class TopicQuerySet(PageQuerySet):
    """Topics that readers may see, by whether they are open."""

    def readable(self) -> "TopicQuerySet":
        """Return what is live and under no view restriction."""
        return self.live().filter(is_unrestricted())

    def in_phase(self, phase: TopicPhase, *, now: datetime) -> "TopicQuerySet":
        """Return the topics that are in a phase at a moment."""
        conditions = {
            TopicPhase.UPCOMING: models.Q(opens_at__gt=now, closes_at__gt=now),
            TopicPhase.OPEN: models.Q(opens_at__lte=now, closes_at__gt=now),
            TopicPhase.CLOSED: models.Q(closes_at__lte=now),
        }
        return self.filter(conditions[phase])


class OpinionQuerySet(models.QuerySet):
    """Opinions by where they stand."""

    def waiting(self) -> "OpinionQuerySet":
        """Return those that nobody has decided on."""
        return self.filter(state=OpinionState.RECEIVED)

    def published(self) -> "OpinionQuerySet":
        """Return those that readers see."""
        return self.filter(state=OpinionState.PUBLISHED)


TopicManager = PageManager.from_queryset(TopicQuerySet)
