"""A changed directive asks for acknowledgement again; what was before stays on record."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from factories.directives import (
    after,
    make_acknowledged,
    make_answered,
    make_bare_unit,
    receipt_of,
)
from factories.documents import make_official_document
from units.directives.enums import DirectiveState, ReceiptState, StepAction
from units.directives.errors import ChangedMeanwhile, DirectiveRefused, NotAllowed, WrongState
from units.directives.services.answering import send_answer
from units.directives.services.changing import change_directive
from units.directives.services.ending import cancel_directive, close_directive
from units.directives.services.extensions import ask_extension, grant_extension
from units.directives.services.handing_over import hand_over, receipts_to_hand_over
from units.directives.services.receiving import acknowledge, mark_done
from units.documents.enums import DocumentState

pytestmark = pytest.mark.django_db
# After everything that the fixtures make, however long the run has lasted.
NOW = timezone.now() + timedelta(hours=3)


def change(world, **values):
    directive = type(world.directive).objects.get(pk=world.directive.pk)
    facts = {
        "number": directive.current,
        "title": directive.title,
        "task": directive.task,
        "deadline": directive.deadline,
        "document": directive.document,
        "reason": "Bổ sung biểu mẫu",
        "user": world.office,
        "now": NOW,
    }
    return change_directive(directive_id=directive.pk, **facts | values)


def test_every_receipt_goes_back_and_the_first_acknowledgement_stays(world):
    make_acknowledged(world.ours.receipt, world.ours.officer)
    make_answered(world.theirs.receipt, world.theirs.officer)
    mail.outbox.clear()
    directive = change(world, task="Báo cáo theo biểu mới.")
    assert directive.current == 2
    for side in (world.ours, world.theirs):
        receipt = side.fresh()
        assert (receipt.state, receipt.acknowledged_at, receipt.done_at, receipt.seen_version) == (
            ReceiptState.DELIVERED,
            None,
            None,
            1,
        )
        kept = receipt.steps.filter(action=StepAction.ACKNOWLEDGED, number=1)
        assert kept.count() == 1
        assert receipt.steps.get(action=StepAction.CHANGED).note == "Bổ sung biểu mẫu"
    assert world.theirs.fresh().steps.filter(action=StepAction.DONE).count() == 1
    assert [one.reason for one in directive.versions.all()] == ["", "Bổ sung biểu mẫu"]
    assert len(mail.outbox) == 4
    assert "Bổ sung biểu mẫu" in mail.outbox[0].body


def test_a_stale_form_is_told_what_changed(world):
    change(world, task="Việc mới.")
    with pytest.raises(ChangedMeanwhile, match="Bổ sung biểu mẫu"):
        acknowledge(receipt_id=world.ours.receipt.pk, number=1, user=world.ours.officer, now=NOW)
    receipt = make_acknowledged(world.ours.receipt, world.ours.officer)
    assert (receipt.state, receipt.seen_version) == (ReceiptState.ACKNOWLEDGED, 2)
    assert list(
        receipt.steps.filter(action=StepAction.ACKNOWLEDGED).values_list("number", flat=True)
    ) == [2]


def test_who_was_done_says_that_the_answer_still_holds_or_writes_a_new_one(world):
    make_answered(world.ours.receipt, world.ours.officer)
    make_answered(world.theirs.receipt, world.theirs.officer)
    change(world, task="Việc mới.")
    for side in (world.ours, world.theirs):
        make_acknowledged(side.receipt, side.officer)
    mark_done(receipt_id=world.ours.receipt.pk, number=2, user=world.ours.leader, now=NOW)
    second = send_answer(
        receipt_id=world.theirs.receipt.pk,
        number=2,
        text="Trả lời mới",
        seen="",
        user=world.theirs.officer,
        now=NOW,
    )
    assert second.number == 2
    assert world.ours.fresh().state == world.theirs.fresh().state == ReceiptState.DONE


def test_a_new_deadline_holds_for_all_but_longer_extensions(world):
    request = ask_extension(
        receipt_id=world.ours.receipt.pk,
        until=after(40),
        reason="Chờ số liệu",
        user=world.ours.officer,
        now=NOW,
    )
    grant_extension(request_id=request.pk, until=after(40), user=world.office, now=NOW)
    change(world, deadline=after(30))
    ours, theirs = world.ours.fresh(), world.theirs.fresh()
    assert (ours.due_on, ours.extended_to) == (after(40), after(40))
    assert (theirs.due_on, theirs.extended_to) == (after(30), None)
    change(world, deadline=after(50))
    ours = world.ours.fresh()
    assert (ours.due_on, ours.extended_to) == (after(50), None)
    change(world, deadline=None)
    assert world.theirs.fresh().due_on is None


def test_a_moved_deadline_is_escalated_anew(world):
    type(world.ours.receipt).objects.update(escalated_at=NOW)
    change(world, task="Việc mới.")
    assert world.ours.fresh().escalated_at == NOW
    change(world, deadline=after(30))
    assert world.ours.fresh().escalated_at is None


def test_what_cannot_be_changed_is_refused(world):
    cases = [
        ({"task": "Mới", "reason": " "}, DirectiveRefused),
        ({}, DirectiveRefused),
        ({"deadline": after(-1)}, DirectiveRefused),
        ({"title": ""}, DirectiveRefused),
        ({"task": "Mới", "number": 2}, ChangedMeanwhile),
        ({"task": "Mới", "user": world.ours.leader}, NotAllowed),
        (
            {
                "document": make_official_document(
                    world.ours.unit, state=DocumentState.WITHDRAWN, withdrawn_reason="Sai"
                )
            },
            DirectiveRefused,
        ),
    ]
    for values, error in cases:
        with pytest.raises(error):
            change(world, **values)
    world.directive.refresh_from_db()
    assert (world.directive.current, world.directive.versions.count()) == (1, 1)


def test_another_document_is_kept_version_by_version(world):
    former = world.directive.document
    document = make_official_document(world.ours.unit)
    change(world, document=document)
    assert [one.document for one in world.directive.versions.all()] == [former, document]


def test_closing_and_taking_back(make_world):
    world = make_world()
    mail.outbox.clear()
    end = {"directive_id": world.directive.pk, "user": world.office, "now": NOW}
    with pytest.raises(NotAllowed):
        close_directive(**end | {"user": world.ours.leader})
    close_directive(reason="Đã đủ", **end)
    close_directive(**end)
    world.directive.refresh_from_db()
    assert (world.directive.state, world.directive.ended_at, world.directive.end_reason) == (
        DirectiveState.CLOSED,
        NOW,
        "Đã đủ",
    )
    assert not mail.outbox
    with pytest.raises(WrongState):
        change(world, task="Mới")
    with pytest.raises(WrongState):
        cancel_directive(reason="Nhầm", **end)


def test_taking_back_tells_the_units_why(world):
    mail.outbox.clear()
    end = {"directive_id": world.directive.pk, "user": world.office, "now": NOW}
    with pytest.raises(DirectiveRefused):
        cancel_directive(reason=" ", **end)
    with pytest.raises(NotAllowed):
        cancel_directive(reason="Nhầm", **end | {"user": world.ours.officer})
    cancel_directive(reason="Gửi nhầm", **end)
    cancel_directive(reason="Lần hai", **end)
    assert len(mail.outbox) == 4
    assert "Gửi nhầm" in mail.outbox[0].body


def test_a_draft_is_neither_closed_nor_taken_back(world):
    from factories.directives import make_draft

    draft = make_draft(office=world.office)
    with pytest.raises(WrongState):
        close_directive(directive_id=draft.pk, user=world.office, now=NOW)


def test_handing_over_changes_who_is_in_charge_and_nothing_else(world, count_queries):
    successor = make_bare_unit("KE-THUA")
    make_answered(world.theirs.receipt, world.theirs.officer)
    found = receipts_to_hand_over(world.ours.unit)
    moved = hand_over(receipts=found, to=successor, user=world.office, now=NOW)
    assert moved == [world.ours.receipt.pk]
    receipt = world.ours.fresh()
    assert (receipt.unit, receipt.in_charge, receipt.state) == (
        world.ours.unit,
        successor,
        ReceiptState.DELIVERED,
    )
    step = receipt.steps.get(action=StepAction.HANDED_OVER)
    assert step.unit == successor
    assert world.ours.unit.name in step.note
    assert hand_over(receipts=found, to=successor, user=world.office, now=NOW) == []
    assert receipts_to_hand_over(world.theirs.unit).count() == 0
    with pytest.raises(NotAllowed):
        make_acknowledged(receipt, world.ours.officer)
    assert receipt_of(world.directive, world.theirs.unit).in_charge == world.theirs.unit
