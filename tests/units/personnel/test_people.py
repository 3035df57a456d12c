"""People: details, photos and accounts; what is refused, and what never gets lost."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import translation
from PIL import Image

from core.models import AuditEntry, PortalImage
from factories.personnel import make_appointment
from factories.personnel import make_person as row_of_person
from factories.portal import make_unit, make_user, picture_bytes
from factories.quotas import bare_unit, local
from units.enums import UnitRole
from units.personnel.models import Person
from units.personnel.services.linking import (
    accounts_for,
    link_account,
    set_account,
    unlink_account,
)
from units.personnel.services.locking import standing_of
from units.personnel.services.people import PersonDetails, change_person, make_person
from units.personnel.services.photos import remove_photo, set_photo
from units.personnel.services.refusals import ChangedMeanwhile, NamesakeKnown, PersonnelRefused
from units.services.memberships import grant_role

pytestmark = pytest.mark.django_db
NOW = local(2026, 3, 10, 9)


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def unit():
    return bare_unit(code="TA")


def details(last_name="Nguyễn Thị", first_name="Ánh", **fields) -> PersonDetails:
    return PersonDetails(last_name=last_name, first_name=first_name, **fields)


def refused(call, kind=PersonnelRefused) -> PersonnelRefused:
    with pytest.raises(kind) as caught:
        call()
    return caught.value


def member(unit, role=UnitRole.OFFICER, **fields):
    account = make_user(**fields)
    grant_role(user=account, unit=unit, role=role)
    return account


def test_make_person_mends_names_and_sorts_by_given_name(unit):
    for last, first in (("Trần  Văn", "Bình"), ("Lê", "Ánh"), ("Đỗ", "Đông"), ("Võ", "Dung")):
        make_person(unit=unit, details=details(last, first), by=None)
    people = list(Person.objects.all())
    assert [one.first_name for one in people] == ["Ánh", "Bình", "Dung", "Đông"]
    assert people[1].full_name == "Trần Văn Bình"
    assert AuditEntry.objects.filter(action="personnel.person.make").count() == 4


def test_a_person_has_both_names_and_shows_no_contact_in_secret(unit):
    def make(**fields):
        return make_person(unit=unit, details=details(**fields), by=None)

    assert refused(lambda: make(first_name=" ")).field == "first_name"
    assert refused(lambda: make(last_name="")).field == "last_name"
    assert refused(lambda: make(shows_contact=True)).field == "shows_contact"
    assert make(shows_contact=True, is_public=True).shows_contact


def test_a_namesake_is_said_to_be_another_one(unit):
    first = make_person(unit=unit, details=details(), by=None)
    again = details(last_name="NGUYỄN THỊ", first_name="anh")
    refusal = refused(lambda: make_person(unit=unit, details=again, by=None), NamesakeKnown)
    assert (refusal.person, refusal.field) == (first, "is_namesake")
    make_person(unit=unit, details=again, by=None, is_namesake=True)
    make_person(unit=bare_unit(code="HO"), details=details(), by=None)
    assert Person.objects.filter(unit=unit).count() == 2


def test_change_person_counts_versions_and_names_columns_only(unit):
    person = row_of_person(unit, name="Nguyễn Thị Ánh")
    change_person(person_id=person.pk, details=details(phone="024 3942 1181"), by=None)
    person.refresh_from_db()
    assert (person.phone, person.version) == ("024 3942 1181", 1)
    entry = AuditEntry.objects.get(action="personnel.person.change")
    assert entry.data == {"changed": ["phone"]}
    change_person(person_id=person.pk, details=details(phone="024 3942 1181"), by=None)
    person.refresh_from_db()
    assert person.version == 1


def test_two_people_at_once_the_second_is_told(unit):
    person = row_of_person(unit)
    seen = standing_of(person)
    change_person(person_id=person.pk, details=details(phone="1"), by=None, seen=seen)
    call = {"person_id": person.pk, "details": details(phone="2"), "by": None, "seen": seen}
    refused(lambda: change_person(**call), ChangedMeanwhile)
    person.refresh_from_db()
    assert person.phone == "1"


def upload(**fields) -> SimpleUploadedFile:
    return SimpleUploadedFile("chân dung.jpg", picture_bytes(**fields), content_type="image/jpeg")


def test_a_photo_is_cleaned_and_lies_in_the_units_collection(django_capture_on_commit_callbacks):
    unit = make_unit("TA")
    person = row_of_person(unit, name="Lê An")
    set_photo(person_id=person.pk, upload=upload(), by=None)
    person.refresh_from_db()
    image = person.photo
    assert (image.collection_id, image.title, image.description) == (
        unit.collection_id, "Lê An", "Lê An",
    )  # fmt: skip
    assert not image.is_public
    with Image.open(image.file) as picture:
        assert not picture.getexif()
    set_photo(person_id=person.pk, upload=upload(color=(1, 2, 3)), by=None)
    assert PortalImage.objects.count() == 1
    remove_photo(person_id=person.pk, by=None)
    remove_photo(person_id=person.pk, by=None)
    assert not PortalImage.objects.exists()
    assert AuditEntry.objects.filter(action="personnel.person.photo").count() == 3


def test_a_photo_is_public_as_long_as_the_person_is():
    person = row_of_person(make_unit("TA"), name="Lê An")
    set_photo(person_id=person.pk, upload=upload(), by=None)
    for is_public in (True, False):
        new = details("Lê", "An Bình", is_public=is_public)
        change_person(person_id=person.pk, details=new, by=None)
        image = PortalImage.objects.get()
        assert (image.is_public, image.description) == (is_public, "Lê An Bình")


def test_a_broken_photo_and_a_unit_without_collection_are_refused(unit):
    person = row_of_person(make_unit("CO"))
    broken = SimpleUploadedFile("a.jpg", picture_bytes()[:500], content_type="image/jpeg")
    with pytest.raises(ValidationError):
        set_photo(person_id=person.pk, upload=broken, by=None)
    bare = row_of_person(unit)
    refusal = refused(lambda: set_photo(person_id=bare.pk, upload=upload(), by=None))
    assert refusal.field == "photo"


def link(person, account, **fields) -> Person:
    return link_account(person_id=person.pk, account_id=account.pk, by=None, now=NOW, **fields)


def test_an_account_of_the_unit_is_linked_once_and_unlinked(unit):
    person, other, account = row_of_person(unit), row_of_person(unit, name="Lê An"), member(unit)
    assert link(person, account).version == 1
    assert link(person, account).version == 1
    assert "linked to" in str(refused(lambda: link(other, account)))
    assert unlink_account(person_id=person.pk, by=None, now=NOW).account_id is None
    assert link(other, account).account == account
    assert AuditEntry.objects.filter(action="personnel.person.account").count() == 3


def test_an_account_of_another_unit_is_not_linked(unit):
    other = bare_unit(code="HO")
    person, stranger = row_of_person(unit), member(other)
    assert refused(lambda: link(person, stranger)).field == "account"
    assert refused(lambda: link(person, make_user())).field == "account"
    assert list(accounts_for(person)) == []


def test_accounts_to_choose_are_free_active_ones_of_the_unit_and_the_own(unit):
    own, free, closed, taken = (member(unit) for _number in range(4))
    member(bare_unit(code="HO"))
    closed.is_active = False
    closed.save()
    person = row_of_person(unit, account=own)
    row_of_person(unit, account=taken)
    assert set(accounts_for(person)) == {own, free}


def test_an_account_is_kept_for_a_reason_only(unit):
    person, account = row_of_person(unit), member(unit)
    values = {"person_id": person.pk, "is_kept": True, "by": None, "now": NOW}
    refusal = refused(lambda: set_account(**values, account_id=account.pk, reason=" "))
    assert refusal.field == "reason"
    assert refused(lambda: set_account(**values, account_id=None, reason="x")).field == "is_kept"
    set_account(**values, account_id=account.pk, reason="Bàn giao đến hết năm")
    person.refresh_from_db()
    assert (person.account_is_kept, person.account_kept_reason) == (True, "Bàn giao đến hết năm")
    unlink_account(person_id=person.pk, by=None, now=NOW)
    person.refresh_from_db()
    assert (person.account_is_kept, person.account_kept_reason) == (False, "")


def test_an_account_that_would_end_at_once_is_not_linked_unless_kept(unit):
    person, account = row_of_person(unit), member(unit)
    make_appointment(person, to_date=date(2026, 3, 9))
    assert refused(lambda: link(person, account)).field == "account"
    values = {"person_id": person.pk, "account_id": account.pk, "by": None, "now": NOW}
    set_account(**values, is_kept=True, reason="Cố vấn")
    # An account that is linked already may lose its keeping: so one lets it end.
    assert not set_account(**values, is_kept=False).account_is_kept
