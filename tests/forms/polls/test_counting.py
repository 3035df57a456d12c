"""Figures of each kind of question, of groups, and what small groups keep to themselves."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factories.counting import cast, make_counted_poll, make_question
from factories.portal import make_unit, make_user
from forms.polls.counting.count import count_poll
from forms.polls.counting.figures import share
from forms.polls.counting.suppression import SMALLEST, shown_groups
from forms.polls.enums import Audience, QuestionKind, Refusal
from forms.polls.models import CodeBatch, RefusalCount, VoterCode
from units.enums import Region, UnitKind

pytestmark = pytest.mark.django_db


def first(poll):
    """Return the figures of a poll's first question."""
    return count_poll(poll)["questions"][0]


def counts(figures) -> list[int]:
    """Return the counts of a question's options."""
    return [option["count"] for option in figures["options"]]


def test_single_choice_counts_and_shares():
    poll = make_counted_poll()
    question, (yes, no), _rows = make_question(poll)
    cast(poll, {str(question.pk): yes.pk}, number=2)
    cast(poll, {str(question.pk): no.pk})
    cast(poll, {})

    figures = first(poll)

    assert (figures["answered"], figures["unanswered"]) == (3, 1)
    assert [(one["count"], one["share"]) for one in figures["options"]] == [(2, 667), (1, 333)]


def test_several_choices_are_shares_of_those_who_answered():
    poll = make_counted_poll()
    question, (one, two, three), _rows = make_question(poll, QuestionKind.MULTIPLE, options="abc")
    cast(poll, {str(question.pk): [one.pk, two.pk]}, number=3)
    cast(poll, {str(question.pk): [three.pk]})

    figures = first(poll)

    assert counts(figures) == [3, 3, 1]
    assert [one["share"] for one in figures["options"]] == [750, 750, 250]


def test_ranking_counts_places_and_their_mean():
    poll = make_counted_poll()
    question, (one, two, three), _rows = make_question(poll, QuestionKind.RANKING, options="abc")
    cast(poll, {str(question.pk): [two.pk, one.pk, three.pk]}, number=2)
    cast(poll, {str(question.pk): [one.pk, two.pk, three.pk]})

    options = first(poll)["options"]

    assert [one["places"] for one in options] == [[1, 2, 0], [2, 1, 0], [0, 0, 3]]
    assert [one["mean_place"] for one in options] == ["1.67", "1.33", "3.00"]


def test_scale_tells_every_value_and_the_spread():
    poll = make_counted_poll()
    question, *_options = make_question(poll, QuestionKind.SCALE, options=())
    for value, number in ((1, 1), (4, 2), (5, 1)):
        cast(poll, {str(question.pk): value}, number=number)

    figures = first(poll)

    assert [one["count"] for one in figures["values"]] == [1, 0, 0, 2, 1]
    assert (figures["mean"], figures["median"]) == ("3.50", 4)
    assert (figures["lower_quarter"], figures["upper_quarter"]) == (1, 4)


def test_number_with_many_values_is_told_by_quarters_only():
    poll = make_counted_poll()
    question, *_options = make_question(poll, QuestionKind.NUMBER, options=())
    for value in range(30):
        cast(poll, {str(question.pk): value})

    figures = first(poll)

    assert figures["values"] == []
    assert (figures["median"], figures["mean"]) == (14, "14.50")


def test_table_counts_each_row_by_itself():
    poll = make_counted_poll()
    question, (good, bad), (meal, noise) = make_question(
        poll, QuestionKind.MATRIX, rows=("Bữa ăn", "Tiếng ồn")
    )
    cast(poll, {str(question.pk): {str(meal.pk): good.pk, str(noise.pk): bad.pk}}, number=2)
    cast(poll, {str(question.pk): {str(meal.pk): good.pk}})

    rows = first(poll)["rows"]

    assert [(row["answered"], counts(row)) for row in rows] == [(3, [3, 0]), (2, [0, 2])]


def test_own_words_are_counted_and_not_told():
    poll = make_counted_poll()
    question, *_options = make_question(poll, QuestionKind.TEXT, options=())
    cast(poll, {str(question.pk): "Anh Nguyễn Văn A, tổ 3"})

    assert first(poll)["answered"] == 1
    assert "Nguyễn Văn A" not in str(count_poll(poll))


def test_empty_poll_has_figures_without_shares():
    poll = make_counted_poll()
    make_question(poll)
    make_question(poll, QuestionKind.SCALE, options=())

    counted = count_poll(poll)

    assert counted["turnout"] == {"cast": 0, "eligible": None, "share": None}
    assert [one["share"] for one in counted["questions"][0]["options"]] == [None, None]
    assert counted["questions"][1]["median"] is None


