"""Two people, or two processes, at once: one of them does it, nothing is done twice."""

from collections.abc import Callable
from datetime import date
from functools import partial
from threading import Barrier, Thread
from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from django.utils import timezone

from factories.directives import (
    local,
    make_acknowledged,
    make_bare_unit,
    make_bare_units,
    make_draft,
    make_leader,
    make_office,
    make_officer,
    make_sent,
    receipt_of,
)
from factories.documents import make_official_document
from units.directives.enums import ReceiptState, StepAction
from units.directives.errors import DirectiveRefused
from units.directives.models import (
    Directive,
    DirectiveAnswer,
    DirectiveReceipt,
    ExtensionRequest,
    ReceiptReminder,
)
from units.directives.services.answering import save_answer, send_answer
from units.directives.services.changing import change_directive
from units.directives.services.drafting import Draft, create_directive
from units.directives.services.extensions import ask_extension
from units.directives.services.receiving import acknowledge
from units.directives.services.reminding import remind_directives
from units.directives.services.sending import send_directive

# SQLite keeps the test database in memory, for one thread.
pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
KEY = UUID("7b1c2a52-26ce-4a6b-8f0d-119720160809")


def at_once(*calls: Callable[[], Any]) -> list[str]:
    """Make the calls in threads that start together; return the refusals."""
    barrier, refusals = Barrier(len(calls)), []

    def run(call: Callable[[], Any]) -> None:
        barrier.wait()
        try:
            call()
        except DirectiveRefused as refusal:
            refusals.append(str(refusal))
        finally:
            connection.close()

    threads = [Thread(target=run, args=[call]) for call in calls]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return refusals


@pytest.fixture
def office():
    return make_office()


@pytest.fixture
def unit():
    return make_bare_unit()


@pytest.fixture
def people(unit):
    return [make_officer(unit), make_leader(unit)]


def test_two_clicks_at_once_make_one_draft(office, unit):
    document = make_official_document(unit)
    draft = Draft(document=document, title="Việc", task="Làm", units=[unit.pk])
    now = timezone.now()
    make = partial(create_directive, values=draft, request_key=KEY, user=office, now=now)
    assert at_once(make, make, make) == []
    assert Directive.objects.get().units.get() == unit


def test_sent_twice_at_once_makes_one_receipt_for_each_unit(office):
    units, now = make_bare_units(5), timezone.now()
    directive = make_draft(office=office, units=[one.pk for one in units])
    send = lambda: send_directive(  # noqa: E731
        directive_id=directive.pk, version=0, user=office, now=now
    )
    assert at_once(send, send, send) == []
    assert DirectiveReceipt.objects.count() == 5
    assert directive.versions.count() == 1


def test_acknowledged_twice_at_once_is_acknowledged_once(office, unit, people):
    receipt, now = receipt_of(make_sent(unit, office=office), unit), timezone.now()
    calls = [
        lambda user=user: acknowledge(receipt_id=receipt.pk, number=1, user=user, now=now)
        for user in people
    ]
    assert at_once(*calls) == []
    assert receipt.steps.filter(action=StepAction.ACKNOWLEDGED).count() == 1


def change(directive, office):
    return change_directive(
        directive_id=directive.pk,
        number=1,
        title="Mới",
        task="Việc mới",
        deadline=directive.deadline,
        document=directive.document,
        reason="Sửa",
        user=office,
        now=timezone.now(),
    )


@pytest.mark.parametrize("attempt", range(3))
def test_an_answer_and_a_change_come_one_after_the_other(office, unit, people, attempt):
    directive = make_sent(unit, office=office)
    receipt = make_acknowledged(receipt_of(directive, unit), people[0])
    answer = lambda: send_answer(  # noqa: E731
        receipt_id=receipt.pk, number=1, text="Xong", seen="", user=people[0], now=timezone.now()
    )
    refusals = at_once(answer, lambda: change(directive, office))
    receipt.refresh_from_db()
    assert Directive.objects.get().current == 2
    assert receipt.state == ReceiptState.DELIVERED
    # Either the answer came first and stays on record, or it was refused for the old version.
    assert DirectiveAnswer.objects.count() + len(refusals) == 1


@pytest.mark.parametrize("attempt", range(3))
def test_an_acknowledgement_never_passes_for_a_version_not_read(office, unit, people, attempt):
    directive = make_sent(unit, office=office)
    receipt = receipt_of(directive, unit)
    call = lambda: acknowledge(  # noqa: E731
        receipt_id=receipt.pk, number=1, user=people[0], now=timezone.now()
    )
    at_once(call, lambda: change(directive, office))
    receipt.refresh_from_db()
    assert (receipt.state, receipt.acknowledged_at) == (ReceiptState.DELIVERED, None)


def test_two_changes_at_once_make_one_version(office, unit):
    directive = make_sent(unit, office=office)
    assert len(at_once(*[lambda: change(directive, office)] * 2)) == 1
    assert directive.versions.count() == 2


def test_of_two_first_drafts_one_is_kept(office, unit, people):
    receipt, now = receipt_of(make_sent(unit, office=office), unit), timezone.now()
    calls = [
        lambda user=user: save_answer(
            receipt_id=receipt.pk, text=user.username, seen="", user=user, now=now
        )
        for user in people
    ]
    assert len(at_once(*calls)) == 1
    assert DirectiveAnswer.objects.count() == 1


def test_two_requests_at_once_are_one(office, unit, people):
    directive = make_sent(unit, office=office)
    receipt, now = receipt_of(directive, unit), timezone.now()
    until = date(directive.deadline.year + 1, 1, 4)
    calls = [
        lambda user=user: ask_extension(
            receipt_id=receipt.pk, until=until, reason=user.username, user=user, now=now
        )
        for user in people
    ]
    assert len(at_once(*calls)) == 1
    assert ExtensionRequest.objects.count() == 1


def test_many_schedulers_remind_each_unit_once(office, settings):
    from django_tasks_db.models import DBTaskResult

    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    units = make_bare_units(3)
    for unit in units:
        make_officer(unit)
    make_sent(*units, office=office, now=local(2027, 3, 1), deadline=date(2027, 3, 12))
    run = lambda: remind_directives(now=local(2027, 3, 10))  # noqa: E731
    at_once(run, run, run, run)
    assert ReceiptReminder.objects.count() == len(units)
    ordered = DBTaskResult.objects.filter(task_path__endswith="send_reminder")
    told = [row.args_kwargs["kwargs"]["unit_id"] for row in ordered]
    assert sorted(told) == sorted(unit.pk for unit in units)
