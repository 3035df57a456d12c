"""Files of documents: whom they are served to, with which headers, and what everybody else sees."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from factories.documents import make_document_file, make_official_document
from factories.portal import make_unit, make_user
from units.documents import readers
from units.documents.addresses import file_url
from units.documents.enums import DocumentState
from units.enums import PortalRole, UnitRole

pytestmark = pytest.mark.django_db
CONTENT = b"%PDF-1.4 noi dung can giu kin"


@pytest.fixture
def unit():
    return make_unit("HAN")


@pytest.fixture
def file(unit):
    document = make_official_document(unit)
    return make_document_file(document, "Kế hoạch số 1.pdf", CONTENT)


def body_of(response) -> bytes:
    return b"".join(response.streaming_content) if response.streaming else response.content


@pytest.mark.parametrize("role", [UnitRole.OFFICER, UnitRole.LEADER])
def test_a_unit_downloads_its_internal_file(client, unit, file, role):
    client.force_login(make_user(unit=unit, role=role))
    response = client.get(file_url(file))
    assert response.status_code == 200
    assert body_of(response) == CONTENT
    assert response["Content-Disposition"].startswith("attachment")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in response["Cache-Control"]
    assert response["X-Robots-Tag"] == "noindex, nofollow"


def test_the_office_downloads_every_file(client, file):
    client.force_login(make_user(portal_role=PortalRole.OFFICE))
    assert client.get(file_url(file)).status_code == 200


def test_nobody_else_finds_an_internal_file(client, unit, file):
    unknown = reverse("official_file", args=[file.pk + 1, "ke-hoach-so-1.pdf"])
    strangers = [
        None,
        make_user(unit=unit, role=UnitRole.CHIEF_EDITOR),
        make_user(unit=make_unit("NGA"), role=UnitRole.OFFICER),
        make_user(portal_role=PortalRole.FINANCE),
    ]
    for user in strangers:
        client.logout()
        if user:
            client.force_login(user)
        answer, nothing = client.get(file_url(file)), client.get(unknown)
        assert answer.status_code == nothing.status_code == 404
        assert answer.headers.get("Cache-Control") == nothing.headers.get("Cache-Control")
        assert CONTENT not in body_of(answer)
        assert readers.may_read(user or AnonymousUser(), file.document) is False
        assert file.document not in readers.readable_documents(user or AnonymousUser())


def test_a_registered_reader_opens_a_document_in_lists_and_alone(client, file):
    user = make_user(unit=make_unit("NGA"), role=UnitRole.OFFICER)

    def reader(someone, document):
        return someone == user

    def readable(someone):
        return Q(pk=file.document_id) if someone == user else Q(pk__in=[])

    readers.register_reader(reader)
    readers.register_readable(readable)
    try:
        client.force_login(user)
        assert client.get(file_url(file)).status_code == 200
        assert list(readers.readable_documents(user)) == [file.document]
    finally:
        readers._readers.remove(reader)
        readers._readables.remove(readable)


def test_another_name_is_no_address_of_the_file(client, unit, file):
    client.force_login(make_user(unit=unit, role=UnitRole.OFFICER))
    assert client.get(reverse("official_file", args=[file.pk, "khac.pdf"])).status_code == 404
    assert client.get(f"/tep-van-ban/{'9' * 40}/khac.pdf").status_code == 404


def test_a_part_of_a_file_is_sent(client, unit, file):
    client.force_login(make_user(unit=unit, role=UnitRole.OFFICER))
    response = client.get(file_url(file), headers={"range": "bytes=0-3"})
    assert response.status_code == 206
    assert response.content == CONTENT[:4]
    assert response["Content-Disposition"].startswith("attachment")
    assert "no-store" in response["Cache-Control"]


def test_a_known_version_is_not_sent_again(client, unit, file):
    client.force_login(make_user(unit=unit, role=UnitRole.OFFICER))
    tag = client.get(file_url(file))["ETag"]
    assert client.get(file_url(file), headers={"if-none-match": tag}).status_code == 304


def test_a_removed_file_stays_with_those_who_keep_the_register(client, unit, file):
    file.removed_at = timezone.now()
    file.save()
    assert client.get(file_url(file)).status_code == 404
    client.force_login(make_user(unit=unit, role=UnitRole.OFFICER))
    assert client.get(file_url(file)).status_code == 200


def test_a_draft_is_read_by_its_unit_alone(unit):
    draft = make_official_document(unit, state=DocumentState.DRAFT)
    stranger = make_user(unit=make_unit("NGA"), role=UnitRole.OFFICER)
    officer = make_user(unit=unit, role=UnitRole.OFFICER)
    assert readers.may_read(officer, draft)
    assert not readers.may_read(stranger, draft)
    assert not readers.may_read(AnonymousUser(), draft)
