"""Entering, changing, issuing and withdrawing: each step, each refusal, the second click."""

from datetime import date
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from core.models import AuditEntry
from factories.documents import enter, entry_values, make_document_file, make_official_document
from factories.portal import make_unit, make_user
from units.documents.enums import Audience, DocumentState, Secrecy
from units.documents.errors import DocumentChanged, DocumentRefused, NumberTaken, SecretRefused
from units.documents.models import DocumentRelation, OfficialDocument
from units.documents.services.entering import (
    change_document,
    discard_draft,
    enter_document,
    issue_document,
    withdraw_document,
)
from units.enums import PortalRole, UnitKind, UnitRole
from units.models import Unit

pytestmark = pytest.mark.django_db


@pytest.fixture
def unit() -> Unit:
    return make_unit("HAN")


@pytest.fixture
def other() -> Unit:
    return make_unit("NGA")


@pytest.fixture
def officer(unit):
    return make_user(unit=unit, role=UnitRole.OFFICER)


@pytest.fixture
def office():
    return make_user(portal_role=PortalRole.OFFICE)


def change(document, user, *, seen=None, secrecy=Secrecy.NONE, **fields) -> OfficialDocument:
    names = entry_values()
    values = {name: getattr(document, name) for name in names} | fields
    return change_document(
        document_id=document.pk,
        user=user,
        seen=document.version if seen is None else seen,
        values=values,
        secrecy=secrecy,
        now=timezone.now(),
    )


def step(service, document, user, **extra):
    return service(
        document_id=document.pk, user=user, seen=document.version, now=timezone.now(), **extra
    )


def test_an_officer_enters_a_document(unit, officer):
    document = enter(unit, officer, number_symbol=" 06b/NQ-TLĐ ", abstract="Về nhà  ở")
    assert document.state == DocumentState.DRAFT
    assert (document.number_symbol, document.number_key, document.year) == (
        "06b/NQ-TLĐ",
        "6b nq tld",
        2026,
    )
    assert "6b nq tld" in document.folded
    assert "ve nha o" in document.folded
    assert AuditEntry.objects.filter(action="document.entered", actor=officer).exists()


def test_a_second_click_finds_the_first_entry(unit, officer):
    key, values = uuid4(), entry_values(issuer=unit)
    arguments = {
        "unit": unit,
        "user": officer,
        "values": values,
        "secrecy": Secrecy.NONE,
        "request_key": key,
        "now": timezone.now(),
    }
    assert enter_document(**arguments) == enter_document(**arguments)
    assert OfficialDocument.objects.count() == 1
    with pytest.raises(DocumentRefused):
        enter_document(**arguments | {"user": make_user(unit=unit, role=UnitRole.OFFICER)})


@pytest.mark.parametrize("role", [UnitRole.LEADER, UnitRole.CHIEF_EDITOR, None])
def test_others_enter_nothing(unit, role):
    with pytest.raises(DocumentRefused):
        enter(unit, make_user(unit=unit, role=role))
    assert not OfficialDocument.objects.exists()


def test_nobody_enters_for_another_unit_or_in_its_name(unit, other, officer, office):
    with pytest.raises(DocumentRefused):
        enter(other, officer)
    with pytest.raises(ValidationError) as refusal:
        enter(unit, officer, issuer=other)
    assert "issuer" in refusal.value.message_dict
    assert enter(unit, office, issuer=other).issuer == other


def test_a_department_drafts_for_the_confederation_and_the_office_issues(office):
    centre = make_unit("TLD", kind=UnitKind.CONFEDERATION)
    department = make_unit("TLD-TOC", kind=UnitKind.DEPARTMENT)
    officer = make_user(unit=department, role=UnitRole.OFFICER)
    draft = enter(department, officer, issuer=centre, drafting_unit=department)
    with pytest.raises(DocumentRefused):
        step(issue_document, draft, officer)
    assert step(issue_document, draft, office).state == DocumentState.ISSUED


