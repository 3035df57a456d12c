"""Answers are read into one canonical form, or refused with a sentence; the server decides."""

import unicodedata
from typing import Any

import pytest
from django.http import QueryDict

from factories.polls import (
    answers_to,
    choices_of,
    make_poll,
    make_question,
    posted_to,
    questions_of,
    rows_of,
)
from forms.polls.answers import Reading, read_answers
from forms.polls.enums import QuestionKind
from forms.polls.queries import outline_of

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]


def read(poll, fields: dict[str, Any]) -> Reading:
    """Read what a browser sends."""
    posted = QueryDict(mutable=True)
    for name, value in fields.items():
        posted.setlist(name, value if isinstance(value, list) else [str(value)])
    return read_answers(outline_of(poll), posted)


def make_one(kind: str, **fields):
    poll = make_poll(kinds=(), with_page=False)
    return poll, make_question(poll.sections.get(), kind, **fields)


def answer(poll, question, values: dict[str, Any]) -> Any:
    """Return the answer to the only question, or the sentence of its refusal."""
    reading = read(poll, {f"q{question.pk}{name}": value for name, value in values.items()})
    return reading.answers.get(str(question.pk), reading.errors.get(question.pk))


def test_every_kind_is_read_into_its_canonical_form() -> None:
    poll = make_poll(kinds=QuestionKind.values, with_page=False)

    reading = read(poll, posted_to(poll))

    assert reading.errors == {}
    assert reading.answers == answers_to(poll)


@pytest.mark.parametrize("kind", QuestionKind.values)
def test_required_question_refuses_silence_and_free_one_does_not(kind: str) -> None:
    poll, question = make_one(kind)
    free = make_question(question.section, kind, is_required=False, sort_order=1)

    reading = read(poll, {})

    assert set(reading.errors) == {question.pk}
    assert str(free.pk) not in reading.answers


def test_ballot_that_says_nothing_is_refused() -> None:
    poll, question = make_one("single", is_required=False)

    assert set(read(poll, {}).errors) == {question.pk}


def test_choices_of_other_questions_and_several_for_one_are_refused() -> None:
    poll, question = make_one("single")
    other = make_question(question.section, "single", sort_order=1)
    mine, foreign = choices_of(question), choices_of(other)

    for value in ([str(foreign[0])], ["x"], ["-1"], [f"0{mine[0]}"], [str(pk) for pk in mine[:2]]):
        reading = read(poll, {f"q{question.pk}": value, f"q{other.pk}": foreign[0]})
        assert set(reading.errors) == {question.pk}, value


def test_several_choices_are_sorted_limited_and_not_repeated() -> None:
    poll, question = make_one("multiple", choices=4, most_choices=2)
    name, ids = f"q{question.pk}", [str(pk) for pk in choices_of(question)]

    assert read(poll, {name: [ids[3], ids[1]]}).answers[name[1:]] == [int(ids[1]), int(ids[3])]
    assert question.pk in read(poll, {name: ids[:3]}).errors
    assert question.pk in read(poll, {name: [ids[0], ids[0]]}).errors


def test_ranking_is_all_or_nothing_even_where_it_is_free() -> None:
    poll, question = make_one("ranking", is_required=False)
    one, two, three = (f"_{pk}" for pk in choices_of(question))
    order = [int(name[1:]) for name in (two, three, one)]

    assert answer(poll, question, {one: 3, two: 1, three: 2}) == order
    for ranks in ((1, 2, ""), (1, 1, 2), (1, 2, 4), (0, 1, 2), ("x", 1, 2)):
        found = answer(poll, question, dict(zip((one, two, three), ranks, strict=True)))
        assert isinstance(found, str), ranks


@pytest.mark.parametrize(
    ("kind", "fields", "typed", "found"),
    [
        ("scale", {}, "1", 1),
        ("scale", {}, "5", 5),
        ("scale", {}, "6", None),
        ("scale", {}, "0", None),
        ("scale", {"lowest": 0, "highest": 10}, "0", 0),
        ("number", {"lowest": 0, "highest": 20_000_000}, "12.500.000", 12_500_000),
        ("number", {"lowest": 0}, " 7 ", 7),
        ("number", {"lowest": 0}, "-1", None),
        ("number", {"highest": 9}, "10", None),
        ("number", {}, "1.5", None),
        ("number", {}, "một", None),
        ("number", {}, "1e3", None),
        ("number", {}, "٣", None),
        ("number", {}, "9" * 5000, None),
        ("number", {}, "1000000001", None),
    ],
)
def test_numbers_are_whole_and_within_their_bounds(kind, fields, typed, found) -> None:
    poll, question = make_one(kind, **fields)

    value = answer(poll, question, {"": typed})

    assert value == found if found is not None else isinstance(value, str)


def test_table_needs_every_row_only_where_it_is_required() -> None:
    poll, question = make_one("matrix", is_required=False)
    (first, second), choice = rows_of(question), choices_of(question)[0]

    assert answer(poll, question, {f"_{first}": choice}) == {str(first): choice}
    assert isinstance(answer(poll, question, {f"_{first}": first}), str)
    question.is_required = True
    question.save()
    assert isinstance(answer(poll, question, {f"_{first}": choice}), str)
    whole = {f"_{first}": choice, f"_{second}": choice}
    assert answer(poll, question, whole) == {str(first): choice, str(second): choice}


def test_text_is_composed_measured_and_kept_as_text() -> None:
    poll, question = make_one("text", longest=20)
    decomposed = unicodedata.normalize("NFD", "Cơm nguội\u200b\x00")

    assert answer(poll, question, {"": f"  {decomposed} \r\n"}) == "Cơm nguội"
    assert answer(poll, question, {"": "<b>x</b>"}) == "<b>x</b>"
    assert isinstance(answer(poll, question, {"": "a" * 21}), str)
    assert isinstance(answer(poll, question, {"": "a" * 1_000_000}), str)


@pytest.mark.parametrize(
    ("operator", "value", "typed", "asked"),
    [
        ("is", "3", "3", True),
        ("is", "3", "4", False),
        ("is_not", "3", "4", True),
        ("is_not", "3", "3", False),
        ("is_not", "3", "", False),
        ("at_least", "3", "3", True),
        ("at_least", "3", "2", False),
        ("at_most", "3", "3", True),
        ("at_most", "3", "4", False),
        ("is", "x", "3", False),
    ],
)
def test_condition_decides_what_is_asked_and_counts(operator, value, typed, asked) -> None:
    poll, scale = make_one("scale", is_required=False)
    why = make_question(
        scale.section, "text", sort_order=1, condition_on=scale,
        condition_operator=operator, condition_value=value,
    )  # fmt: skip

    answered = read(poll, {f"q{scale.pk}": typed, f"q{why.pk}": "Vì đông"})
    silent = read(poll, {f"q{scale.pk}": typed})

    assert (str(why.pk) in answered.answers) is asked
    assert (why.pk in silent.errors) is asked


def test_condition_on_a_dropped_answer_drops_what_follows() -> None:
    poll, first = make_one("single")
    yes, no, _rest = choices_of(first)
    second = make_question(
        first.section, "scale", sort_order=1, condition_on=first,
        condition_operator="is", condition_value=str(yes),
    )  # fmt: skip
    make_question(
        first.section, "text", sort_order=2, condition_on=second,
        condition_operator="at_least", condition_value="1",
    )  # fmt: skip
    names = [f"q{question.pk}" for question in questions_of(poll)]

    reading = read(poll, dict(zip(names, (no, 5, "Vì xa"), strict=True)))

    assert reading == Reading({str(first.pk): no}, {})
