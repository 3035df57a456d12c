"""Opening, acknowledging, being done: by the unit in charge, for the version that it read."""

from datetime import timedelta

import pytest
from django.utils import timezone

from factories.directives import make_acknowledged, make_answered
from units.directives.enums import ReceiptState, StepAction
from units.directives.errors import ChangedMeanwhile, DirectiveRefused, NotAllowed, WrongState
from units.directives.services.ending import cancel_directive, close_directive
from units.directives.services.receiving import acknowledge, mark_done, open_receipt

pytestmark = pytest.mark.django_db
# After everything that the fixtures make, however long the run has lasted.
NOW = timezone.now() + timedelta(hours=3)


def actions_of(receipt) -> list[str]:
    return list(receipt.steps.values_list("action", flat=True))


def test_the_first_look_of_the_unit_opens(world):
    receipt = open_receipt(receipt_id=world.ours.receipt.pk, user=world.ours.leader, now=NOW)
    assert (receipt.state, receipt.opened_at) == (ReceiptState.OPENED, NOW)
    assert receipt.opened_by == world.ours.leader
    open_receipt(receipt_id=receipt.pk, user=world.ours.officer, now=NOW + timedelta(days=1))
    receipt.refresh_from_db()
    assert (receipt.opened_by, receipt.opened_at) == (world.ours.leader, NOW)
    assert actions_of(receipt) == [StepAction.DELIVERED, StepAction.OPENED]


def test_nobody_else_opens(world):
    for user in (world.theirs.officer, world.office):
        with pytest.raises(NotAllowed):
            open_receipt(receipt_id=world.ours.receipt.pk, user=user, now=NOW)
    assert world.ours.fresh().state == ReceiptState.DELIVERED


def test_what_is_over_is_not_opened(world):
    close_directive(directive_id=world.directive.pk, user=world.office, now=NOW)
    open_receipt(receipt_id=world.ours.receipt.pk, user=world.ours.officer, now=NOW)
    assert world.ours.fresh().state == ReceiptState.DELIVERED


def test_acknowledging_without_opening_opens_too(world):
    receipt = make_acknowledged(world.ours.receipt, world.ours.officer, now=NOW)
    assert (receipt.state, receipt.opened_at, receipt.acknowledged_at) == (
        ReceiptState.ACKNOWLEDGED,
        NOW,
        NOW,
    )
    assert receipt.seen_version == 1
    assert world.theirs.fresh().state == ReceiptState.DELIVERED


def test_acknowledging_twice_changes_nothing(world):
    make_acknowledged(world.ours.receipt, world.ours.officer, now=NOW)
    later = NOW + timedelta(hours=1)
    receipt = make_acknowledged(world.ours.receipt, world.ours.leader, now=later)
    assert (receipt.acknowledged_by, receipt.acknowledged_at) == (world.ours.officer, NOW)
    assert actions_of(receipt).count(StepAction.ACKNOWLEDGED) == 1


@pytest.mark.parametrize("number", [0, 2, 99])
def test_another_version_is_not_acknowledged(world, number):
    with pytest.raises(ChangedMeanwhile):
        acknowledge(
            receipt_id=world.ours.receipt.pk, number=number, user=world.ours.officer, now=NOW
        )
    assert world.ours.fresh().acknowledged_at is None


def test_others_do_not_acknowledge(world):
    for user in (world.theirs.officer, world.theirs.leader, world.office):
        with pytest.raises(NotAllowed):
            make_acknowledged(world.ours.receipt, user)


def test_what_was_taken_back_is_not_acknowledged(world):
    cancel_directive(directive_id=world.directive.pk, reason="Nhầm", user=world.office, now=NOW)
    with pytest.raises(WrongState):
        make_acknowledged(world.ours.receipt, world.ours.officer)


def test_where_no_answer_is_asked_the_unit_says_when_it_is_done(make_world):
    world = make_world(must_answer=False)
    done = {"receipt_id": world.ours.receipt.pk, "number": 1, "user": world.ours.leader}
    with pytest.raises(WrongState):
        mark_done(now=NOW, **done)
    make_acknowledged(world.ours.receipt, world.ours.officer)
    with pytest.raises(ChangedMeanwhile):
        mark_done(now=NOW, **done | {"number": 2})
    with pytest.raises(NotAllowed):
        mark_done(now=NOW, **done | {"user": world.theirs.leader})
    mark_done(now=NOW, **done)
    mark_done(now=NOW + timedelta(days=1), **done)
    receipt = world.ours.fresh()
    assert (receipt.state, receipt.done_at, receipt.done_by) == (
        ReceiptState.DONE,
        NOW,
        world.ours.leader,
    )
    assert actions_of(receipt).count(StepAction.DONE) == 1


def test_where_an_answer_is_owed_it_is_not_done_without(world):
    make_acknowledged(world.ours.receipt, world.ours.officer)
    with pytest.raises(DirectiveRefused):
        mark_done(receipt_id=world.ours.receipt.pk, number=1, user=world.ours.officer, now=NOW)
    make_answered(world.ours.receipt, world.ours.officer)
    assert world.ours.fresh().state == ReceiptState.DONE
