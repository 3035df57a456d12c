"""What a unit owes in a week: rules by kind and day, the unit's own life, exemptions."""

from datetime import date

import pytest

from articles.models import QuotaExemption, QuotaRule
from articles.quotas.obligations import Duty
from factories.quotas import bare_unit, local
from units.enums import UnitKind

pytestmark = pytest.mark.django_db
WEEK, NEXT = date(2026, 3, 2), date(2026, 3, 9)
ONE_PIECE = (UnitKind.PROVINCE, UnitKind.SECTOR, UnitKind.CORPORATION)
TWO_THEMATIC = (UnitKind.DEPARTMENT, UnitKind.ATTACHED_UNIT)


def rule(**fields) -> QuotaRule:
    return QuotaRule.objects.create(
        **{"unit_kind": UnitKind.CONFEDERATION, "per_week": 1, "source": "QĐ"} | fields
    )


def exempt(unit, first=WEEK, last=WEEK, reason="Sáp nhập") -> QuotaExemption:
    return QuotaExemption.objects.create(unit=unit, first_week=first, last_week=last, reason=reason)


@pytest.mark.parametrize("kind", ONE_PIECE)
def test_federations_and_unions_owe_one_piece_of_any_type(kind, stand):
    found = stand(bare_unit(kind), WEEK)
    assert (found.duty, found.required) == (Duty.OWED, 1)
    assert (found.rule.piece_kind, found.rule.needs_picture) == ("", False)
    assert "1197/TLĐ" in found.rule.source


@pytest.mark.parametrize("kind", TWO_THEMATIC)
def test_departments_and_attached_units_owe_two_illustrated_thematic_pieces(kind, stand):
    found = stand(bare_unit(kind), WEEK)
    assert (found.duty, found.required) == (Duty.OWED, 2)
    assert (found.rule.piece_kind, found.rule.needs_picture) == ("thematic", True)
    assert "1197/TLĐ" in found.rule.source


def test_the_confederation_itself_owes_nothing(stand):
    assert stand(bare_unit(UnitKind.CONFEDERATION), WEEK).duty is Duty.NONE


def test_the_letter_of_a_tuesday_binds_from_the_monday_after(stand):
    unit = bare_unit()
    assert stand(unit, date(2016, 8, 8)).duty is Duty.NONE
    assert stand(unit, date(2016, 8, 15)).duty is Duty.OWED


@pytest.mark.parametrize(
    ("valid_from", "valid_to", "owed"),
    [
        (WEEK, None, [True, True]),
        (date(2026, 3, 3), None, [False, True]),
        (date(2026, 1, 1), WEEK, [True, False]),
        (date(2026, 1, 1), date(2026, 3, 8), [True, False]),
        (date(2026, 1, 1), NEXT, [True, True]),
        (date(2026, 1, 1), date(2026, 3, 1), [False, False]),
    ],
)
def test_the_rule_of_the_monday_holds_for_the_whole_week(valid_from, valid_to, owed, stand):
    rule(valid_from=valid_from, valid_to=valid_to)
    unit = bare_unit(UnitKind.CONFEDERATION)
    assert [stand(unit, week).duty is Duty.OWED for week in (WEEK, NEXT)] == owed


def test_of_two_rules_each_holds_in_its_own_weeks(stand):
    rule(valid_from=date(2026, 1, 1), valid_to=date(2026, 3, 8))
    rule(valid_from=NEXT, per_week=3)
    unit = bare_unit(UnitKind.CONFEDERATION)
    assert [stand(unit, week).required for week in (WEEK, NEXT)] == [1, 3]


@pytest.mark.parametrize(
    ("life", "owed"),
    [
        ({}, True),
        ({"valid_from": WEEK}, True),
        ({"valid_from": date(2026, 3, 3)}, False),
        ({"valid_to": date(2026, 3, 8)}, True),
        ({"valid_to": date(2026, 3, 7)}, False),
        ({"valid_from": WEEK, "valid_to": date(2026, 3, 8)}, True),
        ({"valid_from": NEXT}, False),
        ({"valid_to": date(2026, 3, 1)}, False),
    ],
)
def test_a_unit_owes_only_in_weeks_in_which_it_existed_to_the_end(life, owed, stand):
    assert (stand(bare_unit(**life), WEEK).duty is Duty.OWED) is owed


def test_an_exemption_holds_in_its_weeks_and_for_its_unit(stand):
    unit, other = bare_unit(), bare_unit()
    exempt(unit, first=WEEK, last=NEXT)
    states = [stand(unit, week).duty for week in (date(2026, 2, 23), WEEK, NEXT, date(2026, 3, 16))]
    assert states == [Duty.OWED, Duty.EXEMPT, Duty.EXEMPT, Duty.OWED]
    assert stand(other, WEEK).duty is Duty.OWED
    found = stand(unit, WEEK)
    assert (found.reason, found.required, found.missing) == ("Sáp nhập", 1, 0)


def test_a_holiday_exempts_all_and_the_own_reason_is_named_first(stand):
    unit, other = bare_unit(), bare_unit(UnitKind.DEPARTMENT)
    exempt(None, reason="Tết")
    exempt(unit, reason="Sáp nhập")
    assert [stand(one, WEEK).reason for one in (unit, other)] == ["Sáp nhập", "Tết"]


def test_who_owes_nothing_is_not_exempt_either(stand):
    exempt(None)
    assert stand(bare_unit(UnitKind.CONFEDERATION), WEEK).duty is Duty.NONE


def test_an_exemption_of_the_running_week_counts_at_once(stand):
    unit, now = bare_unit(), local(2026, 3, 5)
    assert stand(unit, WEEK, now=now).missing == 1
    exempt(unit)
    assert stand(unit, WEEK, now=now).missing == 0
