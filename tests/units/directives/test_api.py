"""API v3: a unit's own receipts with its token, progress for the Office, nothing for others."""

import pytest
from django.utils import timezone

from factories.api import Caller
from factories.directives import make_acknowledged, make_bare_unit, make_sent
from factories.portal import make_user
from units.directives.enums import ReceiptState
from units.directives.services.changing import change_directive

pytestmark = pytest.mark.django_db
ROOT = "/api/v3/directives/"
FIELDS = {
    *("id", "unit", "in_charge", "document", "title", "directive_state", "version"),
    *("seen_version", "state", "must_answer", "due_on", "extended_to", "delivered_at"),
    *("opened_at", "acknowledged_at", "answered_at", "done_at"),
}


def test_nobody_reads_without_a_token(world):
    anybody, pk = Caller(), world.ours.receipt.pk
    for address in (ROOT, f"{ROOT}progress/", f"{ROOT}{pk}/"):
        assert anybody.get(address).status_code == 401
    assert anybody.post(f"{ROOT}{pk}/acknowledge/", {"version": 1}).status_code == 401
    assert world.ours.fresh().state == ReceiptState.DELIVERED


def test_a_unit_reads_its_own(world):
    answer = Caller(world.ours.officer).get(ROOT)
    assert answer.status_code == 200
    [item] = answer.json()["items"]
    assert set(item) == FIELDS
    assert (item["id"], item["unit"], item["state"], item["version"]) == (
        world.ours.receipt.pk,
        "AN",
        "delivered",
        1,
    )
    assert "no-store" in answer["Cache-Control"]
    assert world.ours.fresh().state == ReceiptState.DELIVERED


def test_a_detail_tells_what_is_asked_and_opens_nothing(world):
    answer = Caller(world.ours.leader).get(f"{ROOT}{world.ours.receipt.pk}/").json()
    assert set(answer) == FIELDS | {"task", "abstract", "files"}
    assert answer["task"] == world.directive.task
    assert world.ours.fresh().state == ReceiptState.DELIVERED


def test_tabs_narrow_and_unknown_ones_are_told(world):
    caller = Caller(world.ours.officer)
    assert caller.get(ROOT, tab="new").json()["items"]
    assert caller.get(ROOT, tab="done").json()["items"] == []
    assert caller.get(ROOT, tab="lạ").status_code == 422


def test_another_units_receipt_does_not_exist(world):
    caller = Caller(world.ours.officer)
    address = f"{ROOT}{world.theirs.receipt.pk}/"
    assert caller.get(address).status_code == 404
    assert caller.post(f"{address}acknowledge/", {"version": 1}).status_code == 404
    assert world.theirs.fresh().state == ReceiptState.DELIVERED
    for user in (world.office, make_user()):
        other = Caller(user)
        assert other.get(ROOT).json()["items"] == []
        assert other.get(f"{ROOT}{world.ours.receipt.pk}/").status_code == 404


def test_a_unit_acknowledges_the_version_that_it_read(world):
    caller, address = Caller(world.ours.officer), f"{ROOT}{world.ours.receipt.pk}/acknowledge/"
    for body in ({}, {"version": 0}, {"version": "x"}, [1], {"version": None}):
        assert caller.post(address, body).status_code == 422, body
    assert caller.post(address, {"version": 7}).status_code == 409
    first = caller.post(address, {"version": 1})
    assert (first.status_code, first.json()["state"], first.json()["seen_version"]) == (
        200,
        "acknowledged",
        1,
    )
    assert caller.post(address, {"version": 1}).status_code == 200
    change_directive(
        directive_id=world.directive.pk,
        number=1,
        title="Mới",
        task="Mới",
        deadline=None,
        document=world.directive.document,
        reason="Sửa",
        user=world.office,
        now=timezone.now(),
    )
    stale = caller.post(address, {"version": 1})
    assert stale.status_code == 409
    assert "Sửa" in stale.content.decode()


def test_progress_is_the_offices(world):
    make_acknowledged(world.ours.receipt, world.ours.officer)
    assert Caller(world.ours.officer).get(f"{ROOT}progress/").status_code == 404
    [item] = Caller(world.office).get(f"{ROOT}progress/").json()["items"]
    counts = {name: item[name] for name in ("sent_to", "opened", "acknowledged", "done", "overdue")}
    assert counts == {"sent_to": 2, "opened": 1, "acknowledged": 1, "done": 0, "overdue": 0}


def test_lists_cost_the_same_however_long(world, count_queries):
    caller, counts = Caller(world.ours.officer), []
    for number in (1, 2, 15):
        for _number in range(number):
            make_sent(world.ours.unit, make_bare_unit(), office=world.office)
        counts.append(count_queries(lambda: caller.get(ROOT)))
    assert counts[1] == counts[2]
