"""Loads the lines of the list with the same number of queries, however many there are."""

from datetime import date
from typing import Any

from django.db.models import F, QuerySet
from django.utils.text import Truncator

from ..models import Question
from ..routing import proposals_for
from ..services.people import respondents_exist
from .deadlines import deadlines_of

EXCERPT = 140
DUE_FIRST = (F("due_on").asc(nulls_last=True), "received_at", "pk")
NEWEST_FIRST = ("-received_at", "-pk")


def with_rows(questions: QuerySet[Question]) -> QuerySet[Question]:
    """Load what a line names."""
    return questions.select_related("topic", "unit", "officer", "province").defer("folded")


def rows_of(questions: list[Question], *, today: date, proposes: bool) -> list[dict[str, Any]]:
    """Return what each line shows; with `proposes` the unit that should answer, too."""
    deadlines = deadlines_of(questions, today=today)
    proposals = proposals_for(questions, day=today) if proposes else {}
    units = {one.unit.pk for one in proposals.values() if one.unit}
    staffed = respondents_exist(units) if units else set()
    return [
        {
            "question": one,
            "excerpt": excerpt_of(one),
            "deadline": deadlines[one.pk],
            "proposal": (proposal := proposals.get(one.pk)),
            "is_unstaffed": bool(proposal and proposal.unit and proposal.unit.pk not in staffed),
        }
        for one in questions
    ]


def excerpt_of(question: Question) -> str:
    """Return the public title, else the beginning of what was asked."""
    text = question.public_title or " ".join(question.text.split())
    return Truncator(text).chars(EXCERPT)
