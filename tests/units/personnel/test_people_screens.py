"""Screens of those who keep people: lists, forms, exports; nothing typed is lost."""

import io
from datetime import date, timedelta
from unicodedata import normalize

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation
from openpyxl import load_workbook
from wagtail.users.models import UserProfile

from core.models import AuditEntry
from factories.personnel import (
    make_appointment,
    make_body,
    make_head_position,
    make_person,
    make_position,
)
from factories.portal import make_unit, make_user, picture_bytes
from factories.quotas import bare_unit
from units.enums import PortalRole, UnitRole
from units.lineage import forget_successions
from units.models import UnitSuccession
from units.personnel.enums import PostLevel
from units.personnel.models import Appointment, Body, Person, Position
from units.personnel.services.locking import standing_of

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
YESTERDAY, LAST_YEAR = TODAY - timedelta(1), TODAY - timedelta(365)


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def unit():
    return make_unit("TA")


def client_of(user) -> Client:
    """Return a client of an account that reads English."""
    UserProfile.objects.update_or_create(user=user, defaults={"preferred_language": "en"})
    client = Client()
    client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[-1])
    return client


@pytest.fixture
def officer(unit):
    return client_of(make_user(unit=unit, role=UnitRole.OFFICER))


@pytest.fixture
def leader(unit):
    return client_of(make_user(unit=unit, role=UnitRole.LEADER))


@pytest.fixture
def office():
    return client_of(make_user(portal_role=PortalRole.OFFICE))


def names(client, **query) -> list[str]:
    response = client.get(reverse("people_list"), query)
    assert response.status_code == 200
    return [row.person.full_name for row in response.context["rows"]]


def day(value: date) -> str:
    return value.strftime("%d/%m/%Y")


def fill(unit) -> dict[str, Person]:
    """Make a head, a former member, somebody to come and somebody without posts."""
    body, head = make_body(unit, name="Ban Thường vụ"), make_head_position("Chủ tịch thử")
    people = {
        "head": make_person(unit, name="Trần Văn Ánh", is_public=True, email="anh@example.vn"),
        "former": make_person(unit, name="Lê Thị Đào"),
        "coming": make_person(unit, name="Võ Thị Bé"),
        "none": make_person(unit, name="Đỗ Công"),
    }
    member = make_position("Ủy viên thử", level=PostLevel.MEMBER)
    make_appointment(people["head"], body=body, position=head)
    make_appointment(people["former"], body=body, position=head, from_date=date(2020, 1, 1),
                     to_date=date(2023, 12, 31))  # fmt: skip
    make_appointment(people["coming"], body=body, position=member,
                     from_date=TODAY + timedelta(9))  # fmt: skip
    return people


def test_people_are_sorted_by_given_name(unit, officer):
    fill(unit)
    make_person(bare_unit(code="HO"), name="Người Lạ")
    assert names(officer) == ["Trần Văn Ánh", "Võ Thị Bé", "Đỗ Công", "Lê Thị Đào"]


def test_the_list_is_narrowed_by_each_filter(unit, officer):
    fill(unit)
    body = Body.objects.get()
    assert names(officer, q="DAO") == ["Lê Thị Đào"]
    assert names(officer, q="anh@example") == ["Trần Văn Ánh"]
    assert names(officer, q="thi   đao") == ["Lê Thị Đào"]
    assert names(officer, level="head") == ["Trần Văn Ánh"]
    assert names(officer, level="head", state="ended") == ["Lê Thị Đào"]
    assert names(officer, body=body.pk) == ["Trần Văn Ánh"]
    assert names(officer, state="held") == ["Trần Văn Ánh"]
    assert names(officer, state="ended") == ["Lê Thị Đào"]
    assert names(officer, state="none") == ["Đỗ Công"]
    assert names(officer, shown="public") == ["Trần Văn Ánh"]
    assert len(names(officer, shown="internal")) == 3
    assert len(names(officer, level="nonsense", body="x")) == 4


def test_lists_cost_the_same_queries_for_one_and_for_many(unit, officer, count_queries):
    def count(address) -> int:
        return count_queries(lambda: officer.get(address))

    addresses = [reverse("people_list"), reverse("body_list"), reverse("people_export")]
    fill(unit)
    for address in addresses:
        officer.get(address)
    before = [count(address) for address in addresses]
    for number in range(20):
        person = make_person(unit, account=make_user(unit=unit, role="officer"))
        make_appointment(person, body=make_body(unit) if number % 2 else Body.objects.first())
    assert [count(address) for address in addresses] == before


