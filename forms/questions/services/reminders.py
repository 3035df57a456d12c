"""Reminds people of questions that are due soon or overdue: of each once, whatever happens."""

from collections.abc import Iterable
from datetime import datetime, time
from typing import Any

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from core.days import day_of
from core.models import User
from core.working_days import add_working_days, is_working_day
from units.enums import UnitRole
from units.lineage import successors_of
from units.models import Membership

from .. import rules
from ..models import Question
from ..querysets import QuestionQuerySet
from .desk_mail import send_to_people
from .people import centre

SOON_DAYS = 3
FROM_HOUR = time(8)
SOON, LATE = "due_soon", "overdue"
FIELDS = {SOON: "reminded_soon_at", LATE: "reminded_late_at"}


@transaction.atomic
def remind_questions(*, now: datetime) -> int:
    """Order the mails for what is due soon or overdue and was not reminded of; return how many.

    On working days from 08:00 on. What is due soon goes to the officer, else to all respondents of
    the unit; what is overdue to the centre as well. One mail for each person and kind. Marks and
    orders lie in one transaction: neither a crash nor a second process sends one twice.
    """
    local = timezone.localtime(now, timezone.get_default_timezone())
    if local.time() < FROM_HOUR or not is_working_day(local.date()):
        return 0
    return sum(_remind(kind, now) for kind in (SOON, LATE))


def _remind(kind: str, now: datetime) -> int:
    from ..tasks import send_reminder

    unreminded = due(kind, now).filter(**{FIELDS[kind]: None})
    questions = list(unreminded.select_for_update(of=("self",)).order_by("pk"))
    mails = _mails(questions, also=_centre_ids() if questions and kind == LATE else ())
    reached = {question_id for ids in mails.values() for question_id in ids}
    Question.objects.filter(pk__in=reached).update(**{FIELDS[kind]: now})
    for recipient_id, ids in mails.items():
        send_reminder.enqueue(kind=kind, question_ids=ids, recipient_id=recipient_id)
    return len(reached)


def due(kind: str, now: datetime) -> QuestionQuerySet:
    """Return the questions that are overdue, or due within three working days and not yet late."""
    today = day_of(now)
    if kind == LATE:
        return Question.objects.overdue_on(today)
    last = add_working_days(today, SOON_DAYS)
    return Question.objects.due_by(last).filter(due_on__gte=today)


def _mails(questions: Iterable[Question], *, also: Iterable[int]) -> dict[int, list[int]]:
    """Return the ids of questions by the id of whom to remind of them."""
    questions = list(questions)
    by_unit = _respondent_ids({one.unit_id for one in questions})
    mails: dict[int, list[int]] = {}
    for one in questions:
        everybody = by_unit.get(one.unit_id, set())
        people = {one.officer_id} if one.officer_id in everybody else everybody
        for person in sorted({*people, *also}):
            mails.setdefault(person, []).append(one.pk)
    return mails


def _respondent_ids(unit_ids: set[int | None]) -> dict[int | None, set[int]]:
    """Return who answers for each unit; for one that has ended those of what it is today."""
    heirs = {one: {one, *successors_of(one)} for one in unit_ids if one is not None}
    memberships = Membership.objects.filter(
        unit__in=set().union(*heirs.values()), role=UnitRole.RESPONDENT, user__is_active=True
    ).exclude(user__email="")
    people: dict[int, set[int]] = {}
    for unit_id, user_id in memberships.values_list("unit_id", "user_id"):
        people.setdefault(unit_id, set()).add(user_id)
    return {
        one: set().union(*(people.get(unit, set()) for unit in units))
        for one, units in heirs.items()
    }


def _centre_ids() -> list[int]:
    return list(centre().exclude(email="").values_list("pk", flat=True))


def deliver_reminder(
    *, kind: str, question_ids: list[int], recipient_id: int, now: datetime
) -> int:
    """Send one person the list, as things stand when it goes out; return whether it was sent.

    What was answered, moved or given to another unit in between is left out.
    """
    user = User.objects.filter(pk=recipient_id, is_active=True).first()
    if user is None:
        return 0
    own = rules.questions_for(user).filter(pk__in=question_ids)
    rows = due(kind, now).filter(pk__in=own).select_related("topic", "unit").order_by("due_on")
    questions = list(rows)
    if not questions:
        return 0
    values: dict[str, Any] = {
        "kind": kind,
        "questions": questions,
        "is_centre": rules.is_voice_centre(user),
        "url": settings.WAGTAILADMIN_BASE_URL + reverse("question_list"),
    }
    return send_to_people("questions/mail/reminder", [user.pk], values)
