"""Joins questions that ask the same, and makes questions of their own of the parts of one."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from core.days import day_of
from core.working_days import add_working_days

from .. import rules
from ..enums import OPEN, QuestionState, StepAction
from ..errors import QuestionRefused
from ..models import Question, QuestionTopic
from ..models.questions import LONGEST_TEXT
from .asker_mail import tell_asker
from .drafts import close_draft
from .requiring import require_allowed, required_text
from .steps import advance, keep_contacts, lock_question, record_step, require_state

FOLLOWED = (*OPEN, QuestionState.PUBLISHED, QuestionState.PRIVATE)
MOST_PARTS = 5


@dataclass(frozen=True)
class PartText:
    """What a part of a question asks, and about what."""

    text: str
    topic: QuestionTopic


@transaction.atomic
def merge(*, question_id: int, into_id: int, user, now: datetime) -> Question:
    """Join a question to one that asks the same: both askers follow that one's answer.

    What was joined to it before goes along. The same again changes nothing. Raises `NotAllowed`
    to all but the centre, `WrongState`, and `QuestionRefused` for itself or a private answer.
    """
    require_allowed(rules.is_voice_centre(user))
    if question_id == into_id:
        raise QuestionRefused(_("A question cannot be joined to itself."))
    # In the order of their numbers, so that two people who join both ways wait and do not block.
    locked = {pk: lock_question(pk) for pk in sorted((question_id, into_id))}
    question, main = locked[question_id], locked[into_id]
    if question.state == QuestionState.MERGED and question.merged_into_id == main.pk:
        return question
    require_state(question, OPEN)
    require_state(main, FOLLOWED)
    if main.state == QuestionState.PRIVATE:
        raise QuestionRefused(_("That question was answered to its asker alone."))
    if question.page_id is not None:
        raise QuestionRefused(_("This question was answered in public; answer it again."))
    close_draft(question)
    question.merged.update(merged_into=main)
    advance(
        question,
        action=StepAction.MERGED,
        to_state=QuestionState.MERGED,
        user=user,
        now=now,
        note=f"#{main.pk}",
        merged_into=main,
        waiting_since=None,
    )
    keep_contacts(main)
    if main.state == QuestionState.PUBLISHED:
        tell_asker(question, event="answered")
    return question


@transaction.atomic
def promote_follower(*, question: Question, now: datetime) -> Question | None:
    """Let the first who asked the same take the place of a question whose asker withdrew it.

    The others follow that one from now on; without any there is nothing to do.
    """
    followers = Question.objects.select_for_update(of=("self",)).filter(merged_into=question)
    heir = followers.order_by("received_at", "pk").first()
    if heir is None:
        return None
    advance(
        heir,
        action=StepAction.REOPENED,
        to_state=QuestionState.RECEIVED,
        user=None,
        now=now,
        merged_into=None,
        unit=None,
        officer=None,
        assigned_at=None,
    )
    Question.objects.filter(merged_into=question).update(merged_into=heir)
    keep_contacts(heir)
    return heir


@transaction.atomic
def split(*, question_id: int, parts: Sequence[PartText], user, now: datetime) -> list[Question]:
    """Make questions of their own of parts of one, each for the unit and topic it belongs to.

    The asker's words stay as they are, and their code shows the answers to all parts; the time of
    each counts from the same day. Raises `NotAllowed` to all but the centre, `WrongState`, and
    `QuestionRefused` without a part, or with more than five altogether.
    """
    require_allowed(rules.is_voice_centre(user))
    question = lock_question(question_id)
    require_state(question, OPEN)
    if not parts:
        raise QuestionRefused(_("Write what the part asks."))
    if question.parts.count() + len(parts) > MOST_PARTS:
        raise QuestionRefused(_("A question has at most %(count)s parts.") % {"count": MOST_PARTS})
    return [_make_part(question, part, user=user, now=now) for part in parts]


def _make_part(question: Question, part: PartText, *, user, now: datetime) -> Question:
    received_on = day_of(question.received_at)
    made = Question.objects.create(
        submission_key=uuid4(),
        # Nobody knows a code for it: the asker's own leads to the whole.
        tracking_digest=secrets.token_hex(32),
        text=required_text(part.text, longest=LONGEST_TEXT, missing=_("Write what the part asks.")),
        topic=part.topic,
        language=question.language,
        province=question.province,
        industry=question.industry,
        asked_unit=None,
        may_be_published=question.may_be_published,
        received_at=question.received_at,
        counted_from=received_on,
        due_on=add_working_days(received_on, part.topic.deadline_days),
        split_from=question.split_from or question,
        is_demonstration=question.is_demonstration,
    )
    state = QuestionState(question.state)
    record_step(made, action=StepAction.ASKED, from_state=None, user=user, now=now)
    record_step(
        question, action=StepAction.SPLIT, from_state=state, user=user, now=now, note=f"#{made.pk}"
    )
    return made