def test_the_office_sees_all_units_and_chooses_one(unit, office):
    fill(unit)
    make_person(bare_unit(code="HO"), name="Người Lạ")
    assert len(names(office)) == 5
    assert names(office, unit="HO") == ["Người Lạ"]
    assert b"?unit=TA" in office.get(reverse("person_add")).content
    assert office.get(reverse("person_add"), {"unit": "TA"}).context["form"]
    assert office.get(reverse("body_list"), {"unit": "TA"}).context["cards"]


def test_an_officer_keeps_the_people_of_a_predecessor_too(unit, officer):
    old = bare_unit(code="CU", valid_to=LAST_YEAR)
    UnitSuccession.objects.create(
        predecessor=old, successor=unit, kind="merge", effective_on=LAST_YEAR
    )
    forget_successions()
    person = make_person(old, name="Lê Cũ")
    assert "Lê Cũ" in names(officer)
    assert officer.get(reverse("person_change", args=[person.pk])).status_code == 200


def test_a_leader_reads_and_changes_nothing(unit, leader):
    people = fill(unit)
    pk, body = people["head"].pk, Body.objects.get()
    one = Appointment.objects.first()
    assert len(names(leader)) == 4
    page = leader.get(reverse("person_show", args=[pk]))
    assert page.status_code == 200
    assert b"/appoint/" not in page.content
    assert leader.get(reverse("person_print", args=[pk])).status_code == 200
    assert leader.get(reverse("body_list")).status_code == 200
    assert leader.get(reverse("people_export")).status_code == 200
    closed = [
        *(reverse(name, args=[pk]) for name in ("person_change", "person_account")),
        reverse("person_appoint", args=[pk]),
        *(reverse(f"appointment_{act}", args=[one.pk]) for act in ("end", "change", "cancel")),
        *(reverse(f"body_{act}", args=[body.pk]) for act in ("change", "end", "appoint")),
        reverse("person_add"),
        reverse("body_add"),
        reverse("positions:index"),
    ]
    assert [leader.get(url).status_code for url in closed] == [404] * len(closed)
    assert [leader.post(url).status_code for url in closed] == [404] * len(closed)


@pytest.mark.parametrize("role", [UnitRole.CONTRIBUTOR, UnitRole.CHIEF_EDITOR, UnitRole.RESPONDENT])
def test_other_roles_of_the_unit_find_nothing(unit, role):
    client = client_of(make_user(unit=unit, role=role))
    person = make_person(unit)
    assert client.get(reverse("people_list")).status_code == 404
    assert client.get(reverse("person_show", args=[person.pk])).status_code == 404
    assert client.get(reverse("staffing")).status_code == 404


PERSON = {"last_name": "Nguyễn Thị", "first_name": "Hoa", "email": "hoa@example.vn"}


def test_a_person_is_added_with_a_photo(unit, officer):
    photo = SimpleUploadedFile("anh.jpg", picture_bytes(), content_type="image/jpeg")
    response = officer.post(reverse("person_add"), PERSON | {"photo": photo, "is_public": "on"})
    person = Person.objects.get()
    assert response.url == reverse("person_show", args=[person.pk])
    assert (person.unit, person.full_name) == (unit, "Nguyễn Thị Hoa")
    assert person.photo.is_public
    page = officer.get(response.url)
    assert person.photo.renditions.get().url in page.content.decode()


def test_a_second_click_asks_whether_it_is_a_namesake_and_loses_nothing(unit, officer):
    officer.post(reverse("person_add"), PERSON)
    photo = SimpleUploadedFile("chan-dung.jpg", picture_bytes(), content_type="image/jpeg")
    response = officer.post(reverse("person_add"), PERSON | {"photo": photo})
    assert response.status_code == 422
    form = response.context["form"]
    assert form["email"].value() == "hoa@example.vn"
    assert "is_namesake" in form.errors
    assert "chan-dung.jpg" in str(form.errors["photo"])
    assert Person.objects.count() == 1
    assert officer.post(reverse("person_add"), PERSON | {"is_namesake": "on"}).status_code == 302
    assert Person.objects.count() == 2


def test_a_file_that_is_no_picture_is_refused_and_the_rest_stays(officer):
    photo = SimpleUploadedFile("anh.jpg", b"khong phai anh", content_type="image/jpeg")
    response = officer.post(reverse("person_add"), PERSON | {"photo": photo})
    assert response.status_code == 422
    assert response.context["form"].errors["photo"]
    assert response.context["form"]["first_name"].value() == "Hoa"
    assert not Person.objects.exists()


