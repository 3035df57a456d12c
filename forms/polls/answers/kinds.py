"""Reads the answer to one question, each kind in its own way."""

import re
from collections.abc import Callable, Sequence
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.text import normalize

from ..enums import QuestionKind
from ..models import PollOption, PollQuestion
from ..queries import NumberedQuestion

SCALE = (1, 5)
GREATEST = 1_000_000_000
WHOLE = re.compile(r"[+-]?[0-9]{1,11}")
# Vietnamese thousands: 1.000 or 1 000.
GROUPED = re.compile(r"[+-]?[0-9]{1,3}([. ][0-9]{3})+")


class AnswerRefused(Exception):
    """An answer that its question does not allow; `message` is for the voter."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


def read_answer(one: NumberedQuestion, posted: QueryDict) -> Any:
    """Return the canonical answer to a question, None when there is none.

    Raises `AnswerRefused`. Whether an answer is required is not asked here.
    """
    return READERS[QuestionKind(one.question.kind)](one, posted)


def field_name(question: PollQuestion, option_id: int | None = None) -> str:
    """Return the name of a question's field, or of the field of one of its options."""
    return f"q{question.pk}" if option_id is None else f"q{question.pk}_{option_id}"


def bounds(question: PollQuestion) -> tuple[int, int]:
    """Return the lowest and the highest value of a scale or a number."""
    least, most = SCALE if question.kind == QuestionKind.SCALE else (-GREATEST, GREATEST)
    lowest = least if question.lowest is None else question.lowest
    return lowest, most if question.highest is None else question.highest


def _single(one: NumberedQuestion, posted: QueryDict) -> int | None:
    values = _filled(posted.getlist(field_name(one.question)))
    if len(values) > 1:
        raise AnswerRefused(_("Choose one answer only."))
    return _option(values[0], one.choices) if values else None


def _multiple(one: NumberedQuestion, posted: QueryDict) -> list[int] | None:
    values = _filled(posted.getlist(field_name(one.question)))
    chosen = sorted({_option(value, one.choices) for value in values})
    if len(chosen) != len(values):
        raise AnswerRefused(_("Choose each answer once."))
    most = one.question.most_choices
    if most and len(chosen) > most:
        text = ngettext(
            "Choose at most %(count)s answer.", "Choose at most %(count)s answers.", most
        )
        raise AnswerRefused(text % {"count": most})
    return chosen or None


def _ranking(one: NumberedQuestion, posted: QueryDict) -> list[int] | None:
    ranks = {
        choice.pk: posted.get(field_name(one.question, choice.pk), "").strip()
        for choice in one.choices
    }
    if not any(ranks.values()):
        return None
    if sorted(ranks.values()) != sorted(str(rank + 1) for rank in range(len(ranks))):
        raise AnswerRefused(_("Give each choice a rank of its own, from the first to the last."))
    return sorted(ranks, key=lambda pk: int(ranks[pk]))


def _number(one: NumberedQuestion, posted: QueryDict) -> int | None:
    text = normalize(posted.get(field_name(one.question), "")[:100]).strip()
    if not text:
        return None
    if GROUPED.fullmatch(text):
        text = text.replace(".", "").replace(" ", "")
    lowest, highest = bounds(one.question)
    if not WHOLE.fullmatch(text):
        raise AnswerRefused(_("Give a whole number in digits."))
    value = int(text)
    if not lowest <= value <= highest:
        raise AnswerRefused(_beyond(one.question, lowest, highest))
    return value


def _beyond(question: PollQuestion, lowest: int, highest: int) -> str:
    if question.kind == QuestionKind.NUMBER and question.highest is None:
        if question.lowest is None:
            return _("This number is too large.")
        return _("Give a number from %(lowest)s up.") % {"lowest": lowest}
    if question.kind == QuestionKind.NUMBER and question.lowest is None:
        return _("Give a number up to %(highest)s.") % {"highest": highest}
    return _("Give a number from %(lowest)s to %(highest)s.") % {
        "lowest": lowest,
        "highest": highest,
    }


def _matrix(one: NumberedQuestion, posted: QueryDict) -> dict[str, int] | None:
    answer: dict[str, int] = {}
    for row in one.rows:
        values = _filled(posted.getlist(field_name(one.question, row.pk)))
        if len(values) > 1:
            raise AnswerRefused(_("Choose one answer in each row."))
        if values:
            answer[str(row.pk)] = _option(values[0], one.choices)
    if one.question.is_required and 0 < len(answer) < len(one.rows):
        raise AnswerRefused(_("Choose one answer in each row."))
    return answer or None


def _text(one: NumberedQuestion, posted: QueryDict) -> str | None:
    text = normalize(posted.get(field_name(one.question), ""))
    text = text.replace("\r\n", "\n").replace("\r", "\n").strip()
    longest = one.question.longest
    if len(text) > longest:
        sentence = _(
            "This text has %(length)s signs; at most %(longest)s fit. Shorten it a little."
        )
        raise AnswerRefused(sentence % {"length": len(text), "longest": longest})
    return text or None


def _filled(values: list[str]) -> list[str]:
    return [value for value in values if value.strip()]


def _option(value: str, options: Sequence[PollOption]) -> int:
    for option in options:
        if value == str(option.pk):
            return option.pk
    raise AnswerRefused(_("Choose from the answers that are offered."))


READERS: dict[QuestionKind, Callable[[NumberedQuestion, QueryDict], Any]] = {
    QuestionKind.SINGLE: _single,
    QuestionKind.MULTIPLE: _multiple,
    QuestionKind.RANKING: _ranking,
    QuestionKind.SCALE: _number,
    QuestionKind.NUMBER: _number,
    QuestionKind.MATRIX: _matrix,
    QuestionKind.TEXT: _text,
}
