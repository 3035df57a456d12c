"""Turnout: against a count in SQL, and never more than the sealed result shows of a group."""

import random
from datetime import timedelta

import pytest
from django.utils import timezone

from factories.polls import cast_ballots, make_codes, make_poll
from factories.portal import make_unit
from factories.windows import AFTER, BEFORE, FIRST, LAST, counted, figure, records, share, sql
from forms.polls.enums import Audience, PollPhase
from forms.polls.models import CodeBatch, Poll, VoterCode
from forms.polls.services.freezing import freeze_poll

pytestmark = pytest.mark.django_db
CODE = "poll_turnout"


def run_poll(owner, used_by_unit, *, closes_at=LAST, codes=20, freeze=True):
    """Hold a poll with codes for units, of which so many were used."""
    poll = make_poll(owner, audience=Audience.CODES, phase=PollPhase.CLOSED, with_page=False)
    Poll.objects.filter(pk=poll.pk).update(
        opens_at=closes_at - timedelta(days=7), closes_at=closes_at
    )
    for unit, used in used_by_unit.items():
        make_codes(poll, codes, unit=unit)
        spent = VoterCode.objects.filter(poll=poll, batch__unit=unit)[:used].values("pk")
        VoterCode.objects.filter(pk__in=list(spent.values_list("pk", flat=True))).update(
            is_used=True
        )
        cast_ballots(poll, used, unit=unit)
    if freeze:
        freeze_poll(poll_id=poll.pk, now=timezone.now())
    return poll


def test_the_share_equals_a_count_in_sql():
    dice, units = random.Random(7), [make_unit() for _number in range(3)]
    for number in range(2):
        used = {unit: dice.randint(10, 20) for unit in units}
        run_poll(units[number], used, closes_at=LAST - timedelta(days=number))
    run_poll(units[0], dict.fromkeys(units, 20), closes_at=AFTER)
    found = counted(CODE, units)
    for unit in units:
        rows = sql(
            "SELECT c.is_used FROM polls_votercode c JOIN polls_codebatch b ON b.id = c.batch_id"
            " JOIN polls_poll p ON p.id = c.poll_id WHERE b.unit_id = %s AND p.status = 'frozen'"
            " AND p.closes_at >= %s AND p.closes_at < %s",
            unit.pk,
            FIRST,
            AFTER,
        )
        assert found[unit.pk] == share(sum(bool(used) for (used,) in rows), len(rows))
        assert len(records(CODE, unit)) == 2


@pytest.mark.parametrize(("moment", "counts"), [(BEFORE, 0), (FIRST, 1), (LAST, 1), (AFTER, 0)])
def test_a_poll_counts_where_it_closes(moment, counts):
    unit = make_unit()
    run_poll(unit, {unit: 15}, closes_at=moment)
    assert figure(CODE, unit) == (share(15, 20) if counts else None)


def test_a_group_under_ten_is_left_out():
    unit, small = make_unit(), make_unit()
    run_poll(unit, {unit: 19, small: 9})
    assert figure(CODE, small) is None
    [record] = records(CODE, small)
    assert not record.counts
    assert "9" not in record.note
    # Nor may it be computed from what is left of the whole.
    assert figure(CODE, unit) is None


def test_a_poll_that_is_not_counted_yet_tells_nothing():
    unit = make_unit()
    run_poll(unit, {unit: 15}, freeze=False)
    assert figure(CODE, unit) is None
    assert records(CODE, unit) == []


def test_voided_codes_were_never_given_out():
    unit = make_unit()
    poll = run_poll(unit, {unit: 12})
    CodeBatch.objects.filter(poll=poll).update(voided_at=LAST)
    assert figure(CODE, unit) == share(12, 12)


def test_two_queries_for_any_number_of_units(count_queries):
    units = [make_unit() for _number in range(3)]
    run_poll(units[0], dict.fromkeys(units, 10))
    assert count_queries(lambda: counted(CODE, units)) == 2
    assert count_queries(lambda: counted(CODE, units[:1])) == 2