def test_what_somebody_changed_meanwhile_is_shown_and_can_be_saved_over(unit, officer):
    person = make_person(unit, name="Nguyễn Thị Hoa")
    seen = standing_of(person)
    Person.objects.filter(pk=person.pk).update(phone="0111", version=1)
    url = reverse("person_change", args=[person.pk])
    response = officer.post(url, PERSON | {"phone": "0222", "seen": seen})
    assert response.status_code == 422
    assert ("Work telephone", "0111") in response.context["stands"]
    assert response.context["form"]["phone"].value() == "0222"
    new_seen = response.context["form"]["seen"].value()
    assert new_seen != seen
    assert officer.post(url, PERSON | {"phone": "0222", "seen": new_seen}).status_code == 302
    person.refresh_from_db()
    assert person.phone == "0222"


def test_appointing_through_the_form_and_its_refusals(unit, officer):
    people = fill(unit)
    url = reverse("person_appoint", args=[people["none"].pk])
    values = {
        "body": Body.objects.get().pk,
        "position": Position.objects.get(name_vi="Chủ tịch thử").pk,
        "from_date": day(TODAY),
        "decision": "12/QĐ-TA",
    }
    response = officer.post(url, values)
    assert response.status_code == 422
    form = response.context["form"]
    assert "Trần Văn Ánh holds the post" in str(form.errors["from_date"])
    assert form["decision"].value() == "12/QĐ-TA"
    assert officer.post(url, values | {"from_date": "05/13/2026"}).status_code == 422
    assert officer.post(url, values | {"from_date": "01/01/0204"}).status_code == 422
    member = Position.objects.get(name_vi="Ủy viên thử").pk
    assert officer.post(url, values | {"position": member}).status_code == 302
    assert people["none"].appointments.get().decision == "12/QĐ-TA"


def test_a_vacancy_leads_to_its_form(unit, officer):
    people = fill(unit)
    body, one = Body.objects.get(), people["head"].appointments.get()
    cards = officer.get(reverse("body_list")).context["cards"]
    assert [one.person.full_name for one in cards[0].members] == ["Trần Văn Ánh"]
    assert cards[0].vacancies == []
    values = {"last_day": day(YESTERDAY), "reason": "Nghỉ hưu", "seen": standing_of(one)}
    assert officer.post(reverse("appointment_end", args=[one.pk]), values).status_code == 302
    [card] = officer.get(reverse("body_list")).context["cards"]
    assert [post.name_vi for post in card.vacancies] == ["Chủ tịch thử"]
    url = reverse("body_appoint", args=[body.pk])
    form = officer.get(url, {"position": card.vacancies[0].pk}).context["form"]
    assert str(form["position"].value()) == str(card.vacancies[0].pk)
    values = {"person": people["none"].pk, "position": card.vacancies[0].pk,
              "from_date": day(TODAY)}  # fmt: skip
    assert officer.post(url, values).status_code == 302
    assert not officer.get(reverse("body_list")).context["cards"][0].vacancies


def test_heads_and_deputies_come_first_in_a_body(unit, officer):
    body = make_body(unit)
    for name, level in (("Lê An", "staff"), ("Lê Bình", "member"), ("Lê Cao", "deputy"),
                        ("Lê Dũng", "head"), ("Lê Ba", "deputy")):  # fmt: skip
        make_appointment(make_person(unit, name=name), body=body,
                         position=make_position(level=level, sort_order=5))  # fmt: skip
    [card] = officer.get(reverse("body_list")).context["cards"]
    assert [one.person.first_name for one in card.members] == ["Dũng", "Ba", "Cao", "Bình", "An"]
    assert not card.lacks_head


def test_the_history_shows_what_ended_and_what_was_cancelled(unit, officer):
    people = fill(unit)
    one = people["former"].appointments.get()
    values = {"reason": "Nhập nhầm", "seen": standing_of(one)}
    assert officer.post(reverse("appointment_cancel", args=[one.pk]), values).status_code == 302
    page = officer.get(reverse("person_show", args=[people["former"].pk]))
    assert [row.state for row in page.context["history"]] == ["cancelled"]
    assert "Nhập nhầm" in page.content.decode()
    printed = officer.get(reverse("person_print", args=[people["former"].pk]))
    assert "Nhập nhầm" not in printed.content.decode()
    printed = officer.get(reverse("person_print", args=[people["head"].pk])).content.decode()
    assert "Chủ tịch thử" in printed
    assert "wagtailadmin" not in printed


