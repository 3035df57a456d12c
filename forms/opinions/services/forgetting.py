"""Deletes what members sent and readers do not see, when its time is over."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q

from ..enums import DecisionKind, OpinionState
from ..models import Opinion
from .decisions import log_decision

AT_ONCE = 500


@transaction.atomic
def forget_private_versions(*, now: datetime) -> int:
    """Delete names and texts that are not public, OPINION_KEEP_DAYS after the decision.

    Those of refused opinions, and of published ones what a moderator left out. The rows stay, so
    that the figures of the topic stay. Returns how many; at most AT_ONCE, the rest next time.
    """
    before = now - timedelta(days=settings.OPINION_KEEP_DAYS)
    differs = ~Q(text=F("public_text")) | ~Q(shown_name=F("public_name"))
    private = Q(state=OpinionState.REFUSED) | (Q(state=OpinionState.PUBLISHED) & differs)
    rows = Opinion.objects.select_for_update(skip_locked=True)
    old = rows.filter(private, decided_at__lt=before, forgotten_at__isnull=True).order_by("pk")
    opinions = list(old[:AT_ONCE])
    for opinion in opinions:
        opinion.text = opinion.shown_name = ""
        opinion.forgotten_at = now
        opinion.save(update_fields=["text", "shown_name", "forgotten_at"])
        log_decision(opinion, kind=DecisionKind.FORGOTTEN, now=now)
    return len(opinions)
