"""Bodies and the list of posts: making, changing, ending; what is refused and why."""

from datetime import date, timedelta

import pytest
from django.utils import translation

from core.models import AuditEntry
from factories.personnel import make_appointment, make_person, make_position
from factories.personnel import make_body as row_of_body
from factories.quotas import bare_unit, local
from units.personnel.enums import BodyKind
from units.personnel.models import Body
from units.personnel.services.bodies import change_body, end_body, make_body
from units.personnel.services.locking import standing_of
from units.personnel.services.positions import save_position
from units.personnel.services.refusals import ChangedMeanwhile, PersonnelRefused

pytestmark = pytest.mark.django_db
NOW = local(2026, 3, 10, 9)
TODAY = date(2026, 3, 10)


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def unit():
    return bare_unit(code="TA")


def make(unit, name="Ban Nữ công", **fields) -> Body:
    return make_body(unit=unit, by=None, name_vi=name, kind=BodyKind.DEPARTMENT, **fields)


def refused(call) -> PersonnelRefused:
    with pytest.raises(PersonnelRefused) as caught:
        call()
    return caught.value


def test_make_body_keeps_what_was_said_and_an_audit_entry(unit):
    above = make(unit, "Văn phòng")
    body = make(unit, parent=above, term="2023–2028", valid_from=TODAY, is_public=False)
    body.refresh_from_db()
    assert (body.unit, body.parent, body.term, body.is_public) == (unit, above, "2023–2028", False)
    assert AuditEntry.objects.filter(action="personnel.body.make").count() == 2


def test_a_body_needs_a_name_and_days_in_order(unit):
    assert refused(lambda: make(unit, "  ")).field == "name_vi"
    days = {"valid_from": TODAY, "valid_to": TODAY - timedelta(1)}
    assert refused(lambda: make(unit, **days)).field == "valid_to"
    with pytest.raises(TypeError):
        make(unit, unit_id=1)


def test_one_name_at_a_time_in_a_unit_in_any_spelling(unit):
    make(unit, valid_to=date(2025, 12, 31))
    make(bare_unit(code="HO"))
    assert refused(lambda: make(unit, "BAN NU CONG", valid_from=date(2025, 12, 31)))
    make(unit, "Ban Nữ Công", valid_from=date(2026, 1, 1))
    assert Body.objects.filter(unit=unit).count() == 2


def test_a_body_stands_under_one_of_its_own_unit_and_not_under_itself(unit):
    foreign = row_of_body(bare_unit(code="HO"))
    assert refused(lambda: make(unit, parent=foreign)).field == "parent"
    top = make(unit, "Trên")
    below = make(unit, "Dưới", parent=top)
    change = {"body_id": top.pk, "by": None}
    assert refused(lambda: change_body(**change, parent=below)).field == "parent"
    assert refused(lambda: change_body(**change, parent=Body.objects.get(pk=top.pk)))


def test_change_body_writes_what_changed(unit):
    body = make(unit)
    change_body(body_id=body.pk, by=None, name_vi="Ban Tổ chức", term="2025–2030")
    entry = AuditEntry.objects.get(action="personnel.body.change")
    assert entry.data["changes"] == {
        "name_vi": ["Ban Nữ công", "Ban Tổ chức"],
        "term": ["", "2025–2030"],
    }
    change_body(body_id=body.pk, by=None, name_vi="Ban Tổ chức")
    assert AuditEntry.objects.filter(action="personnel.body.change").count() == 1


def test_two_people_at_once_the_second_is_told(unit):
    body = make(unit)
    seen = standing_of(body)
    change_body(body_id=body.pk, by=None, seen=seen, term="2023–2028")
    with pytest.raises(ChangedMeanwhile):
        change_body(body_id=body.pk, by=None, seen=seen, term="khác")
    body.refresh_from_db()
    assert body.term == "2023–2028"