def test_nobody_puts_what_is_issued_into_anothers_name(office):
    centre = make_unit("TLD", kind=UnitKind.CONFEDERATION)
    department = make_unit("TLD-TOC", kind=UnitKind.DEPARTMENT)
    officer = make_user(unit=department, role=UnitRole.OFFICER)
    own = step(issue_document, enter(department, officer), officer)
    with pytest.raises(ValidationError) as refused:
        change(own, officer, issuer=centre)
    assert list(refused.value.message_dict) == ["issuer"]
    drafted = enter(department, officer, issuer=centre)
    issued = step(issue_document, drafted, office)
    with pytest.raises(ValidationError):
        change(issued, officer, issuer=department)
    assert {one.issuer for one in OfficialDocument.objects.all()} == {centre, department}
    assert change(own, office, issuer=centre).issuer == centre


def test_of_a_draft_the_issuer_is_changed_freely(office):
    centre = make_unit("TLD", kind=UnitKind.CONFEDERATION)
    department = make_unit("TLD-TOC", kind=UnitKind.DEPARTMENT)
    officer = make_user(unit=department, role=UnitRole.OFFICER)
    draft = enter(department, officer)
    draft = change(draft, officer, issuer=centre)
    assert change(draft, officer, issuer=department).issuer == department


@pytest.mark.parametrize("secrecy", [one for one in Secrecy.values if one != Secrecy.NONE])
def test_a_degree_of_secrecy_is_refused_before_anything_is_stored(unit, officer, secrecy):
    with pytest.raises(SecretRefused):
        enter_document(
            unit=unit,
            user=officer,
            values=entry_values(issuer=unit),
            secrecy=secrecy,
            request_key=uuid4(),
            now=timezone.now(),
        )
    assert not OfficialDocument.objects.exists()
    assert not AuditEntry.objects.filter(action__startswith="document.").exists()


@pytest.mark.parametrize(
    "fields", [{"number_symbol": "5/BC-TLĐ (MẬT)"}, {"abstract": "Về nhân sự – TỐI MẬT"}]
)
def test_a_mark_is_refused_in_a_new_and_in_a_changed_entry(unit, officer, fields):
    with pytest.raises(SecretRefused):
        enter(unit, officer, **fields)
    document = enter(unit, officer)
    with pytest.raises(SecretRefused):
        change(document, officer, **fields)
    with pytest.raises(SecretRefused):
        change(document, officer, secrecy=Secrecy.SECRET)
    document.refresh_from_db()
    assert document.version == 0


def test_a_number_stands_once_for_each_issuer_and_year(unit, other, officer, office):
    first = enter(unit, officer, number_symbol="06b/NQ-TLĐ")
    with pytest.raises(NumberTaken) as refusal:
        enter(unit, officer, number_symbol="6B nq-tld")
    assert refusal.value.existing == first
    assert "06b/NQ-TLĐ" in str(refusal.value)
    enter(unit, officer, number_symbol="06b/NQ-TLĐ", issued_on=date(2025, 12, 31))
    enter(other, office, number_symbol="06b/NQ-TLĐ")


def test_a_number_of_an_authority_is_taken_without_telling_of_the_entry(unit, other, officer):
    stranger = make_user(unit=other, role=UnitRole.OFFICER)
    outside = {"issuer": None, "number_symbol": "191/2013/NĐ-CP", "abstract": "Chuyện nội bộ"}
    enter(unit, officer, **outside, issuer_name="Chính phủ")
    with pytest.raises(NumberTaken) as refusal:
        enter(other, stranger, **outside, issuer_name="CHÍNH PHỦ")
    assert refusal.value.existing is None
    assert "Chuyện nội bộ" not in str(refusal.value)


@pytest.mark.parametrize(
    ("fields", "name"),
    [
        ({"number_symbol": "//"}, "number_symbol"),
        ({"abstract": ""}, "abstract"),
        ({"issuer_name": "Chính phủ"}, "__all__"),
        ({"issuer": None}, "__all__"),
        ({"effective_on": date(2026, 5, 2), "expired_on": date(2026, 5, 1)}, "__all__"),
    ],
)
def test_what_is_wrong_is_told_by_field(unit, officer, fields, name):
    with pytest.raises(ValidationError) as refusal:
        enter(unit, officer, **fields)
    assert name in refusal.value.message_dict


