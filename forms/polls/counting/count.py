"""The count of a poll as plain data: frozen, shown and exported is this and nothing else."""

from typing import Any

from ..models import Ballot, Poll
from .figures import question_figures, share
from .groups import group_figures
from .statement import eligible, statement_of
from .tallies import merged, tally_ballots
from .wording import Wording, wordings_of

VERSION = 1
CHUNK = 2000
Figures = dict[str, Any]


def count_poll(poll: Poll) -> Figures:
    """Return the whole count.

    `{"version", "poll", "turnout", "questions", "groups", "statement"}`; shares are thousandths.
    Reads each ballot once and keeps none: memory does not grow with the voters.
    """
    wordings = wordings_of(poll)
    by_unit = tally_ballots(
        _ballots(poll), {one.question.pk: one.question.kind for one in wordings}
    )
    total = merged(by_unit.values())
    statement = statement_of(poll, ballots=total.ballots)
    may_vote = eligible(statement)
    return {
        "version": VERSION,
        "poll": _described(poll),
        "turnout": {
            "cast": total.ballots,
            "eligible": may_vote,
            "share": share(total.ballots, may_vote) if may_vote else None,
        },
        "questions": [_of_all(one, total) for one in wordings],
        "groups": group_figures(by_unit, wordings),
        "statement": statement,
    }


def _ballots(poll: Poll):
    ballots = Ballot.objects.filter(poll=poll, is_trial=False).order_by()
    return ballots.values_list("answers", "unit_id").iterator(chunk_size=CHUNK)


def _of_all(wording: Wording, total) -> Figures:
    return question_figures(wording, total.of(wording.question.pk), ballots=total.ballots)


def _described(poll: Poll) -> Figures:
    return {
        "id": poll.pk,
        "unit": poll.unit.code,
        "title_vi": poll.title_vi,
        "title_en": poll.title_en,
    }