def test_days_are_not_changed_over_the_heads_of_those_in_the_body(unit):
    body = make(unit)
    one = make_appointment(make_person(unit), body=body, from_date=date(2025, 1, 1))
    change = {"body_id": body.pk, "by": None}
    assert refused(lambda: change_body(**change, valid_from=date(2025, 1, 2)))
    assert refused(lambda: change_body(**change, valid_to=date(2030, 1, 1)))
    change_body(**change, valid_from=date(2025, 1, 1))
    one.to_date = date(2025, 12, 31)
    one.save()
    change_body(**change, valid_to=date(2025, 12, 31))


def end(body, last_day=TODAY, **fields) -> Body:
    return end_body(
        body_id=body.pk, last_day=last_day, reason="Quyết định 5", by=None, now=NOW, **fields
    )


def test_ending_a_body_ends_what_runs_in_it_and_nothing_else(unit):
    body = make(unit)
    running = make_appointment(make_person(unit), body=body)
    former = make_appointment(make_person(unit), body=body, to_date=date(2025, 1, 1))
    longer = make_appointment(make_person(unit), body=body, to_date=date(2027, 1, 1))
    elsewhere = make_appointment(make_person(unit))
    assert end(body).valid_to == TODAY
    for one in (running, former, longer, elsewhere):
        one.refresh_from_db()
    assert (running.to_date, running.end_reason) == (TODAY, "Quyết định 5")
    assert (former.to_date, longer.to_date) == (date(2025, 1, 1), TODAY)
    assert elsewhere.to_date is None
    entry = AuditEntry.objects.get(action="personnel.body.end")
    assert sorted(entry.data["appointments"]) == [running.pk, longer.pk]


def test_a_body_is_ended_once_and_not_before_its_first_day(unit):
    body = make(unit, valid_from=date(2026, 1, 1))
    assert refused(lambda: end(body, date(2025, 12, 31))).field == "last_day"
    end(body, TODAY - timedelta(1))
    assert "ended already" in str(refused(lambda: end(body)))


def test_a_body_with_parts_or_people_to_come_is_not_ended(unit):
    body = make(unit)
    part = make(unit, "Tổ nghiệp vụ", parent=body)
    assert "Tổ nghiệp vụ" in str(refused(lambda: end(body)))
    end(part)
    later = make_appointment(make_person(unit, name="Lê An"), body=body, from_date=date(2026, 4, 1))
    assert "Lê An" in str(refused(lambda: end(body)))
    assert end(body, date(2026, 4, 1)).valid_to == date(2026, 4, 1)
    later.refresh_from_db()
    assert later.to_date == date(2026, 4, 1)


def test_what_is_single_of_a_post_follows_in_its_appointments(unit):
    position = make_position()
    running = make_appointment(make_person(unit), position=position)
    cancelled = make_appointment(
        make_person(unit), position=position, cancelled_at=NOW, cancel_reason="nhầm"
    )
    position.is_single = True
    save_position(position=position, by=None)
    for one in (running, cancelled):
        one.refresh_from_db()
        assert one.is_single
    position.is_single = False
    save_position(position=position, by=None)
    running.refresh_from_db()
    assert not running.is_single


def test_a_post_in_which_people_meet_does_not_become_single(unit):
    position, body = make_position("Phó Trưởng ban thử"), row_of_body(unit)
    first = make_appointment(make_person(unit, name="Lê An"), body=body, position=position)
    second = make_appointment(
        make_person(unit, name="Lê Bình"), body=body, position=position, from_date=date(2025, 1, 1)
    )
    position.is_single = True
    refusal = refused(lambda: save_position(position=position, by=None))
    assert refusal.field == "is_single"
    assert "Lê An" in str(refusal)
    assert "Lê Bình" in str(refusal)
    first.to_date = date(2024, 12, 31)
    first.save()
    save_position(position=position, by=None)
    second.refresh_from_db()
    assert second.is_single


def test_holders_in_different_bodies_do_not_meet(unit):
    position = make_position()
    for _number in range(2):
        make_appointment(make_person(unit), position=position)
    position.is_single = True
    save_position(position=position, by=None)
    assert AuditEntry.objects.filter(action="personnel.position.change").exists()
