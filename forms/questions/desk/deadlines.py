"""Says in words how much time is left for a question."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.working_days import Calendar

from ..enums import CLOSED, WITH_CENTRE, QuestionState
from ..models import Question
from ..queries import SOON_DAYS, calendar_around


@dataclass(frozen=True)
class Deadline:
    """What is said of the time of a question; `tone` is late, soon, still or empty."""

    words: str = ""
    tone: str = ""


def deadlines_of(questions: Iterable[Question], *, today: date) -> dict[int, Deadline]:
    """Return what is said of each question by its id; one query for the calendar."""
    questions = list(questions)
    dues = [one.due_on for one in questions if one.due_on]
    calendar = calendar_around([today, *dues])
    return {one.pk: deadline_of(one, today=today, calendar=calendar) for one in questions}


def deadline_of(question: Question, *, today: date, calendar: Calendar | None) -> Deadline:
    """Return what is said of one question."""
    if question.state in CLOSED:
        return Deadline(_("answered late") if question.was_late else "")
    if question.waiting_since is not None:
        return Deadline(_("waiting for the asker: the time stands"), "still")
    if question.state == QuestionState.IN_REVIEW:
        return Deadline(_("the unit has answered"), "still")
    if question.due_on is None or calendar is None:
        return Deadline()
    if question.due_on < today:
        return Deadline(_late(calendar.working_days_between(question.due_on, today)), "late")
    left = calendar.working_days_between(today, question.due_on)
    is_soon = left <= SOON_DAYS and question.state not in WITH_CENTRE
    return Deadline(_left(left), "soon" if is_soon else "")


def _late(days: int) -> str:
    if days == 0:
        return _("overdue")
    text = ngettext("%(days)s working day overdue", "%(days)s working days overdue", days)
    return text % {"days": days}


def _left(days: int) -> str:
    if days == 0:
        return _("today is the last day")
    return ngettext("%(days)s working day left", "%(days)s working days left", days) % {
        "days": days
    }
