"""What half-year reports count of questions: how many a unit was given, how many in time."""

from collections.abc import Collection
from datetime import date

from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.addresses import PageAddresses
from core.days import day_of
from units.indicators import (
    Figure,
    Indicator,
    IndicatorKind,
    Record,
    Window,
    count_of,
    register,
    share_of,
)

from .enums import ANSWERED, WITH_UNIT, QuestionState
from .models import Question
from .queries import is_late, unit_figures

# What was refused, withdrawn, passed on or joined to another question is not the unit's to answer.
OWN_STATES = (*WITH_UNIT, QuestionState.IN_REVIEW, *ANSWERED)


def register_indicators() -> None:
    """Put the indicators of questions into the registry."""
    register(
        Indicator(
            code="questions_received",
            order=60,
            label=gettext_lazy("Questions received"),
            formula=gettext_lazy(
                "Questions given to the unit in the period; those that were refused, withdrawn,"
                " passed on or joined to another one do not count."
            ),
            kind=IndicatorKind.COUNT,
            count=count_received,
            records=received_records,
        )
    )
    register(
        Indicator(
            code="questions_on_time",
            order=70,
            label=gettext_lazy("Questions answered in time"),
            formula=gettext_lazy(
                "Answers sent in the period by their last day, of all answers sent in the period"
                " and the questions that were due by its end and are still open."
            ),
            kind=IndicatorKind.SHARE,
            count=count_on_time,
            records=on_time_records,
            weight=25,
        )
    )


def count_received(unit_ids: Collection[int], window: Window) -> dict[int, Figure]:
    """Return how many questions units were given in a window; one query."""
    rows = _received(unit_ids, window).order_by().values_list("unit_id")
    counts = dict(rows.annotate(Count("pk")))
    return {unit_id: count_of(counts.get(unit_id, 0)) for unit_id in unit_ids}


def received_records(unit_id: int, window: Window) -> list[Record]:
    """Return the questions that a unit was given, newest first; never a word of them."""
    rows = _shown(_received([unit_id], window)).order_by("-assigned_at", "-pk")
    addresses = PageAddresses()
    return [
        Record(
            label=_name(question),
            happened_at=question.assigned_at,
            note=question.get_state_display(),
            url=_address(question, addresses),
        )
        for question in rows
    ]


def count_on_time(unit_ids: Collection[int], window: Window) -> dict[int, Figure]:
    """Return the share answered in time by the rule of the table of figures; one query."""
    counted = unit_figures(
        first=window.starts_on,
        last=window.ends_on,
        today=day_of(window.now),
        unit_ids=unit_ids,
    )
    found = {
        unit_id: share_of(one.on_time, one.answered + one.overdue)
        for unit_id, one in counted.items()
    }
    return {unit_id: figure for unit_id, figure in found.items() if figure}


def on_time_records(unit_id: int, window: Window) -> list[Record]:
    """Return the answers of a unit in a window and what is overdue, newest first."""
    answered = Q(state__in=ANSWERED)
    answered &= Q(answered_at__gte=window.begin, answered_at__lt=window.end)
    overdue = is_late(day_of(window.now)) & Q(due_on__lte=window.ends_on)
    rows = _shown(Question.objects.filter(answered | overdue, unit=unit_id))
    addresses = PageAddresses()
    records = [(_day(question), _timeliness(question, addresses)) for question in rows]
    return [record for _on, record in sorted(records, key=lambda pair: pair[0], reverse=True)]


def _received(unit_ids: Collection[int], window: Window) -> QuerySet[Question]:
    return Question.objects.filter(
        unit_id__in=unit_ids,
        state__in=OWN_STATES,
        assigned_at__gte=window.begin,
        assigned_at__lt=window.end,
    )


def _shown(rows: QuerySet[Question]) -> QuerySet[Question]:
    return rows.select_related("topic", "page").order_by("-pk")


def _name(question: Question) -> str:
    return _("Question no. %(number)s, %(topic)s") % {
        "number": question.pk,
        "topic": question.topic,
    }


def _address(question: Question, addresses: PageAddresses) -> str:
    """Return where all read the answer, else the screen of those who answer."""
    page = question.page
    public = addresses.of(page.url_path) if page and page.live else None
    return public or reverse("question_show", args=[question.pk])


def _is_answered(question: Question) -> bool:
    return question.state in ANSWERED


def _day(question: Question) -> tuple[date, int]:
    """Return what a record is sorted by: the day of the answer, of what is open its last day."""
    answered_at = question.answered_at if _is_answered(question) else None
    day = day_of(answered_at) if answered_at else question.due_on
    return day or date.min, question.pk


def _timeliness(question: Question, addresses: PageAddresses) -> Record:
    in_time = _is_answered(question) and not question.was_late
    late = _("Answered late") if _is_answered(question) else _("Open and overdue")
    return Record(
        label=_name(question),
        happened_at=question.answered_at if _is_answered(question) else question.due_on,
        counts=in_time,
        note=_("Answered in time") if in_time else late,
        url=_address(question, addresses),
    )
