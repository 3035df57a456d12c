"""What a question must have to be answered and counted, and a poll to be announced."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from .enums import WITH_OPTIONS, Audience, ConditionOperator, QuestionKind
from .models import Poll, PollQuestion
from .queries import NumberedQuestion, Outline

MOST_QUESTIONS, MOST_SECTIONS = 60, 20
FEWEST_CHOICES, MOST_OPTIONS = 2, 40
FEWEST_STEPS, MOST_STEPS = 2, 11
SHORTEST_TEXT, LONGEST_TEXT = 10, 4000
GREATEST_NUMBER = 1_000_000_000
LONGEST_RUN = timedelta(days=366)
# Answers of these kinds can be compared, and so decide whether a later question is asked.
COMPARED = (QuestionKind.SINGLE, QuestionKind.SCALE, QuestionKind.NUMBER)
CHOSEN_OPERATORS = (ConditionOperator.IS, ConditionOperator.IS_NOT)


@dataclass(frozen=True)
class OptionText:
    """An option as it is typed; `pk` is that of the stored one whose wording changes."""

    text_vi: str
    text_en: str = ""
    pk: int | None = None


@dataclass(frozen=True)
class Fault:
    """What keeps a poll from being announced; `question_id` leads to where it is mended."""

    text: str
    question_id: int | None = None


def check_question(
    question: PollQuestion, choices: Sequence[OptionText], rows: Sequence[OptionText]
) -> None:
    """Raise `ValidationError` by field for what a question lacks for its kind.

    `choices` and `rows` are the names of the faults of options.
    """
    errors: dict[str, str] = {}
    if question.kind in WITH_OPTIONS:
        errors |= _option_faults("choices", choices, FEWEST_CHOICES)
    if question.kind == QuestionKind.MATRIX:
        errors |= _option_faults("rows", rows, 1)
    if question.kind == QuestionKind.MULTIPLE and question.most_choices is not None:
        errors |= _most_choices_fault(question.most_choices, len(choices))
    if question.kind == QuestionKind.SCALE:
        errors |= _scale_faults(question.lowest, question.highest)
    if question.kind == QuestionKind.NUMBER:
        errors |= _number_faults(question.lowest, question.highest)
    if question.kind == QuestionKind.TEXT:
        errors |= _text_faults(question.longest)
    if errors:
        raise ValidationError(errors)


def check_condition(question: PollQuestion, earlier: Iterable[NumberedQuestion]) -> None:
    """Raise `ValidationError` by field for a condition on what can never be so.

    A question waits for an earlier one only, of a kind whose answers can be compared.
    """
    if question.condition_on_id is None:
        return
    source = next((one for one in earlier if one.question.pk == question.condition_on_id), None)
    if source is None:
        raise ValidationError({"condition_on": _("Choose a question that stands before this one.")})
    if source.question.kind not in COMPARED:
        text = _("Choose a question with one choice, a scale or a number.")
        raise ValidationError({"condition_on": text})
    if source.question.kind == QuestionKind.SINGLE:
        _check_chosen(question, source)
    else:
        _check_compared(question, source.question)


def check_times(poll: Poll, *, now: datetime) -> None:
    """Raise `ValidationError` by field for times at which a poll cannot be announced."""
    errors: dict[str, str] = {}
    if poll.opens_at is None:
        errors["opens_at"] = _("Say when the poll opens.")
    elif poll.opens_at < now:
        errors["opens_at"] = _("This time is over. Choose a later one, or open the poll at once.")
    if poll.closes_at is None:
        errors["closes_at"] = _("Say when the poll closes.")
    elif poll.closes_at <= (poll.opens_at or now):
        errors["closes_at"] = _("A poll closes after it opens.")
    elif poll.closes_at - (poll.opens_at or now) > LONGEST_RUN:
        errors["closes_at"] = _("A poll is open for a year at most.")
    if errors:
        raise ValidationError(errors)


def check_settings(poll: Poll) -> None:
    """Raise `ValidationError` by field for settings that contradict each other."""
    errors: dict[str, str] = {}
    if poll.asks_unit and poll.audience != Audience.EVERYONE:
        errors["asks_unit"] = _("Codes and accounts tell the unit themselves.")
    if poll.opens_at and poll.closes_at and poll.closes_at <= poll.opens_at:
        errors["closes_at"] = _("A poll closes after it opens.")
    if errors:
        raise ValidationError(errors)


def content_faults(outline: Outline) -> list[Fault]:
    """Return what the questions of a poll lack before it can be tried or announced."""
    questions = outline.questions
    if not questions:
        return [Fault(_("The poll asks nothing yet. Add a question."))]
    faults = []
    if len(questions) > MOST_QUESTIONS:
        text = _("A poll has at most %(count)s questions.") % {"count": MOST_QUESTIONS}
        faults.append(Fault(text))
    for section, numbered in outline.sections:
        if not numbered:
            text = _("The section “%(title)s” is empty. Add a question or delete it.")
            faults.append(Fault(text % {"title": section.text_vi}))
    for place, one in enumerate(questions):
        faults += question_faults(one, questions[:place])
    return faults


def question_faults(one: NumberedQuestion, earlier: Sequence[NumberedQuestion]) -> list[Fault]:
    """Return what one stored question lacks, each with its number."""
    faults = []
    checks = (
        lambda: check_question(one.question, _as_typed(one.choices), _as_typed(one.rows)),
        lambda: check_condition(one.question, earlier),
    )
    for check in checks:
        try:
            check()
        except ValidationError as error:
            for text in error.messages:
                values = {"number": one.number, "fault": text}
                words = _("Question %(number)s: %(fault)s") % values
                faults.append(Fault(words, one.question.pk))
    return faults


def misplaced(outline: Outline) -> list[NumberedQuestion]:
    """Return the questions that wait for one that no longer stands before them."""
    seen: set[int] = set()
    found = []
    for one in outline.questions:
        source = one.question.condition_on_id
        if source is not None and source not in seen:
            found.append(one)
        seen.add(one.question.pk)
    return found


def _as_typed(options: Iterable[Any]) -> list[OptionText]:
    return [OptionText(one.text_vi, one.text_en, one.pk) for one in options]


def _option_faults(name: str, options: Sequence[OptionText], fewest: int) -> dict[str, str]:
    if len(options) < fewest:
        text = _("Give at least %(count)s choices.") if name == "choices" else _("Give a row.")
        return {name: text % {"count": fewest}}
    if len(options) > MOST_OPTIONS:
        return {name: _("At most %(count)s choices or rows.") % {"count": MOST_OPTIONS}}
    for language in ("text_vi", "text_en"):
        twice = _first_twice(getattr(one, language) for one in options)
        if twice:
            return {name: _("“%(text)s” stands here twice.") % {"text": twice}}
    return {}


def _first_twice(texts: Iterable[str]) -> str:
    """Return the first text that comes again in other capitals or spaces, or nothing."""
    seen: set[str] = set()
    for text in texts:
        key = " ".join(text.casefold().split())
        if key and key in seen:
            return text
        seen.add(key)
    return ""


def _most_choices_fault(most: int, count: int) -> dict[str, str]:
    if 1 <= most <= max(count, 1):
        return {}
    text = _("Choose a number from 1 to the number of choices (%(count)s).")
    return {"most_choices": text % {"count": count}}


def _scale_faults(lowest: int | None, highest: int | None) -> dict[str, str]:
    if lowest is None or highest is None:
        name = "lowest" if lowest is None else "highest"
        return {name: _("A scale needs a lowest and a highest value.")}
    steps = highest - lowest + 1
    if not FEWEST_STEPS <= steps <= MOST_STEPS or abs(lowest) > GREATEST_NUMBER:
        text = _("A scale has %(fewest)s to %(most)s steps, such as 1 to 5 or 0 to 10.")
        return {"highest": text % {"fewest": FEWEST_STEPS, "most": MOST_STEPS}}
    return {}


def _number_faults(lowest: int | None, highest: int | None) -> dict[str, str]:
    for name, value in (("lowest", lowest), ("highest", highest)):
        if value is not None and abs(value) > GREATEST_NUMBER:
            return {name: _("This number is too large.")}
    if lowest is not None and highest is not None and highest <= lowest:
        return {"highest": _("The highest value lies above the lowest.")}
    return {}


def _text_faults(longest: int | None) -> dict[str, str]:
    if longest is not None and SHORTEST_TEXT <= longest <= LONGEST_TEXT:
        return {}
    text = _("Choose a length of %(fewest)s to %(most)s characters.")
    return {"longest": text % {"fewest": SHORTEST_TEXT, "most": LONGEST_TEXT}}


def _check_chosen(question: PollQuestion, source: NumberedQuestion) -> None:
    if question.condition_operator not in CHOSEN_OPERATORS:
        text = _("A choice is compared with “is” or “is not”.")
        raise ValidationError({"condition_operator": text})
    if question.condition_value not in {str(option.pk) for option in source.choices}:
        raise ValidationError({"condition_option": _("Choose a choice of that question.")})


def _check_compared(question: PollQuestion, source: PollQuestion) -> None:
    if question.condition_operator not in ConditionOperator.values:
        raise ValidationError({"condition_operator": _("Choose how to compare.")})
    try:
        value = int(question.condition_value)
    except ValueError:
        text = _("Give a whole number to compare with.")
        raise ValidationError({"condition_number": text}) from None
    below = source.lowest is not None and value < source.lowest
    if below or (source.highest is not None and value > source.highest):
        text = _("No answer to that question can be this number.")
        raise ValidationError({"condition_number": text})
