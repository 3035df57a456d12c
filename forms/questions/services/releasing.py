"""The centre lets an answer out after a look at law and privacy: to all, or to the asker."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from core.days import day_of
from core.text import normalize

from .. import rules
from ..enums import ANSWERED, AnswerState, QuestionState, StepAction
from ..errors import QuestionRefused
from ..models import Answer, Question
from ..redaction import Detail, details_left, plain_text, unconfirmed
from .answering import require_public
from .asker_mail import tell_asker
from .clock import new_deadline
from .desk_mail import queue_mail
from .drafts import open_answer
from .people import people_of
from .question_pages import put_page
from .requiring import require_allowed
from .steps import advance, lock_question, require_state


class DetailsFound(QuestionRefused):
    """What is to be released still holds numbers or addresses that nobody called public."""

    def __init__(self, details: list[Detail]) -> None:
        self.details = details
        found = "; ".join(f"{detail.label} {detail.text}" for detail in details)
        super().__init__(_("Take this out, or confirm that all may read it: %(found)s") % {
            "found": found
        })  # fmt: skip


@transaction.atomic
def release_public(
    *,
    question_id: int,
    user,
    now: datetime,
    is_checked: bool,
    confirmed: Iterable[str] = (),
    public_title: str | None = None,
    public_text: str | None = None,
) -> Question:
    """Publish question and answer as a page in the section of the unit in charge.

    `is_checked` says that somebody looked for personal details; `confirmed` are numbers and
    addresses that all may read, such as a hotline. Title and text are the question's own where
    none are given. Raises `NotAllowed`, `WrongState`, `DetailsFound`, and `QuestionRefused` when
    the asker did not agree or something is missing.
    """
    question, answer = _to_release(question_id, user)
    if not question.may_be_published:
        raise QuestionRefused(_("The asker did not agree to a public answer."))
    if public_title is not None:
        question.public_title = normalize(public_title).strip()[:160]
    if public_text is not None:
        question.public_text = normalize(public_text).strip()[:5000]
    require_public(question)
    if not is_checked:
        raise QuestionRefused(_("Confirm that nothing here names the asker or the employer."))
    left = unconfirmed(details_in(question, answer), confirmed)
    if left:
        raise DetailsFound(left)
    answer.is_public = True
    page = put_page(question=question, answer=answer, user=user, now=now)
    texts = {"public_title": question.public_title, "public_text": question.public_text}
    return _let_out(
        question,
        answer,
        action=StepAction.RELEASED,
        to_state=QuestionState.PUBLISHED,
        user=user,
        now=now,
        page=page,
        **texts,
    )


@transaction.atomic
def release_private(*, question_id: int, user, now: datetime) -> Question:
    """Let the asker alone read the answer. Raises `NotAllowed`, `WrongState`, `QuestionRefused`.

    A question that has a public page is answered there: a better answer must reach its readers.
    """
    question, answer = _to_release(question_id, user)
    if question.page_id is not None:
        raise QuestionRefused(_("This question has a public page; its answer must be public too."))
    answer.is_public = False
    return _let_out(
        question,
        answer,
        action=StepAction.ANSWERED_PRIVATELY,
        to_state=QuestionState.PRIVATE,
        user=user,
        now=now,
    )


def details_in(question: Question, answer: Answer) -> list[Detail]:
    """Return the numbers and addresses in all that would become public."""
    return details_left(question.public_title, question.public_text, plain_text(answer.text))


def _to_release(question_id: int, user) -> tuple[Question, Answer]:
    require_allowed(rules.is_voice_centre(user))
    question = lock_question(question_id)
    require_state(question, [QuestionState.IN_REVIEW])
    answer = open_answer(question)
    if answer is None:
        raise QuestionRefused(_("There is no answer to release."))
    if answer.author_id == user.pk:
        raise QuestionRefused(_("You sent this answer yourself. A colleague must check it."))
    return question, answer


def _let_out(
    question: Question,
    answer: Answer,
    *,
    action: StepAction,
    to_state: QuestionState,
    user,
    now: datetime,
    **changes,
) -> Question:
    answer.state, answer.reviewer, answer.reviewed_at = AnswerState.RELEASED, user, now
    answer.save(update_fields=["state", "is_public", "reviewer", "reviewed_at"])
    sent_at = answer.sent_at or now
    is_late = question.due_on is not None and day_of(sent_at) > question.due_on
    advance(
        question,
        action=action,
        to_state=to_state,
        user=user,
        now=now,
        answered_at=sent_at,
        was_late=question.was_late or is_late,
        is_contested=False,
        **changes,
    )
    queue_mail(event="released", question=question, recipients=people_of(question), by=user)
    tell_asker(question, event="answered")
    return question


@transaction.atomic
def reopen(*, question_id: int, user, now: datetime, note: str = "") -> Question:
    """Take an answered question up again for a better answer, with the full time from today.

    What was published stays until the new answer replaces it. Raises `NotAllowed`, `WrongState`.
    """
    question = lock_question(question_id)
    require_allowed(rules.may_reopen(user, question))
    require_state(question, ANSWERED)
    advance(
        question,
        action=StepAction.REOPENED,
        to_state=QuestionState.IN_PROGRESS,
        user=user,
        now=now,
        note=note,
        **new_deadline(question, now),
    )
    queue_mail(event="assigned", question=question, recipients=people_of(question), by=user)
    return question
