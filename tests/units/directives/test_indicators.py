"""Indicators of directives: against a count by hand, at midnight of the last day, per unit."""

import random
from datetime import date, timedelta

import pytest
from django.utils import timezone

from factories.directives import make_bare_units, make_sent, receipt_of
from factories.windows import LAST, counted, figure, half_year, records, share
from units.directives.enums import DirectiveState
from units.directives.models import Directive, DirectiveReceipt

pytestmark = pytest.mark.django_db
CODES = {"directives_acknowledged": "acknowledged_at", "directives_answered": "answered_at"}
DUE = date(2026, 6, 30)
LAST_MOMENT, NEXT_DAY = LAST, LAST + timedelta(seconds=1)


def send(units, **changes):
    """Send a directive to units; the receipts stand as told."""
    directive = make_sent(*units)
    directive.receipts.update(**({"due_on": DUE} | changes))
    return directive


def by_hand(unit, field):
    """Count receipt by receipt with the portal's clock."""
    part = whole = 0
    rows = DirectiveReceipt.objects.values_list(
        "in_charge_id", "directive__state", "due_on", "must_answer", field
    )
    for unit_id, state, due_on, must_answer, moment in rows:
        if unit_id != unit.pk or state == DirectiveState.CANCELLED or due_on is None:
            continue
        if not date(2026, 1, 1) <= due_on <= DUE or (field == "answered_at" and not must_answer):
            continue
        day = moment and timezone.localtime(moment, timezone.get_default_timezone()).date()
        if day is None and due_on >= date(2026, 7, 10):
            continue
        whole += 1
        part += day is not None and day <= due_on
    return share(part, whole) if whole else None


def test_figures_equal_a_count_by_hand():
    dice, units = random.Random(11), make_bare_units(3)
    first = make_sent(*units)
    for _number in range(25):
        directive = make_sent(*units, office=first.made_by)
        state = dice.choice(["sent", "sent", "closed", "cancelled"])
        Directive.objects.filter(pk=directive.pk).update(
            state=state, ended_at=None if state == "sent" else LAST
        )
        for receipt in directive.receipts.all():
            due_on = dice.choice(
                [
                    None,
                    date(2025, 12, 31),
                    date(2026, 1, 1),
                    DUE,
                    date(2026, 7, 1),
                    date(2026, 3, 3),
                ]
            )
            near = LAST.replace(year=2026, month=3, day=3)
            moments = [None, near, near + timedelta(seconds=1), LAST, NEXT_DAY]
            DirectiveReceipt.objects.filter(pk=receipt.pk).update(
                due_on=due_on,
                must_answer=dice.random() < 0.7,
                acknowledged_at=dice.choice(moments),
                answered_at=dice.choice(moments),
                in_charge=dice.choice(units),
            )
    for code, field in CODES.items():
        found = counted(code, units)
        for unit in units:
            assert found.get(unit.pk) == by_hand(unit, field)
            behind = records(code, unit)
            assert len(behind) == found[unit.pk].whole
            assert sum(one.counts for one in behind) == found[unit.pk].part


@pytest.mark.parametrize("zone", ["Asia/Ho_Chi_Minh", "America/New_York"])
@pytest.mark.parametrize(("moment", "part"), [(LAST_MOMENT, 1), (NEXT_DAY, 0)])
@pytest.mark.parametrize("code", CODES)
def test_the_last_day_ends_at_the_portals_midnight(code, moment, part, zone):
    [unit] = make_bare_units(1)
    send([unit], **{CODES[code]: moment})
    with timezone.override(zone):
        assert figure(code, unit) == share(part, 1)
        [record] = records(code, unit)
    assert record.counts == bool(part)


@pytest.mark.parametrize(
    ("due_on", "now", "whole"),
    [
        (DUE, LAST_MOMENT, 0),  # Its last day is not over.
        (DUE, NEXT_DAY, 1),
        (date(2026, 7, 1), half_year().now, 0),
        (date(2025, 12, 31), half_year().now, 0),
        (date(2026, 1, 1), half_year().now, 1),
    ],
)
@pytest.mark.parametrize("code", CODES)
def test_what_is_open_and_overdue_counts_against(code, due_on, now, whole):
    [unit] = make_bare_units(1)
    send([unit], due_on=due_on)
    assert figure(code, unit, half_year(now=now)) == (share(0, 1) if whole else None)


@pytest.mark.parametrize("code", CODES)
def test_the_unit_in_charge_is_judged(code):
    old, heir, stranger = make_bare_units(3)
    directive = send([old, stranger], **{CODES[code]: LAST})
    receipt = receipt_of(directive, old)
    DirectiveReceipt.objects.filter(pk=receipt.pk).update(in_charge=heir)
    assert figure(code, heir) == share(1, 1)
    assert figure(code, old) is None
    [record] = records(code, heir)
    assert str(receipt.pk) in record.url


def test_one_query_for_any_number_of_units(count_queries):
    units = make_bare_units(4)
    send(units)
    for code in CODES:
        assert count_queries(lambda code=code: counted(code, units)) == 1
        assert count_queries(lambda code=code: counted(code, units[:1])) == 1
