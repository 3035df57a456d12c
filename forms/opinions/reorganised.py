"""What becomes of topics when a unit ends: drafts go over, public ones stay at their addresses."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from units.reorganisation.handover import Handover
from units.reorganisation.sections import move_unfinished
from units.signals import unit_reorganised

from .models import OpinionTopicPage


def hand_over(sender, handover: Handover, **kwargs: Any) -> None:
    """Move topics that nobody has read yet; the others are moderated where they are."""
    topics = OpinionTopicPage.objects.filter(unit=handover.predecessor)
    drafts = topics.filter(live=False, first_published_at=None, opinions=None)
    moved = move_unfinished(handover, list(drafts.order_by("path")))
    handover.moves(_("topics that were never published"), len(moved))
    handover.keeps(_("topics for opinions"), topics.exclude(pk__in=moved).count())


def connect() -> None:
    """Listen to reorganisations."""
    unit_reorganised.connect(hand_over, dispatch_uid="opinions_hand_over")
