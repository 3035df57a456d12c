"""Public pages: made, changed and taken down by the register, by nobody else."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone
from wagtail.models import APIToken, Page

from core.kept_pages import first_kept
from factories.documents import (
    enter,
    entry_values,
    make_document_file,
    make_official_document,
    make_public_document,
)
from factories.paying import client_of
from factories.portal import make_unit, make_user
from units.documents.addresses import file_url
from units.documents.enums import Audience, DocumentState, RelationKind, Secrecy
from units.documents.errors import DocumentChanged, DocumentRefused
from units.documents.models import DocumentIndexPage, DocumentPage
from units.documents.services.entering import (
    change_document,
    issue_document,
    withdraw_document,
)
from units.documents.services.pages import publish_document, unpublish_document
from units.documents.services.relating import relate_documents
from units.enums import PortalRole, UnitRole

pytestmark = pytest.mark.django_db


@pytest.fixture
def unit():
    return make_unit("HAN")


@pytest.fixture
def officer(unit):
    return make_user(unit=unit, role=UnitRole.OFFICER)


@pytest.fixture
def office():
    return make_user(portal_role=PortalRole.OFFICE)


def step(service, document, user, **extra):
    return service(
        document_id=document.pk, user=user, seen=document.version, now=timezone.now(), **extra
    )


def change(document, user, **fields):
    values = {name: getattr(document, name) for name in entry_values()} | fields
    return step(change_document, document, user, values=values, secrecy=Secrecy.NONE)


def test_a_page_stands_below_its_issuer_with_an_address_of_number_and_year(unit, officer, client):
    document = make_public_document(
        unit, officer, number_symbol="1197/TLĐ", issued_on=date(2016, 8, 9), abstract="Khai thác"
    )
    page = document.page
    assert page.url == "/don-vi/han/van-ban/1197-tld-2016/"
    assert page.title == "1197/TLĐ – Khai thác"
    assert page.unit == unit
    assert page.live
    html = client.get(page.url).content.decode()
    assert "1197/TLĐ" in html
    assert "09/08/2016" in html
    assert "Phó Chủ tịch" in html


def test_what_authorities_outside_issued_stands_in_the_national_library(office):
    unit = make_unit("TLD")
    fields = {"issuer": None, "issuer_name": "Chính phủ", "number_symbol": "191/2013/NĐ-CP"}
    page = make_public_document(unit, office, **fields, issued_on=date(2013, 11, 21)).page
    assert page.url == "/van-ban/191-2013-nd-cp/"
    assert page.unit is None
    other = {"issuer_name": "Bộ Nội vụ"}
    second = make_public_document(unit, office, **(fields | other), issued_on=date(2013, 1, 2))
    assert second.page.url == "/van-ban/191-2013-nd-cp-2/"


def test_publishing_twice_makes_one_page(unit, officer):
    document = make_public_document(unit, officer)
    version = document.version
    assert step(publish_document, document, officer).version == version
    assert DocumentPage.objects.count() == 1


def test_only_issued_public_documents_are_published(unit, officer):
    draft = enter(unit, officer, audience=Audience.PUBLIC)
    with pytest.raises(DocumentRefused):
        step(publish_document, draft, officer)
    internal = step(issue_document, enter(unit, officer), officer)
    with pytest.raises(DocumentRefused):
        step(publish_document, internal, officer)
    assert not DocumentPage.objects.exists()


def test_others_neither_publish_nor_take_down(unit, officer):
    document = make_public_document(unit, officer)
    stranger = make_user(unit=make_unit("NGA"), role=UnitRole.OFFICER)
    leader = make_user(unit=unit, role=UnitRole.LEADER)
    for user in (stranger, leader):
        for service in (publish_document, unpublish_document):
            with pytest.raises(DocumentRefused):
                step(service, document, user)
    outside = enter(unit, officer, issuer=None, issuer_name="Chính phủ", audience="public")
    outside = step(issue_document, outside, officer)
    with pytest.raises(DocumentRefused):
        step(publish_document, outside, officer)


def test_whoever_saw_an_older_version_publishes_nothing(unit, officer):
    document = make_public_document(unit, officer)
    with pytest.raises(DocumentChanged):
        unpublish_document(document_id=document.pk, user=officer, seen=0, now=timezone.now())


def test_a_document_is_taken_down_and_shown_again_at_its_address(unit, officer, client):
    document = make_public_document(unit, officer)
    file = make_document_file(document)
    url = document.page.url
    document = step(unpublish_document, document, officer)
    assert client.get(url).status_code == 404
    assert client.get(file_url(file)).status_code == 404
    with pytest.raises(DocumentRefused):
        step(unpublish_document, document, officer)
    step(publish_document, document, officer)
    assert client.get(url).status_code == 200
    response = client.get(file_url(file))
    assert response.status_code == 200
    assert response["Cache-Control"].startswith("public")
    assert "X-Robots-Tag" not in response


def test_a_changed_entry_changes_the_page_and_its_old_address_leads_there(
    unit, officer, client, django_capture_on_commit_callbacks
):
    document = make_public_document(unit, officer, number_symbol="12/QĐ-TLĐ")
    old = document.page.url
    with django_capture_on_commit_callbacks(execute=True):
        document = change(document, officer, number_symbol="13/QĐ-TLĐ", abstract="Nội dung mới")
    page = DocumentPage.objects.get()
    assert page.url == "/don-vi/han/van-ban/13-qd-tld-2026/"
    assert page.title == "13/QĐ-TLĐ – Nội dung mới"
    assert client.get(old)["Location"].endswith(page.url)


def test_a_page_follows_its_issuer(unit, officer, office):
    other = make_unit("NGA")
    document = make_public_document(unit, officer)
    change(document, office, issuer=other)
    assert DocumentPage.objects.get().url.startswith("/don-vi/nga/van-ban/")
    assert DocumentPage.objects.get().unit == other


def test_an_officer_moves_no_page_into_the_national_library(unit, officer, office):
    document = make_public_document(unit, officer)
    with pytest.raises(ValidationError):
        change(document, officer, issuer=None, issuer_name="Chính phủ")
    assert DocumentPage.objects.get().url.startswith("/don-vi/han/van-ban/")
    document = step(unpublish_document, document, officer)
    assert change(document, officer, issuer=None, issuer_name="Chính phủ").issuer is None
    assert not DocumentPage.objects.get().live


def test_a_public_document_becomes_internal_only_once_taken_down(unit, officer):
    document = make_public_document(unit, officer)
    with pytest.raises(DocumentRefused):
        change(document, officer, audience=Audience.INTERNAL)
    document.refresh_from_db()
    document = step(unpublish_document, document, officer)
    document = change(document, officer, audience=Audience.INTERNAL)
    assert document.page is None
    assert not DocumentPage.objects.exists()


def test_a_withdrawn_document_says_so_on_its_page(unit, officer, client):
    document = make_public_document(unit, officer)
    step(withdraw_document, document, officer, reason="Sai thẩm quyền")
    html = client.get(document.page.url).content.decode()
    assert "Sai thẩm quyền" in html
    document.refresh_from_db()
    assert document.state == DocumentState.WITHDRAWN


def test_relations_lead_both_ways_to_public_documents_only(unit, officer, client):
    old = make_public_document(unit, officer, number_symbol="1/QĐ-TLĐ")
    new = make_public_document(unit, officer, number_symbol="2/QĐ-TLĐ")
    hidden = make_official_document(unit, number_symbol="77/QĐ-TLĐ")
    for target in (old, hidden):
        relate_documents(
            source_id=new.pk, target_id=target.pk, kind=RelationKind.REPLACES, user=officer
        )
    html = client.get(new.page.url).content.decode()
    assert old.page.url in html
    assert "77/QĐ" not in html
    assert new.page.url in client.get(old.page.url).content.decode()


def test_nobody_edits_moves_copies_or_deletes_a_page_by_hand(unit, officer):
    page = make_public_document(unit, officer).page
    people = [
        make_user(unit=unit, role=UnitRole.CHIEF_EDITOR),
        make_user(portal_role=PortalRole.PORTAL_ADMINISTRATOR),
    ]
    for user in people:
        rights = page.permissions_for_user(user)
        by_hand = ("can_edit", "can_move", "can_copy", "can_publish", "can_submit_for_moderation")
        assert [name for name in by_hand if getattr(rights, name)()] == []
        response = client_of(user).post(
            reverse("wagtailadmin_pages:edit", args=[page.pk]),
            {"title": "Khác", "slug": page.slug, "action-publish": "1"},
        )
        assert response.status_code in (302, 403, 404)
    assert DocumentPage.objects.get().title == page.title
    assert first_kept([Page.objects.get(pk=page.pk)]) is not None
    section = DocumentIndexPage.objects.get(pk=page.get_parent().pk)
    assert first_kept([section]) is not None
    assert DocumentPage not in section.creatable_subpage_models()


def test_nobody_makes_or_changes_a_page_through_the_api(unit, officer, client):
    page = make_public_document(unit, officer).page
    for user in (
        make_user(unit=unit, role=UnitRole.CHIEF_EDITOR),
        make_user(portal_role=PortalRole.PORTAL_ADMINISTRATOR),
    ):
        _token, plaintext = APIToken.create_token(user=user, name="thử")
        sent = {"content_type": "application/json"}
        sent |= {"headers": {"Authorization": f"Bearer {plaintext}"}}
        body = {"title": "Khác", "slug": "khac", "meta": {"type": "documents.DocumentPage"}}
        made = client.post(
            "/api/v3/pages/",
            body | {"parent": page.get_parent().pk, "type": "documents.DocumentPage"},
            **sent,
        )
        assert made.status_code in (400, 403, 404, 405, 422)
        changed = client.patch(
            f"/api/v3/pages/{page.pk}/", {"title": "Khác", "type": "documents.DocumentPage"}, **sent
        )
        assert changed.status_code in (403, 404, 405)
    assert [one.title for one in DocumentPage.objects.all()] == [page.title]
