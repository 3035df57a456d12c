"""Adds, changes and deletes sections, questions and their options while a poll is a draft."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.audit import record
from core.text import normalize

from ..enums import WITH_OPTIONS, OptionAxis, QuestionKind
from ..models import Poll, PollOption, PollQuestion, PollSection
from ..queries import Outline, outline_of
from ..validators import (
    MOST_QUESTIONS,
    MOST_SECTIONS,
    OptionText,
    check_condition,
    check_question,
)
from .editing import forget_conditions
from .locking import PollChanged, PollRefused, editable_poll, mark_changed, require_seen

TEXTS = ("text_vi", "text_en", "help_vi", "help_en", "is_required", "kind")
CONDITION = ("condition_on_id", "condition_operator", "condition_value")
LABELS = ("lowest_label_vi", "lowest_label_en", "highest_label_vi", "highest_label_en")
# What counts for each kind; everything else of a question is set back.
SETTINGS: dict[str, tuple[str, ...]] = {
    QuestionKind.SINGLE: ("is_shuffled",),
    QuestionKind.MULTIPLE: ("is_shuffled", "most_choices"),
    QuestionKind.RANKING: ("is_shuffled",),
    QuestionKind.SCALE: ("lowest", "highest", *LABELS),
    QuestionKind.MATRIX: ("is_shuffled",),
    QuestionKind.NUMBER: ("lowest", "highest"),
    QuestionKind.TEXT: ("longest",),
}
ALL_SETTINGS = ("is_shuffled", "most_choices", "lowest", "highest", "longest", *LABELS)


@transaction.atomic
def add_section(*, poll_id: int, user, seen: int, text_vi: str, text_en: str = "") -> PollSection:
    """Add a section at the end. Raises `PollRefused` and `PollChanged`."""
    poll = editable_poll(poll_id, user=user)
    last = poll.sections.last()
    if last is not None and seen != poll.version and last.text_vi == normalize(text_vi).strip():
        return last
    require_seen(poll, seen)
    if poll.sections.count() >= MOST_SECTIONS:
        raise PollRefused(_("A poll has at most %(count)s sections.") % {"count": MOST_SECTIONS})
    order = last.sort_order + 1 if last else 0
    section = poll.sections.create(text_vi=text_vi, text_en=text_en, sort_order=order)
    _note(poll, user, "section.added", section.pk)
    return section


@transaction.atomic
def change_section(
    *, poll_id: int, section_id: int, user, seen: int, text_vi: str, text_en: str = ""
) -> PollSection:
    """Change the heading of a section. Raises `PollRefused` and `PollChanged`."""
    poll = editable_poll(poll_id, user=user, seen=seen)
    section = section_of(poll, section_id)
    section.text_vi, section.text_en = text_vi, text_en
    section.save()
    _note(poll, user, "section.changed", section.pk)
    return section


@transaction.atomic
def delete_section(*, poll_id: int, section_id: int, user, seen: int) -> None:
    """Delete a section with its questions. Raises `PollRefused` and `PollChanged`."""
    poll = editable_poll(poll_id, user=user, seen=seen)
    section = section_of(poll, section_id)
    questions = PollQuestion.objects.filter(section=section)
    _require_none_waits(poll, [one.pk for one in questions])
    forget_conditions(questions)
    section.delete()
    _note(poll, user, "section.deleted", section_id)


@transaction.atomic
def add_question(
    *,
    poll_id: int,
    section_id: int,
    user,
    seen: int,
    values: Mapping[str, Any],
    choices: Sequence[OptionText] = (),
    rows: Sequence[OptionText] = (),
) -> PollQuestion:
    """Add a question at the end of a section; a second click finds the one just added.

    Raises `PollRefused`, `PollChanged`, and `ValidationError` by field.
    """
    poll = editable_poll(poll_id, user=user)
    section = section_of(poll, section_id)
    last = section.questions.last()
    if seen != poll.version and last is not None and _is_same(last, values):
        return last
    require_seen(poll, seen)
    if PollQuestion.objects.filter(section__poll=poll).count() >= MOST_QUESTIONS:
        raise PollRefused(_("A poll has at most %(count)s questions.") % {"count": MOST_QUESTIONS})
    question = PollQuestion(section=section, sort_order=last.sort_order + 1 if last else 0)
    _keep(poll, question, values, choices, rows)
    _note(poll, user, "question.added", question.pk)
    return question


@transaction.atomic
def change_question(
    *,
    poll_id: int,
    question_id: int,
    user,
    seen: int,
    values: Mapping[str, Any],
    choices: Sequence[OptionText] = (),
    rows: Sequence[OptionText] = (),
) -> PollQuestion:
    """Change a question and its options; an option with a known `pk` stays the same one.

    Raises `PollRefused`, also when another question waits for an answer that would no longer be
    possible, `PollChanged`, and `ValidationError` by field.
    """
    poll = editable_poll(poll_id, user=user, seen=seen)
    question = question_of(poll, question_id)
    _keep(poll, question, values, choices, rows)
    require_conditions(outline_of(poll))
    _note(poll, user, "question.changed", question.pk)
    return question


@transaction.atomic
def delete_question(*, poll_id: int, question_id: int, user, seen: int) -> None:
    """Delete a question. Raises `PollRefused` while another one waits for it, `PollChanged`."""
    poll = editable_poll(poll_id, user=user, seen=seen)
    question = question_of(poll, question_id)
    _require_none_waits(poll, [question.pk])
    question.delete()
    _note(poll, user, "question.deleted", question_id)


def section_of(poll: Poll, section_id: int) -> PollSection:
    """Return a section of a poll; raises `PollChanged` when it is gone."""
    section = poll.sections.filter(pk=section_id).first()
    if section is None:
        raise PollChanged(_("Somebody has deleted this section."))
    return section


def question_of(poll: Poll, question_id: int) -> PollQuestion:
    """Return a question of a poll; raises `PollChanged` when it is gone."""
    questions = PollQuestion.objects.select_related("section")
    question = questions.filter(section__poll=poll, pk=question_id).first()
    if question is None:
        raise PollChanged(_("Somebody has deleted this question."))
    return question


def require_conditions(outline: Outline) -> None:
    """Raise `PollRefused` when a question waits for an answer that cannot be."""
    questions = outline.questions
    for place, one in enumerate(questions):
        if one.question.condition_on_id is None:
            continue
        try:
            check_condition(one.question, questions[:place])
        except ValidationError:
            text = _(
                "“%(text)s” is asked by the answer to an earlier question and would lose its "
                "condition. Change or remove that condition first."
            )
            raise PollRefused(text % {"text": one.question.text_vi}) from None


def _keep(
    poll: Poll,
    question: PollQuestion,
    values: Mapping[str, Any],
    choices: Sequence[OptionText],
    rows: Sequence[OptionText],
) -> None:
    """Check a question as a whole and write it with its options."""
    for name in (*TEXTS, *CONDITION):
        if name in values:
            setattr(question, name, values[name])
    kept = SETTINGS[question.kind]
    for name in ALL_SETTINGS:
        default = PollQuestion._meta.get_field(name).get_default()
        setattr(question, name, values.get(name, default) if name in kept else default)
    choices = choices if question.kind in WITH_OPTIONS else ()
    rows = rows if question.kind == QuestionKind.MATRIX else ()
    _check(poll, question, choices, rows)
    question.save()
    _keep_options(question, OptionAxis.CHOICE, choices)
    _keep_options(question, OptionAxis.ROW, rows)


def _check(
    poll: Poll,
    question: PollQuestion,
    choices: Sequence[OptionText],
    rows: Sequence[OptionText],
) -> None:
    """Raise `ValidationError` with all faults at once."""
    errors: dict[str, Any] = {}
    earlier = [one for one in outline_of(poll).questions if _stands_before(one.question, question)]
    for check in (
        lambda: question.clean_fields(exclude=["section", "condition_on", "condition_value"]),
        lambda: check_question(question, choices, rows),
        lambda: check_condition(question, earlier),
    ):
        try:
            check()
        except ValidationError as fault:
            errors = {**fault.update_error_dict({}), **errors}
    if errors:
        raise ValidationError(errors)


def _stands_before(other: PollQuestion, question: PollQuestion) -> bool:
    """Tell whether a stored question comes before one that may be new."""
    if other.pk == question.pk:
        return False
    own = (question.section.sort_order, question.section_id, question.sort_order)
    others = (other.section.sort_order, other.section_id, other.sort_order)
    return others < own or (others == own and (question.pk is None or other.pk < question.pk))


def _keep_options(question: PollQuestion, axis: OptionAxis, texts: Sequence[OptionText]) -> None:
    """Write options in their order; those with a known key stay, the others are new or go."""
    stored = {one.pk: one for one in question.options.filter(axis=axis)}
    kept = {text.pk for text in texts} & set(stored)
    PollOption.objects.filter(pk__in=set(stored) - kept).delete()
    for order, text in enumerate(texts):
        option = stored.get(text.pk) if text.pk else None
        option = option or PollOption(question=question, axis=axis)
        option.text_vi, option.text_en, option.sort_order = text.text_vi, text.text_en, order
        option.clean_fields(exclude=["question"])
        option.save()


def _require_none_waits(poll: Poll, going: Iterable[int]) -> None:
    gone = set(going)
    waiting = [
        str(one.number)
        for one in outline_of(poll).questions
        if one.question.condition_on_id in gone and one.question.pk not in gone
    ]
    if waiting:
        text = ngettext(
            "Question %(numbers)s is asked by the answer to this one. Change its condition first.",
            "Questions %(numbers)s are asked by the answer to this one. Change their conditions "
            "first.",
            len(waiting),
        )
        raise PollRefused(text % {"numbers": ", ".join(waiting)})


def _is_same(question: PollQuestion, values: Mapping[str, Any]) -> bool:
    """Tell whether a question is what a second click sends again."""
    text = normalize(values.get("text_vi", "")).strip()
    return question.text_vi == text and question.kind == values.get("kind")


def _note(poll: Poll, user, action: str, pk: int) -> None:
    mark_changed(poll)
    record(actor=user, action=f"polls.{action}", subject=poll, pk=pk)