def test_a_document_may_end_on_the_day_it_begins(unit, officer):
    enter(unit, officer, effective_on=date(2026, 5, 1), expired_on=date(2026, 5, 1))


def test_a_change_is_the_next_version_and_names_the_fields(unit, officer):
    document = enter(unit, officer)
    changed = change(document, officer, abstract="Về việc khác")
    assert changed.version == 1
    assert "ve viec khac" in changed.folded
    assert AuditEntry.objects.get(action="document.changed").data == {"fields": ["abstract"]}
    assert change(changed, officer, abstract="Về việc khác").version == 1


def test_whoever_saw_an_older_version_changes_nothing(unit, officer):
    document = enter(unit, officer)
    change(document, officer, abstract="Về việc khác")
    with pytest.raises(DocumentChanged):
        change(document, officer, seen=0, abstract="Về việc cũ")
    assert OfficialDocument.objects.get().abstract == "Về việc khác"


def test_a_change_cannot_take_another_documents_number(unit, officer):
    first, second = enter(unit, officer), enter(unit, officer)
    with pytest.raises(NumberTaken):
        change(second, officer, number_symbol=first.number_symbol)


def test_other_units_change_nothing(unit, other, officer):
    document = enter(unit, officer)
    stranger = make_user(unit=other, role=UnitRole.OFFICER)
    leader = make_user(unit=unit, role=UnitRole.LEADER)
    for user in (stranger, leader):
        with pytest.raises(DocumentRefused):
            change(document, user, abstract="Khác")
        for service in (issue_document, withdraw_document):
            extra = {"reason": "Sai"} if service is withdraw_document else {}
            with pytest.raises(DocumentRefused):
                step(service, document, user, **extra)
        with pytest.raises(DocumentRefused):
            discard_draft(document_id=document.pk, user=user, seen=document.version)


def test_a_document_is_issued_once(unit, officer):
    document = enter(unit, officer)
    issued = step(issue_document, document, officer)
    assert (issued.state, issued.version) == (DocumentState.ISSUED, 1)
    with pytest.raises(DocumentRefused):
        step(issue_document, issued, officer)


def test_a_document_of_an_authority_is_issued_by_who_registers_it(unit, officer):
    outside = enter(unit, officer, issuer=None, issuer_name="Chính phủ")
    assert step(issue_document, outside, officer).state == DocumentState.ISSUED


def test_only_an_issued_document_is_withdrawn_and_with_a_reason(unit, officer):
    document = enter(unit, officer)
    with pytest.raises(DocumentRefused):
        step(withdraw_document, document, officer, reason="Sai")
    issued = step(issue_document, document, officer)
    with pytest.raises(DocumentRefused):
        step(withdraw_document, issued, officer, reason="  ")
    gone = step(withdraw_document, issued, officer, reason="Ban hành  sai thẩm quyền")
    assert gone.withdrawn_reason == "Ban hành sai thẩm quyền"
    with pytest.raises(DocumentRefused):
        step(withdraw_document, gone, officer, reason="Lần nữa")


def test_a_draft_is_deleted_with_its_files(unit, officer, django_capture_on_commit_callbacks):
    document = enter(unit, officer)
    file = make_document_file(document)
    with django_capture_on_commit_callbacks(execute=True):
        discard_draft(document_id=document.pk, user=officer, seen=0)
    assert not OfficialDocument.objects.exists()
    assert not file.file.storage.exists(file.file.name)
    assert AuditEntry.objects.filter(action="document.discarded").exists()


def test_what_was_issued_or_is_referred_to_is_not_deleted(unit, officer):
    issued = make_official_document(unit)
    with pytest.raises(DocumentRefused):
        discard_draft(document_id=issued.pk, user=officer, seen=0)
    draft = enter(unit, officer)
    DocumentRelation.objects.create(source=issued, target=draft, kind="guides")
    with pytest.raises(DocumentRefused):
        discard_draft(document_id=draft.pk, user=officer, seen=0)


def test_a_public_entry_without_page_becomes_internal(unit, officer):
    document = enter(unit, officer, audience=Audience.PUBLIC)
    assert change(document, officer, audience=Audience.INTERNAL).audience == Audience.INTERNAL
