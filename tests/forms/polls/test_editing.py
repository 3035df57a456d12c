"""Drafts are made, changed and copied; what is announced stands."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone, translation

from core.models import AuditEntry
from factories.poll_making import YES_NO, ask, draft, make_people, wording
from factories.polls import make_codes
from forms.polls.enums import Audience, PollStatus, QuestionKind
from forms.polls.models import Poll, PollOption, PollQuestion, PollSection
from forms.polls.queries import outline_of
from forms.polls.services.arranging import DOWN, UP, move_question, move_section
from forms.polls.services.copying import copy_poll
from forms.polls.services.editing import change_poll, create_poll, delete_poll
from forms.polls.services.locking import PollChanged, PollRefused
from forms.polls.services.questions import (
    add_section,
    change_question,
    delete_question,
    delete_section,
)
from forms.polls.validators import MOST_OPTIONS, OptionText, content_faults

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


@pytest.fixture
def people():
    return make_people()


@pytest.fixture
def poll(people) -> Poll:
    return draft(people)


def version(poll: Poll) -> int:
    poll.refresh_from_db()
    return poll.version


def test_second_click_finds_the_poll_of_the_first(people):
    now, key = timezone.now(), uuid4()
    values = {"title_vi": "Bữa ăn ca"}
    made = [
        create_poll(unit=people.unit, user=people.chief, values=values, request_key=key, now=now)
        for _click in range(2)
    ]
    assert made[0].pk == made[1].pk
    assert PollSection.objects.filter(poll=made[0]).count() == 1


@pytest.mark.parametrize("who", ["other_chief", "contributor", "respondent"])
def test_only_editors_of_the_unit_make_its_polls(people, who):
    with pytest.raises(PollRefused):
        create_poll(
            unit=people.unit,
            user=getattr(people, who),
            values={"title_vi": "Bữa ăn ca"},
            request_key=None,
            now=timezone.now(),
        )
    assert not Poll.objects.exists()


def test_nobody_overwrites_what_somebody_else_has_changed(people, poll):
    seen = poll.version
    change_poll(poll_id=poll.pk, user=people.chief, seen=seen, values={"title_vi": "Tiền lương"})
    with pytest.raises(PollChanged):
        change_poll(poll_id=poll.pk, user=people.centre, seen=seen, values={"title_vi": "Khác"})
    poll.refresh_from_db()
    assert poll.title_vi == "Tiền lương"


def test_settings_that_contradict_are_refused_by_field(people, poll):
    now = timezone.now()
    for values, field in (
        ({"audience": Audience.CODES, "asks_unit": True}, "asks_unit"),
        ({"opens_at": now, "closes_at": now}, "closes_at"),
        ({"title_vi": ""}, "title_vi"),
    ):
        with pytest.raises(ValidationError) as refusal:
            change_poll(poll_id=poll.pk, user=people.chief, seen=poll.version, values=values)
        assert field in refusal.value.message_dict


def test_poll_with_codes_stays_one(people):
    poll = draft(people, audience=Audience.CODES)
    make_codes(poll)
    with pytest.raises(ValidationError, match="codes"):
        change_poll(
            poll_id=poll.pk, user=people.chief, seen=0, values={"audience": Audience.EVERYONE}
        )
    with pytest.raises(PollRefused):
        delete_poll(poll_id=poll.pk, user=people.chief, seen=0)


@pytest.mark.parametrize(
    ("kind", "values", "choices", "rows", "field"),
    [
        ("single", {}, 1, 0, "choices"),
        ("multiple", {}, 0, 0, "choices"),
        ("ranking", {}, MOST_OPTIONS + 1, 0, "choices"),
        ("multiple", {"most_choices": 3}, 2, 0, "most_choices"),
        ("multiple", {"most_choices": 0}, 2, 0, "most_choices"),
        ("matrix", {}, 1, 2, "choices"),
        ("matrix", {}, 2, 0, "rows"),
        ("scale", {"lowest": 1}, 0, 0, "highest"),
        ("scale", {"lowest": 1, "highest": 1}, 0, 0, "highest"),
        ("scale", {"lowest": 0, "highest": 11}, 0, 0, "highest"),
        ("number", {"lowest": 5, "highest": 5}, 0, 0, "highest"),
        ("number", {"highest": 2_000_000_000}, 0, 0, "highest"),
        ("text", {"longest": 5}, 0, 0, "longest"),
    ],
)
def test_question_needs_what_its_kind_needs(people, poll, kind, values, choices, rows, field):
    with pytest.raises(ValidationError) as refusal:
        ask(
            *(poll, people.chief),
            kind=kind,
            choices=[OptionText(f"Lựa chọn {number}") for number in range(choices)],
            rows=[OptionText(f"Dòng {number}") for number in range(rows)],
            **values,
        )
    assert set(refusal.value.message_dict) == {field}
    assert not PollQuestion.objects.exists()


@pytest.mark.parametrize(
    ("kind", "values"),
    [
        ("scale", {"lowest": 0, "highest": 10}),
        ("scale", {"lowest": 1, "highest": 2}),
        ("number", {"lowest": -5}),
        ("text", {"longest": 10}),
    ],
)
def test_bounds_belong_to_what_is_allowed(people, poll, kind, values):
    question = ask(poll, people.chief, kind=kind, **values)
    assert not question.options.exists()
    assert question.most_choices is None


def test_same_option_twice_is_refused(people, poll):
    with pytest.raises(ValidationError, match="twice"):
        ask(poll, people.chief, choices=[OptionText("Có"), OptionText(" có ")])


def test_second_click_does_not_ask_twice(people, poll):
    first = ask(poll, people.chief)
    poll.version -= 1
    again = ask_with_old_version(poll, people)
    assert again.pk == first.pk
    assert PollQuestion.objects.count() == 1


def ask_with_old_version(poll: Poll, people) -> PollQuestion:
    from forms.polls.services.questions import add_question

    return add_question(
        poll_id=poll.pk,
        section_id=poll.sections.first().pk,
        user=people.chief,
        seen=0,
        values={"text_vi": "Bạn có hài lòng không?", "kind": QuestionKind.SINGLE},
        choices=YES_NO,
    )


def test_options_keep_their_identity_when_their_wording_changes(people, poll):
    question = ask(poll, people.chief)
    yes, no = question.options.all()
    change_question(
        poll_id=poll.pk,
        question_id=question.pk,
        user=people.chief,
        seen=version(poll),
        values={"text_vi": "Hài lòng chứ?", "kind": QuestionKind.SINGLE},
        choices=[OptionText("Chưa", pk=no.pk), OptionText("Rồi", pk=yes.pk), OptionText("Ý khác")],
    )
    found = list(question.options.values_list("pk", "text_vi"))
    assert found[:2] == [(no.pk, "Chưa"), (yes.pk, "Rồi")]
    assert found[2][1] == "Ý khác"


def test_condition_waits_for_an_earlier_question_that_compares(people, poll):
    first = ask(poll, people.chief, "Bạn có ăn ca không?")
    number = ask(poll, people.chief, "Bao nhiêu bữa?", "number", lowest=0, highest=30)
    text = ask(poll, people.chief, "Ý kiến khác?", "text", longest=500)
    yes = first.options.first()
    good = ask(
        *(poll, people.chief, "Có ngon không?"),
        condition_on_id=first.pk,
        condition_operator="is",
        condition_value=str(yes.pk),
    )
    for values, field in (
        ((text.pk, "is", "1"), "condition_on"),
        ((first.pk, "at_least", str(yes.pk)), "condition_operator"),
        ((first.pk, "is", str(good.options.first().pk)), "condition_option"),
        ((number.pk, "at_least", "nhiều"), "condition_number"),
        ((number.pk, "at_most", "31"), "condition_number"),
        ((good.pk + 99, "is", "1"), "condition_on"),
    ):
        names = ("condition_on_id", "condition_operator", "condition_value")
        with pytest.raises(ValidationError) as refusal:
            ask(poll, people.chief, "Câu sai", **dict(zip(names, values, strict=True)))
        assert set(refusal.value.message_dict) == {field}


def test_what_a_condition_waits_for_stays_before_it_and_stays(people, poll):
    first = ask(poll, people.chief, "Một")
    waiting = ask(
        *(poll, people.chief, "Hai"),
        condition_on_id=first.pk,
        condition_operator="is",
        condition_value=str(first.options.first().pk),
    )
    for attempt in (
        lambda: move_question(
            poll_id=poll.pk, question_id=waiting.pk, user=people.chief, seen=None, step=UP
        ),
        lambda: move_question(
            poll_id=poll.pk, question_id=first.pk, user=people.chief, seen=None, step=DOWN
        ),
        lambda: delete_question(
            poll_id=poll.pk, question_id=first.pk, user=people.chief, seen=None
        ),
        lambda: change_question(
            poll_id=poll.pk,
            question_id=first.pk,
            user=people.chief,
            seen=None,
            values={"text_vi": "Một", "kind": "text", "longest": 500},
        ),
    ):
        with pytest.raises(PollRefused, match="asked by the answer"):
            attempt()
    assert wording(poll) == ["Một", "Hai"]
    section = poll.sections.get()
    delete_section(poll_id=poll.pk, section_id=section.pk, user=people.chief, seen=version(poll))
    assert not PollQuestion.objects.exists()


def test_questions_and_sections_move_by_one_place(people, poll):
    one, two = ask(poll, people.chief, "Một"), ask(poll, people.chief, "Hai")
    section = add_section(poll_id=poll.pk, user=people.chief, seen=version(poll), text_vi="Phần 2")
    ask(poll, people.chief, "Ba", section=section)

    def move(question, step):
        move_question(
            *(), poll_id=poll.pk, question_id=question.pk, user=people.chief,
            seen=version(poll), step=step,
        )  # fmt: skip
        return wording(poll)

    assert move(one, DOWN) == ["Hai", "Một", "Ba"]
    assert move(one, UP) == ["Một", "Hai", "Ba"]
    assert move(one, UP) == ["Một", "Hai", "Ba"]
    assert move(two, DOWN) == ["Một", "Hai", "Ba"]
    assert [len(questions) for _section, questions in outline_of(poll).sections] == [1, 2]
    assert move(two, DOWN) == ["Một", "Ba", "Hai"]
    move_section(
        poll_id=poll.pk, section_id=section.pk, user=people.chief, seen=version(poll), step=UP
    )
    assert wording(poll) == ["Ba", "Hai", "Một"]


def test_announced_poll_cannot_be_edited(people, poll):
    question = ask(poll, people.chief)
    Poll.objects.filter(pk=poll.pk).update(
        status=PollStatus.ANNOUNCED,
        opens_at=timezone.now(),
        closes_at=timezone.now() + timedelta(days=1),
    )
    with pytest.raises(PollRefused):
        delete_question(
            poll_id=poll.pk, question_id=question.pk, user=people.chief, seen=version(poll)
        )
    with pytest.raises(PollRefused):
        ask(poll, people.chief, "Nữa")


def test_other_units_polls_do_not_exist(people, poll):
    with pytest.raises(PollRefused):
        ask(poll, people.other_chief)
    with pytest.raises(PollRefused):
        copy_poll(
            *(), source_id=poll.pk, unit=people.other, user=people.other_chief,
            request_key=None, now=timezone.now(),
        )  # fmt: skip


def test_copy_asks_the_same_with_its_own_conditions_and_without_times(people, poll):
    first = ask(poll, people.chief, "Một")
    number = ask(poll, people.chief, "Hai", "number")
    yes = first.options.first()
    ask(
        *(poll, people.chief, "Ba"),
        condition_on_id=first.pk,
        condition_operator="is",
        condition_value=str(yes.pk),
    )
    # A number that happens to be the id of an option stays a number.
    ask(
        *(poll, people.chief, "Bốn"),
        condition_on_id=number.pk,
        condition_operator="at_least",
        condition_value=str(yes.pk),
    )
    copy = copy_poll(
        source_id=poll.pk,
        unit=people.unit,
        user=people.chief,
        request_key=uuid4(),
        now=timezone.now(),
    )
    assert wording(copy) == ["Một", "Hai", "Ba", "Bốn"]
    assert copy.title_vi == "Bữa ăn ca (bản sao)"
    assert (copy.status, copy.opens_at) == (PollStatus.DRAFT, None)
    assert content_faults(outline_of(copy)) == []
    chosen, compared = (outline_of(copy).questions[place].question for place in (2, 3))
    assert PollOption.objects.get(pk=chosen.condition_value).question_id == chosen.condition_on_id
    assert compared.condition_value == str(yes.pk)


def test_draft_goes_with_all_that_it_asks(people, poll):
    first = ask(poll, people.chief)
    ask(
        *(poll, people.chief, "Hai"),
        condition_on_id=first.pk,
        condition_operator="is",
        condition_value=str(first.options.first().pk),
    )
    delete_poll(poll_id=poll.pk, user=people.chief, seen=version(poll))
    assert not Poll.objects.exists()
    assert AuditEntry.objects.filter(action="polls.poll.deleted").exists()
