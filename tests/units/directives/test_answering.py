"""Answers: drafts and files are kept, what was sent stays, the Office accepts or returns it."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.files.storage import storages
from django.db import IntegrityError, transaction
from django.utils import timezone

from factories.directives import (
    make_acknowledged,
    make_answered,
    make_bare_unit,
    make_officer,
    pdf,
)
from units.directives.enums import AnswerState, ReceiptState, StepAction
from units.directives.errors import ChangedMeanwhile, DirectiveRefused, NotAllowed, WrongState
from units.directives.models import AnswerFile, DirectiveAnswer, DirectiveReceipt
from units.directives.rules import answer_file_for
from units.directives.services.answering import (
    accept_answer,
    draft_of,
    return_answer,
    save_answer,
    send_answer,
    standing_of,
)
from units.directives.services.ending import close_directive
from units.directives.services.handing_over import hand_over

pytestmark = pytest.mark.django_db
# After everything that the fixtures make, however long the run has lasted.
NOW = timezone.now() + timedelta(hours=3)


def save(side, text="Đã làm", *, seen=None, user=None, now=NOW, **values):
    seen = standing_of(draft_of(side.receipt)) if seen is None else seen
    return save_answer(
        receipt_id=side.receipt.pk,
        text=text,
        seen=seen,
        user=user or side.officer,
        now=now,
        **values,
    )


def send(side, text="Đã làm", *, seen=None, user=None, number=1, now=NOW, **values):
    seen = standing_of(draft_of(side.receipt)) if seen is None else seen
    return send_answer(
        receipt_id=side.receipt.pk,
        number=number,
        text=text,
        seen=seen,
        user=user or side.officer,
        now=now,
        **values,
    )


def test_a_draft_is_kept_with_its_files_and_changed(world):
    draft = save(world.ours, "Nháp", files=[pdf(), pdf("hai.pdf")])
    assert (draft.state, draft.number, draft.files.count()) == (AnswerState.DRAFT, 1, 2)
    gone = draft.files.first()
    save(world.ours, "Nháp hai", removed=[gone.pk], now=NOW + timedelta(minutes=1))
    draft.refresh_from_db()
    assert draft.text == "Nháp hai"
    assert [one.name for one in draft.files.all()] == ["hai.pdf"]
    assert world.ours.fresh().state == ReceiptState.DELIVERED


def test_bytes_of_a_removed_file_go(world, django_capture_on_commit_callbacks):
    file = save(world.ours, files=[pdf()]).files.get()
    name = file.file.name
    assert storages["private"].exists(name)
    with django_capture_on_commit_callbacks(execute=True):
        save(world.ours, removed=[file.pk])
    assert not storages["private"].exists(name)


def test_a_second_click_keeps_the_same_draft(world):
    first = save(world.ours, files=[pdf()], seen="")
    second = save(world.ours, files=[pdf()], seen="")
    assert first.pk == second.pk
    assert AnswerFile.objects.count() == 1


def test_of_two_colleagues_the_second_is_told(world):
    save(world.ours, "Của cán bộ", seen="")
    with pytest.raises(ChangedMeanwhile):
        save(world.ours, "Của lãnh đạo", seen="", user=world.ours.leader)
    assert draft_of(world.ours.receipt).text == "Của cán bộ"


def test_ten_files_and_no_more(world):
    save(world.ours, files=[pdf(f"{number}.pdf") for number in range(10)])
    with pytest.raises(DirectiveRefused), transaction.atomic():
        save(world.ours, files=[pdf("them.pdf")])
    assert AnswerFile.objects.count() == 10


def test_a_text_that_is_too_long_is_refused(world):
    with pytest.raises(DirectiveRefused):
        save(world.ours, "x" * 10_001)


def test_the_officer_or_the_leader_sends_and_the_unit_is_done(world):
    make_acknowledged(world.ours.receipt, world.ours.officer)
    save(world.ours, "Nháp của cán bộ", files=[pdf()])
    answer = send(world.ours, "Báo cáo", user=world.ours.leader)
    receipt = world.ours.fresh()
    assert (answer.state, answer.sent_by, answer.text) == (
        AnswerState.SENT,
        world.ours.leader,
        "Báo cáo",
    )
    assert answer.files.count() == 1
    assert (receipt.state, receipt.answered_at, receipt.done_at) == (ReceiptState.DONE, NOW, NOW)
    actions = list(receipt.steps.values_list("action", flat=True))
    assert actions[-2:] == [StepAction.ANSWERED, StepAction.DONE]


def test_a_file_alone_is_an_answer_but_nothing_is_not(world):
    make_acknowledged(world.ours.receipt, world.ours.officer)
    with pytest.raises(DirectiveRefused), transaction.atomic():
        send(world.ours, "  ")
    assert send(world.ours, "", files=[pdf()]).state == AnswerState.SENT


def test_a_second_click_sends_one_answer(world):
    make_acknowledged(world.ours.receipt, world.ours.officer)
    first = send(world.ours, seen="")
    second = send(world.ours, seen="")
    assert first.pk == second.pk
    assert DirectiveAnswer.objects.count() == 1


def test_after_one_was_sent_another_is_refused(world):
    make_acknowledged(world.ours.receipt, world.ours.officer)
    send(world.ours)
    with pytest.raises(WrongState):
        send(world.ours, "Khác")
    with pytest.raises(WrongState):
        save(world.ours, "Khác")


def test_it_is_acknowledged_first(world):
    with pytest.raises(WrongState):
        send(world.ours)
    assert not DirectiveAnswer.objects.exists()


def test_only_the_unit_writes_its_answer(world):
    make_acknowledged(world.ours.receipt, world.ours.officer)
    for user in (world.office, world.theirs.officer, world.theirs.leader):
        with pytest.raises(NotAllowed):
            save(world.ours, user=user)
        with pytest.raises(NotAllowed):
            send(world.ours, user=user)


def test_nothing_is_written_to_what_is_closed(world):
    make_acknowledged(world.ours.receipt, world.ours.officer)
    close_directive(directive_id=world.directive.pk, user=world.office, now=NOW)
    with pytest.raises(WrongState):
        save(world.ours)
    with pytest.raises(WrongState):
        send(world.ours)


def test_a_version_not_read_is_not_answered(world):
    make_acknowledged(world.ours.receipt, world.ours.officer)
    with pytest.raises(ChangedMeanwhile):
        send(world.ours, number=2)


def test_the_office_accepts_once(world):
    answer = make_answered(world.ours.receipt, world.ours.officer)
    for user in (world.ours.officer, world.theirs.officer):
        with pytest.raises(NotAllowed):
            accept_answer(answer_id=answer.pk, user=user, now=NOW)
    accept_answer(answer_id=answer.pk, user=world.office, now=NOW)
    accept_answer(answer_id=answer.pk, user=world.office, now=NOW + timedelta(days=1))
    answer.refresh_from_db()
    assert (answer.state, answer.judged_at) == (AnswerState.ACCEPTED, NOW)
    assert world.ours.fresh().state == ReceiptState.DONE


def test_a_returned_answer_opens_the_receipt_again(world):
    answer = make_answered(world.ours.receipt, world.ours.officer)
    mail.outbox.clear()
    until = timezone.localdate(NOW) + timedelta(days=40)
    back = {"answer_id": answer.pk, "user": world.office, "now": NOW}
    with pytest.raises(DirectiveRefused):
        return_answer(note=" ", **back)
    for day in (timezone.localdate(NOW), world.ours.receipt.due_on):
        with pytest.raises(DirectiveRefused), transaction.atomic():
            return_answer(note="Thiếu", until=day - timedelta(days=1), **back)
    with pytest.raises(NotAllowed):
        return_answer(note="Thiếu", **back | {"user": world.ours.leader})
    return_answer(note="Thiếu biểu số 2", until=until, **back)
    return_answer(note="Lần hai", **back)
    receipt = world.ours.fresh()
    assert (receipt.state, receipt.done_at, receipt.answered_at) == (
        ReceiptState.ACKNOWLEDGED,
        None,
        None,
    )
    assert (receipt.due_on, receipt.extended_to) == (until, until)
    answer.refresh_from_db()
    assert (answer.state, answer.return_note) == (AnswerState.RETURNED, "Thiếu biểu số 2")
    assert sorted(one.to[0] for one in mail.outbox) == sorted(
        [world.ours.officer.email, world.ours.leader.email]
    )
    second = send(world.ours, "Đã bổ sung", seen="")
    assert (second.number, second.state) == (2, AnswerState.SENT)
    with pytest.raises(WrongState):
        accept_answer(answer_id=answer.pk, user=world.office, now=NOW)


def test_an_accepted_answer_can_still_be_returned(world):
    answer = make_answered(world.ours.receipt, world.ours.officer)
    accept_answer(answer_id=answer.pk, user=world.office, now=NOW)
    return_answer(answer_id=answer.pk, note="Sai số liệu", user=world.office, now=NOW)
    assert world.ours.fresh().state == ReceiptState.ACKNOWLEDGED
    with pytest.raises(WrongState):
        accept_answer(answer_id=answer.pk, user=world.office, now=NOW)


def test_the_database_itself_keeps_what_was_sent(world):
    answer = make_answered(world.ours.receipt, world.ours.officer)
    for change in (
        lambda: DirectiveAnswer.objects.filter(pk=answer.pk).update(text="Khác"),
        lambda: DirectiveAnswer.objects.filter(pk=answer.pk).delete(),
        lambda: world.ours.receipt.steps.update(note="Khác"),
        lambda: world.directive.versions.update(task="Khác"),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            change()


def test_the_database_itself_keeps_the_files_of_what_was_sent(world):
    make_acknowledged(world.ours.receipt, world.ours.officer)
    save(world.ours, files=[pdf(), pdf("hai.pdf")])
    sent = send(world.ours, now=NOW + timedelta(minutes=1))
    file = sent.files.first()
    # What was judged stays sealed, and nothing slips from the new draft into it or out of it.
    for now in (1, 2):
        for change in (
            lambda: AnswerFile.objects.filter(pk=file.pk).update(name="khac.pdf"),
            lambda: AnswerFile.objects.filter(pk=file.pk).update(file="answers/khac.pdf"),
            lambda: AnswerFile.objects.filter(pk=file.pk).delete(),
            lambda: AnswerFile.objects.create(
                answer=sent, file="answers/them.pdf", name="them.pdf", size=1, content_type="x"
            ),
        ):
            with pytest.raises(IntegrityError), transaction.atomic():
                change()
        if now == 1:
            return_answer(answer_id=sent.pk, note="Thiếu", user=world.office, now=NOW)
    draft = save(world.ours, "Lần hai", files=[pdf("ba.pdf")], now=NOW + timedelta(hours=1))
    for one, to in ((file, draft), (draft.files.get(), sent)):
        with pytest.raises(IntegrityError), transaction.atomic():
            AnswerFile.objects.filter(pk=one.pk).update(answer=to)
    assert {one.name for one in sent.files.all()} == {"báo cáo.pdf", "hai.pdf"}


def test_files_of_a_draft_stay_open(world):
    make_acknowledged(world.ours.receipt, world.ours.officer)
    draft = save(world.ours, files=[pdf(), pdf("hai.pdf")])
    AnswerFile.objects.filter(answer=draft).update(name="ten.pdf")
    assert draft.files.first().delete()[0] == 1


def test_files_of_a_sent_answer_go_along_with_the_receipt(world):
    successor = make_bare_unit("MOI")
    make_acknowledged(world.ours.receipt, world.ours.officer)
    sent = send(world.ours, files=[pdf()])
    moved = hand_over(
        receipts=DirectiveReceipt.objects.filter(pk=world.ours.receipt.pk),
        to=successor,
        user=None,
        now=NOW,
    )
    file = sent.files.get()
    assert moved == [world.ours.receipt.pk]
    assert answer_file_for(make_officer(successor), file.pk) == file
    assert answer_file_for(world.theirs.officer, file.pk) is None


def test_a_former_officer_writes_no_more(world):
    from units.services.memberships import revoke_role

    officer = make_officer(world.ours.unit)
    revoke_role(user=officer, unit=world.ours.unit, role="officer")
    officer = type(officer).objects.get(pk=officer.pk)
    with pytest.raises(NotAllowed):
        save(world.ours, user=officer)
