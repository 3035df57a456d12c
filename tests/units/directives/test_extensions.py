"""More time: asked once at a time, given until some day, or refused with a reason."""

from datetime import timedelta

import pytest
from django.core import mail
from django.db import transaction
from django.utils import timezone

from factories.directives import after, make_answered
from units.directives.enums import ExtensionState, StepAction
from units.directives.errors import DirectiveRefused, NotAllowed, WrongState
from units.directives.models import ExtensionRequest
from units.directives.services.ending import close_directive
from units.directives.services.extensions import (
    ask_extension,
    grant_extension,
    refuse_extension,
)

pytestmark = pytest.mark.django_db
# After everything that the fixtures make, however long the run has lasted.
NOW = timezone.now() + timedelta(hours=3)


def ask(side, until=None, *, reason="Chờ số liệu", user=None, now=NOW):
    return ask_extension(
        receipt_id=side.receipt.pk,
        until=until or after(30),
        reason=reason,
        user=user or side.officer,
        now=now,
    )


def test_a_unit_asks_and_the_office_is_told(world):
    mail.outbox.clear()
    request = ask(world.ours)
    assert (request.state, request.asked_until) == (ExtensionState.ASKED, after(30))
    assert [one.to for one in mail.outbox] == [[world.office.email]]
    assert world.ours.fresh().due_on == after(20)


def test_the_same_request_again_is_one_and_another_must_wait(world):
    first = ask(world.ours)
    assert ask(world.ours).pk == first.pk
    with pytest.raises(DirectiveRefused):
        ask(world.ours, after(31))
    assert ExtensionRequest.objects.count() == 1


@pytest.mark.parametrize(("days", "passes"), [(19, False), (20, False), (21, True)])
def test_the_new_day_is_after_the_deadline(world, days, passes):
    if passes:
        ask(world.ours, after(days))
        return
    with pytest.raises(DirectiveRefused):
        ask(world.ours, after(days))


def test_a_late_unit_asks_for_a_day_to_come(world):
    late = NOW + timedelta(days=25)
    with pytest.raises(DirectiveRefused):
        ask(world.ours, after(22), now=late)
    assert ask(world.ours, after(25), now=late)


def test_who_asks_for_what(make_world):
    world = make_world()
    for user in (world.office, world.theirs.officer):
        with pytest.raises(NotAllowed):
            ask(world.ours, user=user)
    with pytest.raises(DirectiveRefused):
        ask(world.ours, reason="  ")
    make_answered(world.theirs.receipt, world.theirs.officer)
    with pytest.raises(WrongState):
        ask(world.theirs)
    close_directive(directive_id=world.directive.pk, user=world.office, now=NOW)
    with pytest.raises(WrongState):
        ask(world.ours)


def test_without_a_deadline_there_is_nothing_to_extend(make_world):
    with pytest.raises(DirectiveRefused):
        ask(make_world(days=None).ours)


def test_the_office_gives_another_day(world):
    request = ask(world.ours)
    mail.outbox.clear()
    grant = {"request_id": request.pk, "user": world.office, "now": NOW}
    with pytest.raises(NotAllowed):
        grant_extension(until=after(25), **grant | {"user": world.ours.leader})
    with pytest.raises(DirectiveRefused), transaction.atomic():
        grant_extension(until=after(20), **grant)
    grant_extension(until=after(25), note="Đến 25", **grant)
    grant_extension(until=after(25), **grant)
    receipt = world.ours.fresh()
    assert (receipt.due_on, receipt.extended_to) == (after(25), after(25))
    assert receipt.steps.filter(action=StepAction.EXTENSION_GRANTED).count() == 1
    assert len(mail.outbox) == 2
    assert world.theirs.fresh().due_on == after(20)
    with pytest.raises(WrongState):
        grant_extension(until=after(26), **grant)
    with pytest.raises(WrongState):
        refuse_extension(request_id=request.pk, note="Không", user=world.office, now=NOW)


def test_the_office_refuses_with_a_reason(world):
    request = ask(world.ours)
    refuse = {"request_id": request.pk, "user": world.office, "now": NOW}
    with pytest.raises(DirectiveRefused):
        refuse_extension(note=" ", **refuse)
    with pytest.raises(NotAllowed):
        refuse_extension(note="Không", **refuse | {"user": world.theirs.officer})
    refuse_extension(note="Không thể", **refuse)
    refuse_extension(note="Lần hai", **refuse)
    request.refresh_from_db()
    assert (request.state, request.note) == (ExtensionState.REFUSED, "Không thể")
    assert world.ours.fresh().due_on == after(20)
    assert ask(world.ours, after(40)).state == ExtensionState.ASKED
    with pytest.raises(WrongState):
        grant_extension(request_id=request.pk, until=after(40), user=world.office, now=NOW)
