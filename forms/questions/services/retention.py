"""Forgets what was written in private once its time is over; what was counted stays."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q, QuerySet

from core.audit import record

from ..enums import CLOSED, AnswerState, QuestionState
from ..models import Question
from .steps import lock_question

AT_ONCE = 200


def forget_texts(*, now: datetime) -> int:
    """Empty the private texts of questions that ended QUESTION_CONTACT_DAYS days ago.

    Of a published question the public text stays, of all others nothing that somebody wrote. A run
    that is broken off is finished by the next. Returns how many questions were emptied.
    """
    forgotten = 0
    while ids := list(_over(now).order_by("pk").values_list("pk", flat=True)[:AT_ONCE]):
        forgotten += sum(_forget(pk, now=now) for pk in ids)
    return forgotten


def _over(now: datetime) -> QuerySet[Question]:
    ended = Question.objects.filter(
        state__in=CLOSED, closed_at__lt=now - timedelta(days=settings.QUESTION_CONTACT_DAYS + 1)
    )
    published = Q(state=QuestionState.PUBLISHED)
    return ended.filter(published & ~Q(text=F("public_text")) | ~published & ~Q(text=""))


@transaction.atomic
def _forget(question_id: int, *, now: datetime) -> bool:
    question = lock_question(question_id)
    if not _over(now).filter(pk=question_id).exists():
        return False
    if question.state == QuestionState.PUBLISHED:
        question.text = question.public_text
    else:
        question.text = question.public_title = question.public_text = ""
        question.closing_note = ""
    question.save(update_fields=["text", "public_title", "public_text", "closing_note"])
    question.messages.update(text="")
    question.notes.update(text="")
    question.advice.update(asked_text="", reply="")
    question.answers.exclude(state=AnswerState.RELEASED, is_public=True).update(
        text="", review_note=""
    )
    record(actor=None, action="question.texts_forgotten", subject=question)
    return True
