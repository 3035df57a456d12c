"""The unit writes an answer by versions and sends it to the centre, which may return it."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from core.text import normalize

from .. import rules
from ..enums import WITH_UNIT, AnswerState, QuestionState, StepAction
from ..errors import ChangedMeanwhile, QuestionRefused
from ..models import Answer, Question
from ..redaction import plain_text
from .clock import resumed
from .desk_mail import queue_mail
from .drafts import draft_of, open_answer
from .people import centre, people_of
from .requiring import require_allowed, required_text
from .steps import advance, lock_question, require_state

LONGEST_ANSWER = 50_000


@transaction.atomic
def save_draft(
    *,
    question_id: int,
    text: str,
    user,
    now: datetime,
    is_public: bool = True,
    public_title: str = "",
    public_text: str = "",
    seen: datetime | None = None,
) -> Answer:
    """Keep the answer that is being written, with title and text of its public question.

    `seen` is when the draft was saved that the person began with, None where there was none: who
    would overwrite a colleague's words is refused. Raises `NotAllowed`, `WrongState`,
    `ChangedMeanwhile`, and `QuestionRefused` for a text too long.
    """
    question = lock_question(question_id)
    require_allowed(rules.may_work(user, question))
    require_state(question, WITH_UNIT)
    answer = draft_of(question)
    _require_same(answer, seen)
    if len(text) > LONGEST_ANSWER:
        raise QuestionRefused(_("Write at most %(count)s signs.") % {"count": LONGEST_ANSWER})
    if answer is None:
        answer = Answer(question=question, number=question.answers.count() + 1)
    answer.text, answer.author, answer.saved_at = normalize(text), user, now
    answer.is_public = is_public and question.may_be_published
    answer.save()
    _keep_public(question, public_title, public_text)
    if question.state != QuestionState.DRAFTED:
        officer = question.officer or (user if rules.is_in_charge(user, question) else None)
        action, to_state = StepAction.DRAFTED, QuestionState.DRAFTED
        advance(question, action=action, to_state=to_state, user=user, now=now, officer=officer)
    return answer


def _require_same(answer: Answer | None, seen: datetime | None) -> None:
    if answer is not None and answer.saved_at != seen:
        author = answer.author
        name = (author.get_full_name() or author.get_username()) if author else "?"
        raise ChangedMeanwhile(
            _("%(person)s saved this answer meanwhile. Your words still stand below.")
            % {"person": name}
        )


def _keep_public(question: Question, title: str, text: str) -> None:
    question.public_title = normalize(title).strip()[:160]
    question.public_text = normalize(text).strip()[:5000]
    question.save(update_fields=["public_title", "public_text"])


@transaction.atomic
def send(*, question_id: int, user, now: datetime) -> Answer:
    """Send the draft to the centre; a clock that stood runs on to this day.

    Raises `NotAllowed`, `WrongState`, and `QuestionRefused` while the answer, or the public
    question of a public answer, is empty.
    """
    question = lock_question(question_id)
    require_allowed(rules.may_work(user, question))
    require_state(question, [QuestionState.DRAFTED])
    answer = draft_of(question)
    if answer is None or not plain_text(answer.text).strip():
        raise QuestionRefused(_("Write the answer first."))
    if answer.is_public:
        require_public(question)
    answer.state, answer.sent_at, answer.author = AnswerState.IN_REVIEW, now, user
    answer.save(update_fields=["state", "sent_at", "author"])
    advance(
        question,
        action=StepAction.SENT,
        to_state=QuestionState.IN_REVIEW,
        user=user,
        now=now,
        **resumed(question, now),
    )
    people = centre().values_list("pk", flat=True)
    queue_mail(event="sent", question=question, recipients=people, by=user)
    return answer


def require_public(question: Question) -> None:
    """Raise `QuestionRefused` unless there is a title and a text that readers may see."""
    if not (question.public_title and question.public_text.strip()):
        raise QuestionRefused(_("Write the public title and the public text of the question."))


@transaction.atomic
def return_answer(*, question_id: int, reason: str, user, now: datetime) -> Answer:
    """Return an answer to its unit with the reason; the unit writes the next version.

    Raises `NotAllowed`, `WrongState`, and `QuestionRefused` without a reason.
    """
    require_allowed(rules.is_voice_centre(user))
    question = lock_question(question_id)
    require_state(question, [QuestionState.IN_REVIEW])
    answer = open_answer(question)
    if answer is None:
        raise QuestionRefused(_("There is no answer to return."))
    missing = _("Say what the unit is to change.")
    answer.review_note = required_text(reason, longest=1000, missing=missing)
    answer.state, answer.reviewer, answer.reviewed_at = AnswerState.RETURNED, user, now
    answer.save(update_fields=["review_note", "state", "reviewer", "reviewed_at"])
    advance(
        question,
        action=StepAction.RETURNED,
        to_state=QuestionState.IN_PROGRESS,
        user=user,
        now=now,
    )
    queue_mail(event="returned", question=question, recipients=people_of(question), by=user)
    return answer
