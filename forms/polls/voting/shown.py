"""What templates show of a poll's questions: in the voter's order, with what was typed before."""

import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from uuid import UUID

from django.http import QueryDict
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ..answers.kinds import bounds, field_name
from ..enums import ConditionOperator, QuestionKind
from ..models import PollOption, PollQuestion, PollSection
from ..queries import NumberedQuestion, Outline

# A longer scale is typed instead of chosen.
MOST_STEPS = 11


@dataclass(frozen=True)
class Choice:
    """A choice as a field: its value, and whether it was chosen; `name` where it has a field."""

    value: str
    text: str
    html_id: str
    is_chosen: bool = False
    name: str = ""
    rank: str = ""


@dataclass(frozen=True)
class Row:
    """A row of a table with its choices."""

    text: str
    choices: list[Choice]


@dataclass(frozen=True)
class ShownQuestion:
    """A question as the template shows it; `error` is empty when nothing is wrong."""

    number: int
    question: PollQuestion
    name: str
    error: str
    condition: str
    value: str = ""
    choices: list[Choice] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    lowest: int | None = None
    highest: int | None = None

    @property
    def template(self) -> str:
        """Return the component that shows the fields of this kind."""
        kind = self.question.kind
        if kind == QuestionKind.SCALE and not self.choices:
            kind = QuestionKind.NUMBER
        return f"polls/components/answer_{kind}.html"

    @property
    def html_id(self) -> str:
        """Return the id that a link in the list of faults leads to."""
        return f"cau-{self.question.pk}"

    @property
    def help(self) -> str:
        """Return the hint in the active language."""
        return _worded(self.question, "help")

    @property
    def lowest_label(self) -> str:
        """Return what the lowest step means."""
        return _worded(self.question, "lowest_label")

    @property
    def highest_label(self) -> str:
        """Return what the highest step means."""
        return _worded(self.question, "highest_label")


Sections = list[tuple[PollSection, list[ShownQuestion]]]


def shown_sections(
    outline: Outline, *, key: UUID, posted: QueryDict | None, errors: dict[int, str]
) -> Sections:
    """Return the sections with their questions; the same key gives the same order again."""
    posted = posted or QueryDict()
    return [
        (section, [_shown(one, outline, key, posted, errors) for one in questions])
        for section, questions in outline.sections
    ]


def _shown(
    one: NumberedQuestion,
    outline: Outline,
    key: UUID,
    posted: QueryDict,
    errors: dict[int, str],
) -> ShownQuestion:
    question, name = one.question, field_name(one.question)
    options = _ordered(one, key)
    is_bounded = question.kind in (QuestionKind.SCALE, QuestionKind.NUMBER)
    return ShownQuestion(
        number=one.number,
        question=question,
        name=name,
        error=errors.get(question.pk, ""),
        condition=_condition(question, outline),
        value=posted.get(name, ""),
        choices=_choices(question, options, posted),
        rows=[_row(question, row, options, posted) for row in one.rows],
        lowest=bounds(question)[0] if is_bounded else None,
        highest=bounds(question)[1] if is_bounded else None,
    )


def _ordered(one: NumberedQuestion, key: UUID) -> Sequence[PollOption]:
    if not one.question.is_shuffled:
        return one.choices
    order = random.Random(f"{key.hex}:{one.question.pk}")  # noqa: S311 - a fair order, no secret
    return order.sample(one.choices, len(one.choices))


def _choices(
    question: PollQuestion, options: Sequence[PollOption], posted: QueryDict
) -> list[Choice]:
    name = field_name(question)
    chosen = set(posted.getlist(name))
    match question.kind:
        case QuestionKind.SCALE:
            lowest, highest = bounds(question)
            steps = range(lowest, highest + 1) if highest - lowest < MOST_STEPS else range(0)
            texts = [(str(step), str(step)) for step in steps]
        case QuestionKind.RANKING:
            return [_ranked(question, option, posted) for option in options]
        case _:
            texts = [(str(option.pk), option.text) for option in options]
    return [Choice(value, text, f"id_{name}_{value}", value in chosen) for value, text in texts]


def _ranked(question: PollQuestion, option: PollOption, posted: QueryDict) -> Choice:
    name = field_name(question, option.pk)
    return Choice(
        str(option.pk), option.text, f"id_{name}", name=name, rank=posted.get(name, "").strip()
    )


def _row(
    question: PollQuestion, row: PollOption, options: Sequence[PollOption], posted: QueryDict
) -> Row:
    name = field_name(question, row.pk)
    chosen = set(posted.getlist(name))
    return Row(
        row.text,
        [
            Choice(
                str(option.pk),
                option.text,
                f"id_{name}_{option.pk}",
                str(option.pk) in chosen,
                name=name,
            )
            for option in options
        ],
    )


def _condition(question: PollQuestion, outline: Outline) -> str:
    """Return when a question is to be answered, for readers without script."""
    source = outline.by_id.get(question.condition_on_id or 0)
    if source is None:
        return ""
    values = {"number": source.number, "value": _value_in_words(question, source)}
    if source.question.kind == QuestionKind.SINGLE:
        if question.condition_operator == ConditionOperator.IS_NOT:
            return _("Only if you did not choose “%(value)s” in question %(number)s.") % values
        return _("Only if you chose “%(value)s” in question %(number)s.") % values
    match question.condition_operator:
        case ConditionOperator.IS_NOT:
            return _("Only if your answer to question %(number)s is not %(value)s.") % values
        case ConditionOperator.AT_LEAST:
            return _("Only if your answer to question %(number)s is at least %(value)s.") % values
        case ConditionOperator.AT_MOST:
            return _("Only if your answer to question %(number)s is at most %(value)s.") % values
    return _("Only if your answer to question %(number)s is %(value)s.") % values


def _value_in_words(question: PollQuestion, source: NumberedQuestion) -> str:
    texts = {str(option.pk): option.text for option in source.choices}
    return texts.get(question.condition_value, question.condition_value)


def _worded(question: PollQuestion, name: str) -> str:
    english = getattr(question, f"{name}_en")
    return english if get_language() == "en" and english else getattr(question, f"{name}_vi")
