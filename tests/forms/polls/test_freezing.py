"""A closed poll is counted once; its figures stand still from then on."""

import hashlib
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from core.models import AuditEntry
from factories.counting import cast, long_after, make_chains, make_counted_poll, make_question
from forms.polls.enums import PollStatus
from forms.polls.models import Poll, PollResult
from forms.polls.services.freezing import GRACE, NotClosed, digest_of, freeze_poll
from forms.polls.showing.files import results_csv, results_workbook, rows, sealed_json
from forms.polls.showing.standing import standing_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def poll() -> Poll:
    made = make_counted_poll()
    make_chains(made)
    question, (yes, _no), _rows = make_question(made)
    cast(made, {str(question.pk): yes.pk}, unit=made.unit, number=12)
    return made


def test_freezing_seals_the_count_and_ends_the_poll(poll):
    now = long_after(poll)

    result = freeze_poll(poll_id=poll.pk, now=now)

    poll.refresh_from_db()
    assert poll.status == PollStatus.FROZEN
    assert result.data["turnout"]["cast"] == 12
    assert digest_of(PollResult.objects.get().data) == result.digest
    entry = AuditEntry.objects.get(action="polls.poll.frozen")
    assert entry.data == {"digest": result.digest}


@pytest.mark.parametrize("seconds", [-1, 0, GRACE.total_seconds() - 1])
def test_poll_that_may_still_get_ballots_is_not_counted(poll, seconds):
    with pytest.raises(NotClosed):
        freeze_poll(poll_id=poll.pk, now=poll.closes_at + timedelta(seconds=seconds))
    assert not PollResult.objects.exists()


@pytest.mark.parametrize("status", [PollStatus.DRAFT, PollStatus.TEST, PollStatus.CANCELLED])
def test_poll_that_was_not_announced_is_not_counted(poll, status):
    Poll.objects.filter(pk=poll.pk).update(status=status)

    with pytest.raises(NotClosed):
        freeze_poll(poll_id=poll.pk, now=long_after(poll))


def test_second_count_is_refused_and_changes_nothing(poll):
    first = freeze_poll(poll_id=poll.pk, now=long_after(poll))

    with pytest.raises(NotClosed):
        freeze_poll(poll_id=poll.pk, now=long_after(poll) + timedelta(days=1))
    assert PollResult.objects.get().frozen_at == first.frozen_at


def test_sealed_figures_keep_the_names_of_their_day(poll):
    name = poll.unit.name_vi
    freeze_poll(poll_id=poll.pk, now=long_after(poll))
    type(poll.unit).objects.filter(pk=poll.unit_id).update(name_vi="Tên mới sau sáp nhập")

    data = PollResult.objects.get().data

    assert data["groups"]["unit"]["groups"][0]["name_vi"] == name


def test_command_counts_what_is_due_and_nothing_else(poll):
    later = make_counted_poll(closes_at=timezone.now() + timedelta(hours=1))

    call_command("freeze_polls", verbosity=0)
    call_command("freeze_polls", verbosity=0)

    assert list(PollResult.objects.values_list("poll_id", flat=True)) == [poll.pk]
    later.refresh_from_db()
    assert later.status == PollStatus.ANNOUNCED


def test_nothing_is_shown_before_the_close(poll):
    during = poll.opens_at + timedelta(minutes=5)

    assert standing_of(poll, now=during) is None
    assert standing_of(poll, now=poll.closes_at) is None


def test_interim_figures_are_totals_of_ten_ballots_or_more(poll):
    Poll.objects.filter(pk=poll.pk).update(shows_interim=True)
    poll.refresh_from_db()
    few = make_counted_poll(shows_interim=True)
    question, (yes, _no), _rows = make_question(few)
    cast(few, {str(question.pk): yes.pk}, number=9)
    during = poll.opens_at + timedelta(minutes=5)

    shown = standing_of(poll, now=during)

    assert shown is not None
    assert (shown.is_final, shown.data["groups"]) == (False, {})
    assert standing_of(few, now=during) is None


def test_json_file_is_what_the_seal_was_made_of(poll):
    result = freeze_poll(poll_id=poll.pk, now=long_after(poll))
    stored = PollResult.objects.get().data
    assert hashlib.sha256(sealed_json(stored)).hexdigest() == result.digest


def test_files_hold_a_row_for_each_answer_and_run_no_formula():
    poll = make_counted_poll(title_vi="=1+1")
    make_chains(poll)
    question, (bad, _good), _rows = make_question(poll, options=("=HYPERLINK(1)", "Tốt"))
    cast(poll, {str(question.pk): bad.pk}, unit=poll.unit, number=10)
    data = freeze_poll(poll_id=poll.pk, now=long_after(poll)).data

    # All, by unit, by kind, by region: two answers each.
    assert len(list(rows(data))) == 8
    assert "'=HYPERLINK(1)" in results_csv(data)
    assert results_workbook(data)[:2] == b"PK"
