"""Takes in what members send, once each, and lets them take it back."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from core.audit import record
from core.text import normalize

from ..enums import DecisionKind, NameChoice, OpinionState, TopicPhase
from ..models import Opinion, OpinionTopicPage
from ..tracking import code_of, digest_of
from .decisions import log_decision


class TopicClosed(Exception):
    """An opinion came before the topic opened, after it closed, or when it is not public."""


@transaction.atomic
def send_opinion(
    *,
    topic_id: int,
    submission_key: UUID,
    text: str,
    name_choice: str,
    shown_name: str,
    language: str,
    now: datetime,
) -> Opinion:
    """Store an opinion and return it; a known `submission_key` gives the stored one.

    Raises `TopicClosed`.
    """
    stored = Opinion.objects.filter(submission_key=submission_key).first()
    if stored is not None:
        return stored
    topic = OpinionTopicPage.objects.live().filter(pk=topic_id).first()
    if topic is None or topic.phase_at(now) != TopicPhase.OPEN:
        raise TopicClosed
    is_named = name_choice != NameChoice.ANONYMOUS
    opinion, is_new = Opinion.objects.get_or_create(
        submission_key=submission_key,
        defaults={
            "tracking_digest": digest_of(code_of(submission_key)),
            "topic": topic,
            "text": normalize(text).strip(),
            "name_choice": name_choice,
            "shown_name": normalize(shown_name).strip() if is_named else "",
            "language": language,
            "received_at": now,
        },
    )
    if is_new:
        record(actor=None, action="opinions.opinion.send", subject=opinion, topic=topic.pk)
    return opinion


@transaction.atomic
def withdraw_opinion(*, opinion_id: int, now: datetime) -> Opinion:
    """Take an opinion back for its sender: nobody reads it any more, and its words are deleted.

    Withdrawing twice changes nothing.
    """
    opinion = Opinion.objects.select_for_update().get(pk=opinion_id)
    if opinion.state == OpinionState.WITHDRAWN:
        return opinion
    opinion.state = OpinionState.WITHDRAWN
    opinion.text = opinion.shown_name = opinion.public_text = opinion.public_name = ""
    opinion.refusal_reason = opinion.refusal_note = ""
    opinion.group = opinion.decided_by = None
    opinion.decided_at = opinion.forgotten_at = now
    opinion.save()
    log_decision(opinion, kind=DecisionKind.WITHDRAWN, now=now)
    return opinion
