"""What becomes of polls when a unit ends: drafts go over, all others are told under its name."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from units.reorganisation.handover import Handover
from units.signals import unit_reorganised

from .enums import PollStatus
from .models import Poll


def hand_over(sender, handover: Handover, **kwargs: Any) -> None:
    """Give unannounced polls to the taker, whose people look after the running ones too.

    Nobody who votes notices: pages, codes and ballots stay with the unit that announced them.
    """
    polls = Poll.objects.filter(unit=handover.predecessor)
    drafts = polls.filter(status__in=(PollStatus.DRAFT, PollStatus.TEST))
    if handover.taker is not None:
        handover.moves(
            _("polls that are not announced"), handover.change(drafts, unit=handover.taker.pk)
        )
    handover.keeps(_("polls"), polls.count())


def connect() -> None:
    """Listen to reorganisations."""
    unit_reorganised.connect(hand_over, dispatch_uid="polls_hand_over")
