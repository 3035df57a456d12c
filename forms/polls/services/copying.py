"""Uses a poll as a template for a new one."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from core.audit import record
from units.models import Unit

from ..enums import QuestionKind
from ..models import Poll, PollQuestion, PollSection
from ..queries import NumberedQuestion, outline_of
from ..rules import edits_polls_of
from .editing import SETTINGS, new_poll
from .locking import PollRefused

TIMES = ("opens_at", "closes_at")
MARK, ENGLISH_MARK, LONGEST_TITLE = " (bản sao)", " (copy)", 200


@transaction.atomic
def copy_poll(*, source_id: int, unit: Unit, user, request_key: UUID | None, now: datetime) -> Poll:
    """Make a draft for a unit with everything that a poll asks; without times, codes or ballots.

    Raises `PollRefused` for a poll or a unit that the account does not edit.
    """
    source = Poll.objects.filter(pk=source_id).first()
    if source is None or not edits_polls_of(user, source.unit_id):
        raise PollRefused(_("This poll does not exist any more."))
    if not edits_polls_of(user, unit.pk):
        raise PollRefused(_("You do not make polls of this unit."))
    values: dict[str, Any] = {name: getattr(source, name) for name in SETTINGS if name not in TIMES}
    values["title_vi"] = _marked(source.title_vi, MARK)
    if source.title_en:
        values["title_en"] = _marked(source.title_en, ENGLISH_MARK)
    poll, is_new = new_poll(unit, user=user, values=values, request_key=request_key, now=now)
    if is_new:
        _copy_content(source, poll)
        record(actor=user, action="polls.poll.copied", subject=poll, source=source.pk)
    return poll


def _marked(title: str, mark: str) -> str:
    return title[: LONGEST_TITLE - len(mark)] + mark


def _copy_content(source: Poll, poll: Poll) -> None:
    """Copy in order, so that a condition finds the copies of its question and option."""
    questions: dict[int, PollQuestion] = {}
    options: dict[str, str] = {}
    for section, numbered in outline_of(source).sections:
        copied = _fresh(section)
        copied.poll = poll
        copied.save()
        for one in numbered:
            _copy_question(one, copied, questions, options)


def _copy_question(
    one: NumberedQuestion,
    section: PollSection,
    questions: dict[int, PollQuestion],
    options: dict[str, str],
) -> None:
    question: PollQuestion = _fresh(one.question)
    question.section = section
    if question.condition_on_id is not None:
        question.condition_on = questions[question.condition_on_id]
        if question.condition_on.kind == QuestionKind.SINGLE:
            question.condition_value = options[question.condition_value]
    question.save()
    questions[one.question.pk] = question
    for option in (*one.choices, *one.rows):
        copied = _fresh(option)
        copied.question = question
        copied.save()
        options[str(option.pk)] = str(copied.pk)


def _fresh(instance: Any) -> Any:
    """Return an unsaved row with the same columns."""
    fields = [field for field in instance._meta.concrete_fields if not field.primary_key]
    return type(instance)(**{field.attname: getattr(instance, field.attname) for field in fields})
