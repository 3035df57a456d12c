"""Which plans are refused, and why; plans are discarded; confirmed ones wait for their day."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core import mail
from django.core.management import call_command

from core.models import AuditEntry
from factories.portal import make_unit, make_user
from factories.reorganising import (
    NOW,
    TODAY,
    carried_out,
    dump,
    make_full_unit,
    make_plan,
    new_unit,
    planned,
)
from units.lineage import lineage_of
from units.models import Unit, UnitSuccession
from units.reorganisation.enums import OperationKind, OperationState
from units.reorganisation.errors import NotWaiting, PlanChanged, PlanClashes, PlanRefused
from units.reorganisation.models import Reorganisation
from units.reorganisation.services.applying import apply_due, apply_plan
from units.reorganisation.services.planning import discard_plan
from units.reorganisation.services.previewing import preview
from units.signals import unit_reorganised

pytestmark = pytest.mark.django_db
CODES = ("A", "B", "C", "D")


def units():
    return [make_bare(code * 3) for code in CODES]


def make_bare(code: str, **fields) -> Unit:
    """Make a unit without a sub-site: refusals need none."""
    return Unit.objects.create(
        code=code, kind="province", name_vi=f"LĐLĐ {code}", short_name_vi=code,
        slug=code.lower(), **fields,
    )  # fmt: skip


REFUSED = {
    "a merger without successor": lambda a, b, c, d: make_plan(a),
    "a merger with two": lambda a, b, c, d: make_plan(a, to=(b, c)),
    "a replacement of two": lambda a, b, c, d: make_plan(a, b, to=(c,), kind=OperationKind.REPLACE),
    "a replacement by itself": lambda a, b, c, d: make_plan(a, to=(a,), kind=OperationKind.REPLACE),
    "a rename with two": lambda a, b, c, d: make_plan(a, to=(b, c), kind=OperationKind.RENAME),
    "a split with one": lambda a, b, c, d: make_plan(a, to=(b,), kind=OperationKind.SPLIT),
    "a split of two": lambda a, b, c, d: make_plan(a, b, to=(c, d), kind=OperationKind.SPLIT),
    "a split where nobody takes over": lambda a, b, c, d: make_plan(
        a, to=(b, c), kind=OperationKind.SPLIT, taker=2
    ),
    "a split where another takes over": lambda a, b, c, d: make_plan(
        a, to=(a, c), kind=OperationKind.SPLIT, taker=1
    ),
    "a closure with successor": lambda a, b, c, d: make_plan(a, to=(b,), kind=OperationKind.CLOSE),
    "nobody that hands over": lambda a, b, c, d: make_plan(to=(b,)),
    "nobody that ends": lambda a, b, c, d: make_plan(a, to=(a,)),
    "one that hands over twice": lambda a, b, c, d: make_plan(a, a, to=(b,)),
    "one that takes over twice": lambda a, b, c, d: make_plan(
        a, to=(b, b), kind=OperationKind.SPLIT
    ),
    "no decision": lambda a, b, c, d: make_plan(a, to=(b,), decision="  "),
    "a day before the unions": lambda a, b, c, d: make_plan(
        a, to=(b,), effective_on=date(1929, 7, 27)
    ),
    "a code that is taken": lambda a, b, c, d: make_plan(
        a, to=(new_unit("BBB"),), kind=OperationKind.RENAME
    ),
    "an address that is taken": lambda a, b, c, d: make_plan(
        a, to=(new_unit("BB", slug="bbb"),), kind=OperationKind.RENAME
    ),
    "two new units with one address": lambda a, b, c, d: make_plan(
        a, to=(new_unit("X1", slug="x"), new_unit("X2", slug="x")), kind=OperationKind.SPLIT
    ),
    "a day before all days": lambda a, b, c, d: make_plan(a, to=(b,), effective_on=date.min),
    "a bad code": lambda a, b, c, d: make_plan(a, to=(new_unit("xyz"),), kind=OperationKind.RENAME),
    "an unknown parent": lambda a, b, c, d: make_plan(
        a, to=(new_unit("BB", parent="NIX"),), kind=OperationKind.RENAME
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_plan_is_refused(name):
    plan = REFUSED[name](*units())
    with pytest.raises(PlanRefused) as refusal:
        planned(plan)
    assert refusal.value.reasons
    assert not Reorganisation.objects.exists()


@pytest.mark.parametrize(
    ("fields", "is_refused"),
    [
        ({"valid_from": TODAY}, True),
        ({"valid_from": TODAY - timedelta(days=1)}, False),
        ({"valid_to": TODAY - timedelta(days=2)}, True),
        ({"valid_to": TODAY - timedelta(days=1)}, False),
    ],
)
def test_a_unit_hands_over_only_while_it_exists(fields, is_refused):
    plan = make_plan(make_bare("CU", **fields), to=(make_bare("MOI"),))
    if is_refused:
        with pytest.raises(PlanRefused):
            planned(plan)
    else:
        assert planned(plan).pk


@pytest.mark.parametrize(
    ("fields", "is_refused"),
    [
        ({"valid_from": TODAY + timedelta(days=1)}, True),
        ({"valid_from": TODAY}, False),
        ({"valid_to": TODAY - timedelta(days=1)}, True),
        ({"valid_to": TODAY}, False),
    ],
)
def test_a_unit_takes_over_only_while_it_exists(fields, is_refused):
    plan = make_plan(make_bare("CU"), to=(make_bare("MOI", **fields),))
    if is_refused:
        with pytest.raises(PlanRefused):
            planned(plan)
    else:
        assert planned(plan).pk


def test_a_unit_that_exists_no_more_today_takes_nothing_over_in_the_past():
    taker = make_bare("MOI", valid_to=date(2026, 1, 1))
    with pytest.raises(PlanRefused):
        planned(make_plan(make_bare("CU"), to=(taker,), effective_on=date(2025, 7, 1)))


def test_a_unit_has_one_successor_only():
    a, b, c, _d = units()
    UnitSuccession.objects.create(
        predecessor=a, successor=b, kind="merge", effective_on=date(2025, 7, 1)
    )
    with pytest.raises(PlanRefused):
        planned(make_plan(a, to=(c,)))


def test_successions_do_not_run_in_a_circle():
    a, b, _c, _d = units()
    UnitSuccession.objects.create(
        predecessor=a, successor=b, kind="split", effective_on=date(2025, 7, 1)
    )
    with pytest.raises(PlanRefused):
        planned(make_plan(b, to=(a,)))


@pytest.mark.parametrize("place", ["hands over", "takes over"])
def test_a_unit_stands_in_one_plan_only(place):
    a, b, c, _d = units()
    first = planned(make_plan(a, to=(b,)))
    second = make_plan(a, to=(c,)) if place == "hands over" else make_plan(c, to=(b,))
    with pytest.raises(PlanRefused):
        planned(second)
    discard_plan(operation=first, by=None, now=NOW)
    assert planned(second).pk


def test_two_plans_do_not_make_the_same_unit():
    a, b, _c, _d = units()
    planned(make_plan(a, to=(new_unit(),), kind=OperationKind.RENAME))
    with pytest.raises(PlanRefused):
        planned(make_plan(b, to=(new_unit(slug="khac"),), kind=OperationKind.RENAME))
    same = new_unit("KHAC", slug=new_unit().slug)
    with pytest.raises(PlanRefused):
        planned(make_plan(b, to=(same,), kind=OperationKind.RENAME))


def test_a_plan_is_discarded_once_and_stays_on_record():
    a, b, _c, _d = units()
    operation = planned(make_plan(a, to=(b,)))
    assert discard_plan(operation=operation, by=None, now=NOW)
    assert not discard_plan(operation=operation, by=None, now=NOW)
    operation.refresh_from_db()
    assert operation.state == OperationState.DISCARDED
    for step in (preview, lambda **given: apply_plan(digest="", by=None, **given)):
        given = {"user": None} if step is preview else {}
        with pytest.raises(NotWaiting):
            step(operation=operation, now=NOW, **given)


def test_what_was_carried_out_is_not_discarded():
    operation = carried_out(make_plan(make_unit("CU"), to=(make_unit("MOI"),)))
    with pytest.raises(NotWaiting):
        discard_plan(operation=operation, by=None, now=NOW)


def test_a_clash_stops_the_operation():
    operation = planned(make_plan(make_unit("CU"), to=(make_unit("MOI"),)))

    def clash(sender, handover, **kwargs):
        handover.clash("Hai trang trùng địa chỉ")

    unit_reorganised.connect(clash)
    try:
        report = preview(operation=operation, user=None, now=NOW)
        assert report.clashes == ["Hai trang trùng địa chỉ"]
        before = dump()
        with pytest.raises(PlanClashes):
            apply_plan(operation=operation, digest=report.digest(), by=None, now=NOW)
        assert dump() == before
    finally:
        unit_reorganised.disconnect(clash)


def test_the_signal_comes_once_for_each_unit_that_ends():
    heard = []

    def hear(sender, handover, **kwargs):
        heard.append((handover.predecessor.code, handover.taker.code, handover.effective_on))

    unit_reorganised.connect(hear)
    try:
        a, b, taker = make_unit("A1"), make_unit("B1"), make_unit("MOI")
        operation = planned(make_plan(a, b, taker, to=(taker,)))
        digest = preview(operation=operation, user=None, now=NOW).digest()
        heard.clear()
        apply_plan(operation=operation, digest=digest, by=None, now=NOW)
    finally:
        unit_reorganised.disconnect(hear)
    assert heard == [("A1", "MOI", TODAY), ("B1", "MOI", TODAY)]


def test_a_preview_leaves_no_trace_in_the_cache_of_successions():
    old, taker = make_unit("CU"), make_unit("MOI")
    operation = planned(make_plan(old, to=(taker,), effective_on=date(2025, 7, 1)))
    seen = []

    def look(sender, handover, **kwargs):
        seen.append(lineage_of(taker.pk))

    unit_reorganised.connect(look)
    try:
        preview(operation=operation, user=None, now=NOW)
    finally:
        unit_reorganised.disconnect(look)
    assert seen == [{old.pk, taker.pk}]
    assert lineage_of(taker.pk) == {taker.pk}


FUTURE = date(2027, 1, 1)
# Midnight of 1 January in Asia/Ho_Chi_Minh.
MIDNIGHT = datetime(2026, 12, 31, 17, 0, tzinfo=UTC)


def confirmed(**fields):
    plan = make_plan(make_full_unit("CU"), to=(make_unit("MOI"),), effective_on=FUTURE, **fields)
    by = make_user(email="van.phong@example.vn")
    operation = planned(plan, by=by)
    digest = preview(operation=operation, user=by, now=NOW).digest()
    return apply_plan(operation=operation, digest=digest, by=by, now=NOW)


def test_a_plan_of_a_later_day_is_confirmed_and_carried_out_at_midnight():
    operation = confirmed()
    assert operation.state == OperationState.PLANNED
    assert operation.is_confirmed
    assert Unit.objects.get(code="CU").valid_to is None
    assert list(apply_due(now=MIDNIGHT - timedelta(seconds=1))) == []
    # What is open changes until then, and goes over as it is on the day.
    make_user(unit=Unit.objects.get(code="CU"), role="leader")
    [(done, reasons)] = apply_due(now=MIDNIGHT)
    assert (done.pk, reasons) == (operation.pk, [])
    operation.refresh_from_db()
    assert (operation.state, operation.applied_at) == (OperationState.APPLIED, MIDNIGHT)
    assert Unit.objects.get(code="CU").valid_to == date(2026, 12, 31)
    assert list(apply_due(now=MIDNIGHT + timedelta(minutes=1))) == []


def test_a_plan_that_nobody_confirmed_is_not_carried_out():
    planned(make_plan(make_unit("CU"), to=(make_unit("MOI"),), effective_on=FUTURE))
    assert list(apply_due(now=MIDNIGHT)) == []


def test_a_later_plan_is_confirmed_only_as_it_was_shown():
    plan = make_plan(make_unit("CU"), to=(make_unit("MOI"),), effective_on=FUTURE)
    operation = planned(plan)
    with pytest.raises(PlanChanged):
        apply_plan(operation=operation, digest="0" * 64, by=None, now=NOW)
    operation.refresh_from_db()
    assert not operation.is_confirmed


def test_confirming_twice_is_confirming_once():
    operation = confirmed()
    apply_plan(operation=operation, digest=operation.plan_digest, by=None, now=NOW)
    assert AuditEntry.objects.filter(action="reorganisation.confirm").count() == 1


def test_who_confirmed_is_told_when_it_cannot_be_carried_out(
    django_capture_on_commit_callbacks,
):
    operation = confirmed()
    Unit.objects.filter(code="MOI").update(valid_to=date(2026, 12, 1))
    before = dump()
    with django_capture_on_commit_callbacks(execute=True):
        [(failed, reasons)] = apply_due(now=MIDNIGHT)
    assert failed.pk == operation.pk
    assert len(reasons) == 1
    assert dump() == before
    operation.refresh_from_db()
    assert operation.state == OperationState.PLANNED
    assert not operation.is_confirmed
    assert [letter.to for letter in mail.outbox] == [["van.phong@example.vn"]]
    assert reasons[0] in mail.outbox[0].body
    assert list(apply_due(now=MIDNIGHT)) == []


def test_the_schedule_carries_out_what_is_due(capsys):
    operation = confirmed()
    Reorganisation.objects.filter(pk=operation.pk).update(effective_on=date(2026, 1, 1))
    call_command("run_schedule", "--once")
    operation.refresh_from_db()
    assert operation.state == OperationState.APPLIED
