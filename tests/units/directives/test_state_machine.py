"""Whatever is tried in whatever order: a receipt's columns agree with its history."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from factories.directives import after
from units.directives.enums import AnswerState, DirectiveState, ReceiptState, StepAction
from units.directives.errors import DirectiveRefused
from units.directives.models import DirectiveAnswer
from units.directives.services.answering import (
    accept_answer,
    draft_of,
    return_answer,
    send_answer,
    standing_of,
)
from units.directives.services.changing import change_directive
from units.directives.services.ending import close_directive
from units.directives.services.extensions import ask_extension, grant_extension
from units.directives.services.receiving import acknowledge, mark_done, open_receipt

pytestmark = pytest.mark.django_db
START = timezone.now() + timedelta(hours=3)
ACTIONS = ("open", "acknowledge", "done", "answer", "accept", "return", "change", "extend", "close")


def act(world, name: str, number: int) -> None:
    """Try one thing; what is refused changes nothing."""
    receipt, now = world.ours.fresh(), START + timedelta(minutes=number)
    unit = {"receipt_id": receipt.pk, "user": world.ours.officer, "now": now}
    office = {"user": world.office, "now": now}
    current = receipt.directive.current
    last = receipt.answers.exclude(state=AnswerState.DRAFT).order_by("number").last()
    calls = {
        "open": lambda: open_receipt(**unit),
        "acknowledge": lambda: acknowledge(number=current, **unit),
        "done": lambda: mark_done(number=current, **unit),
        "answer": lambda: send_answer(
            number=current, text=f"Lần {number}", seen=standing_of(draft_of(receipt)), **unit
        ),
        "accept": lambda: last and accept_answer(answer_id=last.pk, **office),
        "return": lambda: last and return_answer(answer_id=last.pk, note="Thiếu", **office),
        "change": lambda: change_directive(
            directive_id=receipt.directive_id,
            number=current,
            title=f"Lần {number}",
            task="Việc",
            deadline=after(20),
            document=receipt.directive.document,
            reason="Sửa",
            **office,
        ),
        "extend": lambda: _extend(receipt, number, unit, office),
        "close": lambda: close_directive(directive_id=receipt.directive_id, **office),
    }
    try:
        with transaction.atomic():
            calls[name]()
    except DirectiveRefused:
        assert world.ours.fresh().state == receipt.state


def _extend(receipt, number, unit, office) -> None:
    request = ask_extension(until=after(30 + number), reason="Chờ", **unit)
    grant_extension(request_id=request.pk, until=after(30 + number), **office)


def check(world) -> None:
    """Hold what is always true."""
    receipt = world.ours.fresh()
    steps = list(receipt.steps.values_list("action", "number"))
    actions = [action for action, _number in steps]
    current = receipt.directive.current
    since = max(place for place, one in enumerate(actions) if one in ("delivered", "changed"))
    recent = set(actions[since:])
    is_acknowledged = receipt.state in (ReceiptState.ACKNOWLEDGED, ReceiptState.DONE)
    assert is_acknowledged == (StepAction.ACKNOWLEDGED in recent)
    assert is_acknowledged == (receipt.acknowledged_at is not None)
    assert (receipt.opened_at is not None) == (receipt.state != ReceiptState.DELIVERED)
    assert (receipt.done_at is not None) == (receipt.state == ReceiptState.DONE)
    assert not is_acknowledged or receipt.seen_version == current
    assert receipt.directive.versions.count() == current
    sent = list(receipt.answers.exclude(state=AnswerState.DRAFT).order_by("number"))
    stands = bool(sent) and sent[-1].state != AnswerState.RETURNED
    assert (receipt.answered_at is not None) == stands
    assert actions.count(StepAction.ANSWERED) == len(sent)
    if receipt.state == ReceiptState.DONE:
        assert stands
    assert [one.number for one in DirectiveAnswer.objects.order_by("pk")] == list(
        range(1, receipt.answers.count() + 1)
    )
    assert world.theirs.fresh().answered_at is None
    if receipt.directive.state == DirectiveState.CLOSED:
        assert receipt.directive.ended_at


def test_columns_and_history_agree(world):
    @settings(max_examples=12, deadline=None)
    @given(names=st.lists(st.sampled_from(ACTIONS), min_size=4, max_size=14))
    def try_all(names):
        with transaction.atomic():
            for number, name in enumerate(names):
                act(world, name, number)
                check(world)
            transaction.set_rollback(True)

    try_all()