def test_an_account_is_linked_on_its_screen_and_its_end_is_announced(unit, officer):
    account = make_user(unit=unit, role=UnitRole.CONTRIBUTOR)
    person = make_person(unit)
    one = make_appointment(person)
    url = reverse("person_account", args=[person.pk])
    values = {"account": account.pk, "seen": standing_of(person)}
    assert officer.post(url, values | {"is_kept": "on"}).status_code == 422
    assert officer.post(url, values).status_code == 302
    note = officer.get(reverse("appointment_end", args=[one.pk])).context["note"]
    assert person.full_name in note
    one.to_date = YESTERDAY
    one.save()
    assert officer.get(reverse("person_show", args=[person.pk])).context["account_notice"]


def test_a_body_is_added_changed_and_ended(unit, officer):
    values = {"name_vi": "Ban Nữ công", "kind": "department", "sort_order": "3", "is_public": "on"}
    assert officer.post(reverse("body_add"), values).status_code == 302
    body = Body.objects.get()
    again = officer.post(reverse("body_add"), values)
    assert again.status_code == 422
    assert again.context["form"]["name_vi"].value() == "Ban Nữ công"
    url = reverse("body_change", args=[body.pk])
    changed = values | {"term": "2023–2028", "parent": body.pk, "seen": standing_of(body)}
    assert officer.post(url, changed).status_code == 422
    changed |= {"parent": ""}
    assert officer.post(url, changed).status_code == 302
    body.refresh_from_db()
    ended = {"last_day": day(YESTERDAY), "reason": "5/QĐ", "seen": standing_of(body)}
    assert officer.post(reverse("body_end", args=[body.pk]), ended).status_code == 302
    page = officer.get(reverse("body_list"))
    assert (page.context["cards"], page.context["ended_count"]) == ([], 1)
    [card] = officer.get(reverse("body_list"), {"ended": "1"}).context["cards"]
    assert card.is_ended


def test_the_list_is_exported_and_formulas_do_not_run(unit, officer):
    fill(unit)
    make_person(unit, name="=1+1 Ất")
    url = reverse("people_export")
    book = load_workbook(io.BytesIO(officer.get(url).content))
    rows = [[cell.value for cell in row] for row in book.active.iter_rows(min_row=2)]
    assert [row[1] for row in rows] == ["Ánh", "Ất", "Bé", "Công", "Đào"]
    assert rows[0][3] == "Chủ tịch thử, Ban Thường vụ"
    text = officer.get(url, {"format": "csv", "q": "at"}).content.decode("utf-8-sig")
    assert "'=1+1,Ất" in text
    assert officer.get(url, {"q": "zzz"}).status_code == 200
    response = officer.get(url)
    assert response["Content-Disposition"].startswith("attachment")
    assert AuditEntry.objects.filter(action="personnel.people.export").count() == 4


def test_the_office_keeps_the_list_of_posts(office, officer, unit):
    url = reverse("positions:add")
    values = {"name_vi": "Trưởng đoàn", "level": "head", "sort_order": 40, "is_active": "on"}
    assert office.post(url, values).status_code == 302
    position = Position.objects.get(name_vi="Trưởng đoàn")
    body = make_body(unit)
    for _number in range(2):
        make_appointment(make_person(unit), body=body, position=position)
    edit = reverse("positions:edit", args=[position.pk])
    seen = standing_of(position)
    response = office.post(edit, values | {"is_single": "on", "seen": seen})
    assert response.status_code == 200
    assert "is_single" in response.context["form"].errors
    position.refresh_from_db()
    assert not position.is_single
    office.post(reverse("positions:delete", args=[position.pk]))
    assert Position.objects.filter(pk=position.pk).exists()
    assert officer.get(reverse("positions:index")).status_code == 404


