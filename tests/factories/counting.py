"""Polls with ballots whose count is known, written straight into the tables."""

import itertools
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from django.utils import timezone

from factories.portal import make_unit
from forms.polls.enums import Audience, OptionAxis, PollStatus, QuestionKind
from forms.polls.models import (
    Ballot,
    BallotChain,
    Poll,
    PollOption,
    PollQuestion,
    PollSection,
)
from units.models import Unit

_places = itertools.count(1)


def make_counted_poll(*, unit: Unit | None = None, **fields: Any) -> Poll:
    """Make an announced poll that closed an hour ago, without questions."""
    now = timezone.now()
    return Poll.objects.create(
        unit=unit or make_unit(),
        made_at=now,
        **{
            "title_vi": "Bữa ăn ca",
            "status": PollStatus.ANNOUNCED,
            "audience": Audience.EVERYONE,
            "opens_at": now - timedelta(days=2),
            "closes_at": now - timedelta(hours=1),
        }
        | fields,
    )


def make_question(
    poll: Poll, kind: str = QuestionKind.SINGLE, *, options=("Có", "Không"), rows=(), **fields: Any
) -> tuple[PollQuestion, list[PollOption], list[PollOption]]:
    """Make a question; return it with its choices and rows."""
    section, _made = PollSection.objects.get_or_create(poll=poll, text_vi="Phần chung")
    question = PollQuestion.objects.create(
        section=section, kind=kind, text_vi=f"Câu {next(_places)}", **fields
    )
    made = [
        [
            PollOption.objects.create(question=question, text_vi=text, axis=axis, sort_order=place)
            for place, text in enumerate(texts)
        ]
        for axis, texts in ((OptionAxis.CHOICE, options), (OptionAxis.ROW, rows))
    ]
    return question, *made


def cast(
    poll: Poll,
    answers: dict[str, Any],
    *,
    unit: Unit | None = None,
    number: int = 1,
    is_trial: bool = False,
) -> None:
    """Put `number` like ballots into the poll's books."""
    Ballot.objects.bulk_create(
        [
            Ballot(
                poll=poll,
                is_trial=is_trial,
                key_digest=uuid4().hex,
                receipt_digest=uuid4().hex,
                answers=answers,
                unit=unit,
                cast_on=poll.opens_at.date(),
                chain=0,
                position=next(_places),
                previous_hash="",
                hash="",
            )
            for _one in range(number)
        ]
    )


def make_chains(poll: Poll) -> None:
    """Give the poll heads of chains."""
    BallotChain.objects.bulk_create(
        [BallotChain(poll=poll, number=number, last_hash="0" * 64) for number in range(2)]
    )


def long_after(poll: Poll) -> datetime:
    """Return a moment at which the poll may be counted."""
    return poll.closes_at + timedelta(hours=1)
