"""Keeping rules and exemptions: what overlaps or changes past weeks is refused, all is recorded."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from articles.models import QuotaExemption, QuotaRule
from core.models import AuditEntry
from core.weeks import WEEK, week_of
from factories.portal import make_unit

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
BY_SERVICE = {"granted_by"}  # who grants is set by the service


@pytest.fixture
def this_week() -> date:
    return week_of(timezone.now())


def rule(**fields) -> QuotaRule:
    return QuotaRule(**{"unit_kind": "confederation", "per_week": 1, "source": "QĐ"} | fields)


def faults(row) -> dict:
    with pytest.raises(ValidationError) as caught:
        row.full_clean(exclude=BY_SERVICE)
    return caught.value.message_dict


def test_shipped_rules_hold_and_may_only_end(this_week):
    kept = QuotaRule.objects.get(unit_kind="province")
    kept.full_clean()
    for name, value in {
        "per_week": 2,
        "piece_kind": "news",
        "needs_picture": True,
        "valid_from": this_week + WEEK,
        "unit_kind": "confederation",
    }.items():
        changed = QuotaRule.objects.get(pk=kept.pk)
        setattr(changed, name, value)
        assert "Weeks that are over stand on this quota" in str(faults(changed))
    kept.source = "Công văn 1197/TLĐ, bản đã đối chiếu"
    kept.full_clean()


def test_a_rule_ends_in_the_week_that_is_over_last_or_later(this_week):
    kept = QuotaRule.objects.get(unit_kind="province")
    kept.valid_to = this_week - WEEK
    kept.full_clean()
    kept.valid_to = this_week - WEEK - DAY
    assert "cannot end before" in faults(kept)["valid_to"][0]


def test_a_rule_that_ended_long_ago_is_not_brought_back(this_week):
    kept = QuotaRule.objects.get(unit_kind="province")
    QuotaRule.objects.filter(pk=kept.pk).update(valid_to=this_week - 10 * WEEK)
    kept.valid_to = None
    assert "valid_to" in faults(kept)
    kept.valid_to = this_week - 10 * WEEK
    kept.full_clean()


def test_a_new_rule_begins_in_this_week_at_the_earliest(this_week):
    rule(valid_from=this_week).full_clean()
    assert "valid_from" in faults(rule(valid_from=this_week - DAY))


def test_a_rule_of_weeks_to_come_may_be_changed(this_week):
    new = rule(valid_from=this_week + WEEK)
    new.full_clean()
    new.save()
    new.per_week, new.needs_picture, new.valid_from = 3, True, this_week + 2 * WEEK
    new.full_clean()


def test_rules_of_one_kind_do_not_overlap(this_week):
    begin = this_week + WEEK
    rule(valid_from=begin, valid_to=begin + WEEK).save()
    for fields in (
        {"valid_from": begin + DAY},
        {"valid_from": begin + WEEK},
        {"valid_from": begin - DAY, "valid_to": begin},
    ):
        assert "valid_from" in faults(rule(**fields))
    rule(valid_from=begin + WEEK + DAY).full_clean()
    assert "valid_from" in faults(rule(unit_kind="province", valid_from=begin))


def test_a_rule_asks_for_something(this_week):
    assert "per_week" in faults(rule(valid_from=this_week, per_week=0))
    assert "valid_from" in faults(rule(valid_from=None))
    both = rule(valid_from=this_week, valid_to=this_week - DAY)
    assert "The last day lies before the first." in str(faults(both))


def test_a_rule_on_which_weeks_stand_is_not_deleted(people, client_of, this_week):
    client = client_of(people.administrator)
    settled = QuotaRule.objects.get(unit_kind="province")
    coming = rule(valid_from=this_week + WEEK)
    coming.save()
    for row in (settled, coming):
        client.post(reverse("quota-rules:delete", args=[row.pk]))
    assert list(QuotaRule.objects.filter(pk__in=[settled.pk, coming.pk])) == [settled]


def test_an_exemption_is_named_by_mondays_within_reason():
    fields = {"reason": "Tết", "first_week": date(2026, 2, 16), "last_week": date(2026, 2, 16)}
    QuotaExemption(**fields).full_clean(exclude=BY_SERVICE)
    QuotaExemption(**fields | {"last_week": date(2027, 2, 15)}).full_clean(exclude=BY_SERVICE)
    assert "last_week" in faults(QuotaExemption(**fields | {"last_week": date(2027, 2, 22)}))
    for name, day in (
        ("first_week", date(2026, 2, 15)),
        ("last_week", date(2026, 2, 17)),
        ("last_week", date(9999, 12, 27)),
        ("first_week", date(1, 1, 1)),
    ):
        assert name in faults(QuotaExemption(**fields | {name: day}))
    before = QuotaExemption(**fields | {"last_week": date(2026, 2, 9)})
    assert "The last week lies before the first." in str(faults(before))
    assert "reason" in faults(QuotaExemption(**fields | {"reason": ""}))


@pytest.fixture
def grant(people, client_of):
    """Return a function that sends the form of a new exemption."""

    def send(**fields):
        client = client_of(people.thematic_head)
        form = {"unit": "", "first_week": "", "last_week": "", "reason": ""} | fields
        return client.post(reverse("quota-exemptions:add"), form)

    return send


def actions() -> list[str]:
    return list(AuditEntry.objects.order_by("pk").values_list("action", flat=True))


def test_any_day_is_moved_to_its_monday(grant, unit, people):
    grant(unit=unit.pk, first_week="2026-03-08", last_week="2026-03-11", reason="Sáp nhập")
    row = QuotaExemption.objects.get()
    assert (row.unit, row.first_week, row.last_week) == (
        unit,
        date(2026, 3, 2),
        date(2026, 3, 9),
    )
    assert row.granted_by == people.thematic_head
    entry = AuditEntry.objects.get()
    assert (entry.action, entry.actor_id) == ("quota.exemption.granted", people.thematic_head.pk)
    assert entry.data == {
        "unit": unit.code,
        "first_week": "2026-03-02",
        "last_week": "2026-03-09",
        "reason": "Sáp nhập",
    }


def test_one_week_is_enough_and_no_unit_means_all(grant):
    grant(first_week="2026-02-18", reason="Tết")
    row = QuotaExemption.objects.get()
    assert (row.unit, row.first_week, row.last_week) == (None, row.first_week, row.first_week)
    assert AuditEntry.objects.get().data["unit"] == "*"


def test_what_was_typed_stays_when_something_is_wrong(grant, unit):
    response = grant(unit=unit.pk, first_week="2026-03-09", last_week="2026-03-02", reason="Vì sao")
    assert response.status_code == 200
    assert "The last week lies before the first." in response.text
    assert "Vì sao" in response.text
    assert "2026-03-09" in response.text
    assert "first_week" in grant(first_week="hôm nay", reason="x").context["form"].errors
    assert "reason" in grant(first_week="2026-03-09").context["form"].errors
    assert not QuotaExemption.objects.exists()
    assert actions() == []


def test_a_change_and_a_withdrawal_are_recorded_with_what_was_said(grant, unit, people, client_of):
    grant(unit=unit.pk, first_week="2026-03-02", reason="Nhầm")
    row = QuotaExemption.objects.get()
    client = client_of(people.administrator)
    client.post(
        reverse("quota-exemptions:edit", args=[row.pk]),
        {"unit": unit.pk, "first_week": "2026-03-09", "last_week": "", "reason": "Đúng"},
    )
    row.refresh_from_db()
    assert (row.first_week, row.reason, row.granted_by) == (
        date(2026, 3, 9),
        "Đúng",
        people.administrator,
    )
    client.post(reverse("quota-exemptions:delete", args=[row.pk]))
    assert not QuotaExemption.objects.exists()
    assert actions() == [
        "quota.exemption.granted",
        "quota.exemption.changed",
        "quota.exemption.withdrawn",
    ]
    assert AuditEntry.objects.order_by("pk").last().data["reason"] == "Đúng"


def test_the_list_names_units_weeks_and_granters(grant, unit, people, client_of, count_queries):
    grant(unit=unit.pk, first_week="2026-03-02", reason="Sáp nhập")
    client = client_of(people.thematic_chief)
    url = reverse("quota-exemptions:index")
    text = client.get(url).text
    assert f"{unit.name_en}: 02/03/2026 – 08/03/2026" in text
    assert "Sáp nhập" in text
    at_one = count_queries(lambda: client.get(url))
    for number in range(2):
        grant(unit=make_unit().pk, first_week=f"2026-04-{10 + 7 * number}", reason="Khác")
    assert count_queries(lambda: client.get(url)) == at_one