def test_a_second_click_of_any_form_is_no_conflict_and_leaves_no_second_entry(unit, officer):
    account = make_user(unit=unit, role=UnitRole.OFFICER)
    person, body = make_person(unit, name="Lê An"), make_body(unit, name="Ban Nữ công")
    one, other = make_appointment(person, body=body), make_appointment(person)
    named = {"name_vi": "Ban Nữ công", "kind": "department", "sort_order": 3}
    forms = [
        ("body_change", body, named),
        ("appointment_change", one, {"decision": "15/QĐ", "is_acting": "on"}),
        ("appointment_end", one, {"last_day": day(TODAY + timedelta(9)), "reason": "Nghỉ hưu"}),
        ("appointment_end", one, {"last_day": day(TODAY - timedelta(1)), "reason": "Nghỉ hưu"}),
        ("body_end", other.body, {"last_day": day(TODAY), "reason": "Quyết định 5"}),
        ("person_change", person, PERSON | {"last_name": "Lê", "first_name": "Bình"}),
        ("person_account", person, {"account": account.pk, "is_kept": "on", "reason": "Thư ký"}),
    ]
    for name, row, values in forms:
        row.refresh_from_db()
        sent = values | {"seen": standing_of(row)}
        url = reverse(name, args=[row.pk])
        assert officer.post(url, sent).status_code == 302, name
        trail = AuditEntry.objects.count()
        assert officer.post(url, sent).status_code == 302, name
        assert AuditEntry.objects.count() == trail, name
    # A photo is another thing than the same details: it must be the one that was seen.
    picture = SimpleUploadedFile("a.jpg", picture_bytes(), content_type="image/jpeg")
    with_photo = forms[5][2] | {"seen": "khác", "photo": picture}
    url = reverse("person_change", args=[person.pk])
    assert officer.post(url, with_photo).status_code == 422


def post_values(position: Position, **changed) -> dict:
    names = ("name_vi", "name_en", "level", "sort_order")
    values = {name: getattr(position, name) for name in names}
    ticks = {name: "on" for name in ("is_single", "is_active") if getattr(position, name)}
    return values | ticks | changed


def test_of_two_who_change_a_post_the_second_sees_it_and_keeps_what_was_typed(office):
    position = make_position("Trưởng đoàn", level=PostLevel.HEAD, sort_order=40)
    edit = reverse("positions:edit", args=[position.pk])
    page = office.get(edit)
    seen = page.context["form"]["seen"].value()
    assert f'name="seen" value="{seen}"' in page.content.decode()
    first = post_values(position, name_vi="Trưởng phái đoàn", seen=seen)
    assert office.post(edit, first).status_code == 302
    entries = AuditEntry.objects.filter(action="personnel.position.change")
    assert entries.count() == 1
    # The second click of the first one, with the same old standing, is no conflict.
    assert office.post(edit, first).status_code == 302
    assert entries.count() == 1

    second = post_values(position, sort_order=7, seen=seen)
    page = office.post(edit, second)
    position.refresh_from_db()
    assert (position.name_vi, position.sort_order) == ("Trưởng phái đoàn", 40)
    form = page.context["form"]
    assert (form["name_vi"].value(), form["sort_order"].value()) == ("Trưởng đoàn", "7")
    assert page.context["stands"] == (("Vietnamese name", "Trưởng phái đoàn"), ("Order", "40"))
    text = page.content.decode()
    assert "Somebody changed this in the meantime" in text
    assert "<dd>Trưởng phái đoàn</dd>" in text
    again = second | {"seen": form["seen"].value()}
    assert office.post(edit, again).status_code == 302
    position.refresh_from_db()
    assert (position.name_vi, position.sort_order) == ("Trưởng đoàn", 7)
    assert office.post(edit, post_values(position, sort_order=8)).status_code == 200


def test_two_posts_have_no_name_in_common_however_it_is_typed(office, monkeypatch):
    make_position("Chủ tịch thử")
    values = {"level": "head", "sort_order": 40, "is_active": "on"}
    typed = values | {"name_vi": normalize("NFD", " Chủ  tịch thử ")}
    page = office.post(reverse("positions:add"), typed)
    assert page.status_code == 200
    assert page.context["form"].errors
    # Two at once pass the form together: the database decides, and the second one is told.
    monkeypatch.setattr(Position, "validate_constraints", lambda self, exclude=None: None)
    page = office.post(reverse("positions:add"), values | {"name_vi": "Chủ tịch thử"})
    assert "name_vi" in page.context["form"].errors
    assert Position.objects.filter(name_vi="Chủ tịch thử").count() == 1


def test_the_menu_shows_what_the_account_opens(unit, officer, office):
    officers = officer.get("/admin/").content.decode()
    assert "/admin/people/" in officers
    assert "/admin/positions/" not in officers
    assert "/admin/positions/" in office.get("/admin/").content.decode()
    writer = client_of(make_user(unit=unit, role=UnitRole.CONTRIBUTOR))
    assert "/admin/people/" not in writer.get("/admin/").content.decode()
