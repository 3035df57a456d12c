"""Moves sections and questions up and down, one place at a time."""

from django.db import transaction

from core.audit import record

from ..models import Poll, PollQuestion, PollSection
from ..queries import outline_of
from .locking import editable_poll, mark_changed
from .questions import question_of, require_conditions, section_of

UP, DOWN = -1, 1


@transaction.atomic
def move_section(*, poll_id: int, section_id: int, user, seen: int, step: int) -> None:
    """Change places with the section above (`UP`) or below (`DOWN`); at the end nothing happens.

    Raises `PollRefused` when a question would come before the one it waits for, `PollChanged`.
    """
    poll = editable_poll(poll_id, user=user, seen=seen)
    section_of(poll, section_id)
    order = list(poll.sections.values_list("pk", flat=True))
    if not _swap(order, order.index(section_id), step):
        return
    _number(PollSection, order)
    _finish(poll, user, "section.moved", section_id)


@transaction.atomic
def move_question(*, poll_id: int, question_id: int, user, seen: int, step: int) -> None:
    """Move a question by one place; beyond the edge of its section it goes into the next one.

    Raises `PollRefused` when a question would come before the one it waits for, `PollChanged`.
    """
    poll = editable_poll(poll_id, user=user, seen=seen)
    question = question_of(poll, question_id)
    order = list(question.section.questions.values_list("pk", flat=True))
    if _swap(order, order.index(question_id), step):
        _number(PollQuestion, order)
    elif not _cross(poll, question, step):
        return
    _finish(poll, user, "question.moved", question_id)


def _swap(order: list[int], place: int, step: int) -> bool:
    other = place + step
    if not 0 <= other < len(order):
        return False
    order[place], order[other] = order[other], order[place]
    return True


def _cross(poll: Poll, question: PollQuestion, step: int) -> bool:
    """Put a question at the near edge of the neighbouring section, if there is one."""
    sections = list(poll.sections.all())
    place = [section.pk for section in sections].index(question.section_id) + step
    if not 0 <= place < len(sections):
        return False
    target = sections[place]
    order = list(target.questions.values_list("pk", flat=True))
    order.insert(len(order) if step == UP else 0, question.pk)
    question.section = target
    question.save(update_fields=["section"])
    _number(PollQuestion, order)
    return True


def _number(model: type[PollSection] | type[PollQuestion], order: list[int]) -> None:
    for place, pk in enumerate(order):
        model._default_manager.filter(pk=pk).update(sort_order=place)


def _finish(poll: Poll, user, action: str, pk: int) -> None:
    require_conditions(outline_of(poll))
    mark_changed(poll)
    record(actor=user, action=f"polls.{action}", subject=poll, pk=pk)
