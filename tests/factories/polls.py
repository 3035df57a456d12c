"""Polls with questions of every kind, in any phase, with the page on which people vote."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import count
from typing import Any
from uuid import uuid4

from django.utils import timezone

from factories.portal import make_unit
from forms.guarding.codes import new_code
from forms.polls.ballot_keys import ballot_keys, receipt_digest
from forms.polls.enums import (
    WITH_OPTIONS,
    Audience,
    OptionAxis,
    PollPhase,
    PollStatus,
    QuestionKind,
)
from forms.polls.models import (
    Ballot,
    CodeBatch,
    Poll,
    PollIndexPage,
    PollOption,
    PollPage,
    PollQuestion,
    PollSection,
    VoterCode,
)
from forms.polls.services.chains import append
from forms.polls.voter_codes import code_digest
from units.models import Unit
from units.services.provisioning import unit_home

DAY = timedelta(days=1)
# Status and how many days before or after now the poll opens and closes.
PHASES: dict[str, tuple[str, int, int]] = {
    PollPhase.DRAFT: (PollStatus.DRAFT, 1, 8),
    PollPhase.TEST: (PollStatus.TEST, 1, 8),
    PollPhase.COMING: (PollStatus.ANNOUNCED, 1, 8),
    PollPhase.OPEN: (PollStatus.ANNOUNCED, -1, 7),
    PollPhase.CLOSED: (PollStatus.ANNOUNCED, -8, -1),
    PollPhase.FROZEN: (PollStatus.FROZEN, -8, -1),
    PollPhase.CANCELLED: (PollStatus.CANCELLED, -8, -1),
}
_numbers = count(1)


def make_poll(
    unit: Unit | None = None,
    kinds: Sequence[str] = (QuestionKind.SINGLE,),
    audience: str = Audience.EVERYONE,
    phase: str = PollPhase.OPEN,
    *,
    with_page: bool = True,
    now: datetime | None = None,
    **fields: Any,
) -> Poll:
    """Make a poll of a unit with one question of each kind, and its live page."""
    unit, now = unit or make_unit(), now or timezone.now()
    status, opens, closes = PHASES[phase]
    number = next(_numbers)
    poll = Poll.objects.create(
        **{
            "unit": unit,
            "title_vi": f"Bữa ăn ca số {number}",
            "intro_vi": "Công đoàn muốn nghe bạn nói về bữa ăn ca.",
            "audience": audience,
            "status": status,
            "opens_at": now + opens * DAY,
            "closes_at": now + closes * DAY,
            "made_at": now - 9 * DAY,
        }
        | fields
    )
    section = PollSection.objects.create(poll=poll, text_vi="Bữa ăn ca")
    for order, kind in enumerate(kinds):
        make_question(section, kind, sort_order=order)
    if with_page:
        make_poll_page(poll)
    return poll


def make_question(
    section: PollSection,
    kind: str = QuestionKind.SINGLE,
    *,
    choices: int = 3,
    rows: int = 2,
    **fields: Any,
) -> PollQuestion:
    """Make a question, with choices (and rows) where its kind has them."""
    question = PollQuestion.objects.create(
        **{"section": section, "kind": kind, "text_vi": f"Câu hỏi {kind}"} | fields
    )
    if kind in WITH_OPTIONS:
        _make_options(question, OptionAxis.CHOICE, "Lựa chọn", choices)
    if kind == QuestionKind.MATRIX:
        _make_options(question, OptionAxis.ROW, "Dòng", rows)
    return question


def _make_options(question: PollQuestion, axis: str, text: str, number: int) -> None:
    for order in range(1, number + 1):
        PollOption.objects.create(
            question=question, axis=axis, text_vi=f"{text} {order}", sort_order=order
        )


def make_poll_page(poll: Poll) -> PollPage:
    """Make the live page of a poll in its unit's section."""
    parent = PollIndexPage.objects.child_of(unit_home(poll.unit)).get()
    page = PollPage(title=poll.title_vi, intro=poll.intro_vi, live=True)
    parent.add_child(instance=page)
    poll.page = page
    poll.save(update_fields=["page"])
    return page


def make_codes(poll: Poll, number: int = 1, *, unit: Unit | None = None) -> list[str]:
    """Make a batch of voters' codes for a unit; return the codes."""
    codes = [new_code() for _number in range(number)]
    batch = CodeBatch.objects.create(
        poll=poll, unit=unit or poll.unit, size=number, made_at=timezone.now()
    )
    VoterCode.objects.bulk_create(
        VoterCode(poll=poll, batch=batch, digest=code_digest(poll.pk, code)) for code in codes
    )
    return codes


def cast_ballots(
    poll: Poll, number: int = 1, *, answers: dict[str, Any] | None = None, unit: Unit | None = None
) -> list[Ballot]:
    """Store ballots of a poll as casting does, whatever the time and whoever may vote."""
    ballots = []
    for _number in range(number):
        own = ballot_keys(uuid4(), poll_id=poll.pk)[0]
        ballot = Ballot(
            poll=poll,
            key_digest=own.key_digest,
            receipt_digest=receipt_digest(own.receipt_code, poll_id=poll.pk),
            answers=answers_to(poll) if answers is None else answers,
            unit=unit,
            cast_on=timezone.localdate(),
        )
        append(ballot)
        ballots.append(ballot)
    Poll.objects.filter(pk=poll.pk, first_ballot_at=None).update(first_ballot_at=timezone.now())
    return ballots


def questions_of(poll: Poll) -> list[PollQuestion]:
    """Return the questions of a poll in their order."""
    return list(PollQuestion.objects.filter(section__poll=poll).order_by("sort_order", "pk"))


def choices_of(question: PollQuestion) -> list[int]:
    """Return the ids of the choices of a question in their order."""
    return list(question.options.filter(axis=OptionAxis.CHOICE).values_list("pk", flat=True))


def rows_of(question: PollQuestion) -> list[int]:
    """Return the ids of the rows of a question in their order."""
    return list(question.options.filter(axis=OptionAxis.ROW).values_list("pk", flat=True))


def answers_to(poll: Poll) -> dict[str, Any]:
    """Return a canonical answer to every question: always the first choice, the middle value."""
    return {str(question.pk): _answer_to(question) for question in questions_of(poll)}


def _answer_to(question: PollQuestion) -> Any:
    choices = choices_of(question)
    match question.kind:
        case QuestionKind.SINGLE:
            return choices[0]
        case QuestionKind.MULTIPLE:
            return sorted(choices[: question.most_choices or 2])
        case QuestionKind.RANKING:
            return choices
        case QuestionKind.MATRIX:
            return {str(row): choices[0] for row in rows_of(question)}
        case QuestionKind.TEXT:
            return "Cơm nóng, canh ngọt."
        case _:
            return question.lowest if question.lowest is not None else 3


def posted_to(poll: Poll) -> dict[str, str | list[str]]:
    """Return the fields of a browser that answers as `answers_to` does."""
    found: dict[str, str | list[str]] = {}
    for question in questions_of(poll):
        name, answer = f"q{question.pk}", _answer_to(question)
        match question.kind:
            case QuestionKind.MULTIPLE:
                found[name] = [str(choice) for choice in answer]
            case QuestionKind.RANKING:
                found |= {f"{name}_{pk}": str(rank) for rank, pk in enumerate(answer, start=1)}
            case QuestionKind.MATRIX:
                found |= {f"{name}_{row}": str(choice) for row, choice in answer.items()}
            case _:
                found[name] = str(answer)
    return found
