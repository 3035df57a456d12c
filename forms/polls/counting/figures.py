"""Turns a tally into the figures that are shown and frozen: counts, shares, means.

Shares are of those who answered the question, in thousandths, rounded half up: integers, so that
the frozen figures are the same bytes on every machine.
"""

from collections import Counter
from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from ..enums import QuestionKind
from ..models import PollOption
from .tallies import Tally
from .wording import Wording, texts

# A number question with more different values is told by quarters and not value by value.
MOST_VALUES = 25
SCALE_LOWEST, SCALE_HIGHEST = 1, 5
Figures = dict[str, Any]


def question_figures(wording: Wording, tally: Tally, *, ballots: int) -> Figures:
    """Return what is told of a question in one group of `ballots` ballots."""
    shown = {"answered": tally.answered, "unanswered": ballots - tally.answered}
    return wording.described() | shown | _OF_KIND[wording.question.kind](wording, tally)


def share(count: int, of: int) -> int | None:
    """Return thousandths, rounded half up; None of nothing."""
    return (count * 2000 + of) // (2 * of) if of else None


def _choices(wording: Wording, tally: Tally) -> Figures:
    options = [
        _counted(option, tally.counts[option.pk], tally.answered) for option in wording.choices
    ]
    return {"options": options}


def _ranking(wording: Wording, tally: Tally) -> Figures:
    size = len(wording.choices)
    options = []
    for option in wording.choices:
        places = [tally.counts[option.pk, place] for place in range(1, size + 1)]
        total = sum(place * count for place, count in enumerate(places, start=1))
        mean = _mean(total, sum(places))
        first = _counted(option, places[0] if places else 0, tally.answered)
        options.append(first | {"places": places, "mean_place": mean})
    return {"options": options}


def _scale(wording: Wording, tally: Tally) -> Figures:
    question = wording.question
    lowest = SCALE_LOWEST if question.lowest is None else question.lowest
    highest = SCALE_HIGHEST if question.highest is None else question.highest
    values = [
        {"value": value, "count": tally.counts[value], "share": share(count, tally.answered)}
        for value in range(lowest, highest + 1)
        for count in [tally.counts[value]]
    ]
    return {"values": values, **_spread(tally.counts)}


def _number(wording: Wording, tally: Tally) -> Figures:
    found = sorted(tally.counts)
    values = []
    if len(found) <= MOST_VALUES:
        values = [
            {
                "value": value,
                "count": tally.counts[value],
                "share": share(tally.counts[value], tally.answered),
            }
            for value in found
        ]
    return {"values": values, **_spread(tally.counts)}


def _matrix(wording: Wording, tally: Tally) -> Figures:
    rows = []
    for row in wording.rows:
        counts = {option.pk: tally.counts[row.pk, option.pk] for option in wording.choices}
        answered = sum(counts.values())
        options = [_counted(option, counts[option.pk], answered) for option in wording.choices]
        rows.append(texts(row) | {"answered": answered, "options": options})
    return {"rows": rows}


def _own_words(wording: Wording, tally: Tally) -> Figures:
    """Tell how many wrote: what they wrote may name people and is for those who made the poll."""
    return {}


def _counted(option: PollOption, count: int, of: int) -> Figures:
    return texts(option) | {"count": count, "share": share(count, of)}


def _spread(counts: Counter[Any]) -> Figures:
    number = sum(counts.values())
    total = sum(value * count for value, count in counts.items())
    return {
        "mean": _mean(total, number),
        "lower_quarter": _quantile(counts, number, 1),
        "median": _quantile(counts, number, 2),
        "upper_quarter": _quantile(counts, number, 3),
    }


def _mean(total: int, number: int) -> str | None:
    """Return the mean with two places, as text: exact on every machine."""
    if not number:
        return None
    return str((Decimal(total) / number).quantize(Decimal("0.01"), rounding=ROUND_HALF_UP))


def _quantile(counts: Counter[Any], number: int, quarters: int) -> int | None:
    """Return the smallest value that at least so many quarters of the answers do not exceed."""
    reached = 0
    for value in sorted(counts):
        reached += counts[value]
        if reached * 4 >= number * quarters:
            return value
    return None


_OF_KIND: dict[str, Callable[[Wording, Tally], Figures]] = {
    QuestionKind.SINGLE.value: _choices,
    QuestionKind.MULTIPLE.value: _choices,
    QuestionKind.RANKING.value: _ranking,
    QuestionKind.SCALE.value: _scale,
    QuestionKind.MATRIX.value: _matrix,
    QuestionKind.NUMBER.value: _number,
    QuestionKind.TEXT.value: _own_words,
}