def test_trial_ballots_and_those_of_other_polls_do_not_count():
    poll, other = make_counted_poll(), make_counted_poll()
    question, (yes, _no), _rows = make_question(poll)
    cast(other, {str(question.pk): yes.pk})
    cast(poll, {str(question.pk): yes.pk}, is_trial=True)

    assert count_poll(poll)["turnout"]["cast"] == 0


def test_statement_counts_codes_refusals_and_corrections():
    poll = make_counted_poll(audience=Audience.CODES)
    used, voided = (
        CodeBatch.objects.create(poll=poll, unit=poll.unit, size=2, made_at=poll.made_at)
        for _one in range(2)
    )
    codes = [(used, True), (used, False), (voided, True), (voided, False)]
    for number, (batch, is_used) in enumerate(codes):
        VoterCode.objects.create(poll=poll, batch=batch, digest=str(number), is_used=is_used)
    CodeBatch.objects.filter(pk=voided.pk).update(voided_at=poll.made_at)
    for shard in (1, 2):
        RefusalCount.objects.create(poll=poll, reason=Refusal.REPEATED, shard=shard, count=3)

    counted = count_poll(poll)

    assert counted["statement"]["codes"] == {"issued": 4, "used": 2, "voided": 1}
    assert counted["turnout"]["eligible"] == 3
    assert counted["statement"]["refused"][Refusal.REPEATED] == 6


def test_accounts_that_could_vote_are_the_active_ones():
    poll = make_counted_poll(audience=Audience.ACCOUNTS)
    make_user()
    make_user(is_active=False)

    before = count_poll(poll)["turnout"]["eligible"]
    make_user()

    assert count_poll(poll)["turnout"]["eligible"] == before + 1


def test_groups_are_told_by_unit_kind_and_region():
    poll = make_counted_poll()
    question, (yes, no), _rows = make_question(poll)
    north = make_unit(kind=UnitKind.PROVINCE)
    type(north).objects.filter(pk=north.pk).update(region=Region.RED_RIVER)
    sector = make_unit(kind=UnitKind.SECTOR)
    cast(poll, {str(question.pk): yes.pk}, unit=north, number=12)
    cast(poll, {str(question.pk): no.pk}, unit=sector, number=11)

    groups = count_poll(poll)["groups"]

    assert [(one["group"], one["ballots"]) for one in groups["unit"]["groups"]] == [
        (north.code, 12),
        (sector.code, 11),
    ]
    assert counts(groups["unit"]["groups"][0]["questions"][0]) == [12, 0]
    assert [one["group"] for one in groups["kind"]["groups"]] == ["province", "sector"]
    assert [one["group"] for one in groups["region"]["groups"]] == [Region.RED_RIVER, ""]


def test_group_under_ten_is_shut_with_the_one_it_could_be_computed_from():
    poll = make_counted_poll()
    question, (yes, _no), _rows = make_question(poll)
    for number in (30, 12, 9):
        cast(poll, {str(question.pk): yes.pk}, unit=make_unit(), number=number)

    division = count_poll(poll)["groups"]["unit"]

    assert [one["ballots"] for one in division["groups"]] == [30]
    assert (division["closed"], division["closed_ballots"]) == (2, 21)


@given(
    st.dictionaries(st.integers(0, 12), st.integers(1, 25), min_size=1),
    st.lists(st.sets(st.integers(0, 12)), max_size=3),
)
@pytest.mark.sqlite
def test_what_stays_shut_is_never_under_ten_in_any_whole(ballots, wholes):
    shown = shown_groups(ballots, wholes=wholes)

    for whole in [set(ballots), *(whole & set(ballots) for whole in wholes)]:
        hidden = sum(ballots[group] for group in whole - shown)
        assert all(ballots[group] >= SMALLEST for group in shown)
        assert hidden == 0 or hidden >= SMALLEST or not whole & shown


@pytest.mark.sqlite
@given(st.integers(0, 10_000), st.integers(1, 10_000))
def test_shares_round_half_up(count, of):
    exact = count * 1000 / of
    assert abs(share(count, of) - exact) <= 0.5
    assert share(1, 2000) == 1


def test_reading_ballots_takes_the_same_queries_for_many(count_queries):
    made = []
    for number in (1, 40):
        poll = make_counted_poll()
        question, (yes, _no), _rows = make_question(poll)
        for _one in itertools.repeat(None, number):
            cast(poll, {str(question.pk): yes.pk}, unit=poll.unit)
        made.append(count_queries(lambda poll=poll: count_poll(poll)))

    assert made[0] == made[1]
