"""The demonstration of the register: complete, marked, and the same the second time."""

import pytest
from django.utils import timezone

from core.models import AuditEntry
from factories.portal import make_unit, make_user
from home.demo.documents import ensure_documents
from units.documents.enums import Audience, TextState
from units.documents.models import DocumentFile, DocumentPage, OfficialDocument
from units.documents.public.listing import Wanted, listed
from units.enums import PortalRole, UnitKind

pytestmark = pytest.mark.django_db


@pytest.fixture
def _portal():
    make_user(username="vanphong", portal_role=PortalRole.OFFICE)
    make_unit("TONG-LIEN-DOAN", kind=UnitKind.CONFEDERATION)
    make_unit("LDLD-HA-NOI")
    make_unit("LDLD-NGHE-AN")


@pytest.mark.usefixtures("_portal")
def test_the_demonstration_shows_every_status_and_is_made_once(client):
    now = timezone.now()
    ensure_documents(now=now)

    def counts() -> list[int]:
        models = (OfficialDocument, DocumentFile, DocumentPage, AuditEntry)
        return [model.objects.count() for model in models]

    first = counts()
    ensure_documents(now=now)
    assert counts() == first
    internal = OfficialDocument.objects.filter(audience=Audience.INTERNAL)
    assert internal.values("unit").distinct().count() == 2
    assert not OfficialDocument.objects.filter(is_demonstration=False).exists()
    found = {one.number_symbol: one for one in listed(Wanted(), day=timezone.localdate())}
    assert {one.status for one in found.values()} >= {
        *("in_force", "amended", "replaced", "expired"),
    }
    letter = found["1197/TLĐ"]
    file = letter.files.get()
    assert file.text_state == TextState.READ
    assert "khai thác, vận hành có hiệu quả Cổng thông tin" in " ".join(file.text.split())
    assert found["1291/QĐ-TLĐ"].page.url in client.get(letter.page.url).content.decode()
