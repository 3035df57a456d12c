"""The screen of the import: who reaches it, what it says, where it leads."""

from html import unescape

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import translation
from wagtail.users.models import UserProfile

from articles.importing.links import import_links, section_links
from articles.models import ArticlePage, NewsPage
from factories import bad_word as bad
from factories.pictures import encoded
from factories.portal import make_unit, make_user, section_of
from factories.word import MACRO_TYPE, WordFile, drawing, p, run, story
from units.enums import PortalRole, UnitKind, UnitRole
from units.services.provisioning import unit_home

MESSAGES = {
    "macros": (lambda: story(main_type=MACRO_TYPE).content(), "Tệp này chứa macro"),
    "bomb": (lambda: bad.with_entries(a_bin=b"\0" * 10_000_000), "lớn hơn rất nhiều"),
    "pages": (lambda: story(pages=200).content(), "Tệp này có 200 trang; chỉ nhập được tối đa 100"),
    "old": (lambda: bad.OLE + b"\0" * 99, "Đây là tệp Word đời cũ (.doc)"),
    "PDF": (lambda: b"%PDF-1.7", "Đây không phải tệp Word"),
    "damage": (lambda: story().content()[:900], "Tệp Word này bị hỏng"),
    "picture": (
        lambda: story(p(drawing("a1")), pictures={"a1": ("media/a.emf", b"\x01\0\0\0")}).content(),
        "(sau chữ “đoàn Lao động tỉnh tổ chức chương trình.”): Cổng không nhận định dạng ảnh EMF",
    ),
    "empty": (lambda: b"", "Tệp này rỗng"),
}


def client_of(user, *, language: str = "vi") -> Client:
    """Return a client with the account's session and language."""
    UserProfile.objects.update_or_create(user=user, defaults={"preferred_language": language})
    client = Client()
    client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[-1])
    return client


def address(section, kind: str = "news") -> str:
    return reverse("import_document", args=[section.pk, kind])


def send(client: Client, section, content: bytes, *, name="a.docx", kind="news", follow=False):
    """Post a file as the browser does; the answer is text without entities."""
    file = SimpleUploadedFile(name, content)
    response = client.post(address(section, kind), {"file": file}, follow=follow)
    response.text_shown = unescape(response.content.decode())
    return response


def test_document_becomes_a_draft_that_opens_in_the_editor(unit, writer):
    response = send(client_of(writer), section_of(unit, "news"), story().content(), follow=True)
    page = NewsPage.objects.get()
    assert response.redirect_chain == [(f"/admin/pages/{page.pk}/edit/", 302)]
    assert f"Đã nhập “{page.title}” thành bản nháp." in response.text_shown


def test_what_did_not_come_over_is_told_above_the_editor(unit, writer):
    content = story(
        p(run("C«ng ®oµn", font=".VnTime"), '<w:r><w:footnoteReference w:id="1"/></w:r>')
    ).content()
    text = send(client_of(writer), section_of(unit, "news"), content, follow=True).text_shown
    assert "<li>Chú thích chân trang không được nhập.</li>" in text
    assert "<li>Chữ gõ bằng phông cũ (TCVN3 hoặc VNI) đã được chuyển sang Unicode" in text


def test_title_in_the_message_runs_no_script(unit, writer):
    content = WordFile(p("<script>alert(1)</script> & tin", style="Title") + p("Chữ.")).content()
    response = send(client_of(writer), section_of(unit, "news"), content, follow=True)
    assert b"<script>alert(1)" not in response.content


def test_second_click_leads_to_the_same_draft(unit, writer):
    client, section = client_of(writer), section_of(unit, "news")
    first = send(client, section, story().content())
    second = send(client, section, story().content())
    assert first.url == second.url
    assert NewsPage.objects.count() == 1
    assert "đã được nhập trước đó" in unescape(client.get(second.url).content.decode())


@pytest.mark.parametrize("kind", MESSAGES)
def test_refusal_stands_beside_the_field_in_vietnamese(unit, writer, stored, kind):
    content, message = MESSAGES[kind]
    before = stored()
    response = send(client_of(writer), section_of(unit, "news"), content())
    assert response.status_code == 200
    assert message in response.text_shown
    assert "error-message" in response.text_shown
    assert stored() == before


def test_refusal_in_english(unit, writer):
    client = client_of(writer, language="en")
    response = send(client, section_of(unit, "news"), story(pages=200).content())
    assert "This document has 200 pages; at most 100 can be imported." in response.text_shown


def test_no_file_at_all(unit, writer):
    response = client_of(writer).post(address(section_of(unit, "news")))
    assert "Hãy chọn một tệp Word (.docx) trên máy." in unescape(response.content.decode())


def test_screen_names_section_limits_and_kind(unit, writer):
    section = section_of(unit, "news")
    response = client_of(writer).get(address(section, "thematic"))
    text = unescape(response.content.decode())
    assert "Nhập bài chuyên đề từ Word" in text
    assert f"trong chuyên mục “{section.title}”" in text
    assert "tối đa 30 MB, 100 trang, 60 ảnh" in text
    assert "no-store" in response.headers["Cache-Control"]


def people() -> dict:
    """Return who may not see the import of another unit, by name."""
    other = make_unit()
    return {
        "contributor": make_user(unit=other, role=UnitRole.CONTRIBUTOR),
        "chief editor": make_user(unit=other, role=UnitRole.CHIEF_EDITOR),
        "administrator": make_user(unit=other, role=UnitRole.ADMINISTRATOR),
        "news desk": make_user(portal_role=PortalRole.NEWS_DESK_EDITOR),
        "thematic desk": make_user(portal_role=PortalRole.THEMATIC_DESK_HEAD),
        "editor-in-chief": make_user(portal_role=PortalRole.NEWS_EDITOR_IN_CHIEF),
        "finance": make_user(portal_role=PortalRole.FINANCE),
        "office": make_user(portal_role=PortalRole.OFFICE),
    }


def test_another_unit_desks_and_the_office_find_nothing(unit, stored):
    section, others = section_of(unit, "news"), people()
    others["own administrator"] = make_user(unit=unit, role=UnitRole.ADMINISTRATOR)
    absent = client_of(others["office"]).get("/admin/import/987654/news/").content
    before = stored()
    for name, user in others.items():
        client = client_of(user)
        answers = [client.get(address(section)), send(client, section, story().content())]
        assert [answer.status_code for answer in answers] == [404, 404], name
    assert client.get(address(section)).content == absent
    assert stored() == before


@pytest.mark.parametrize("role", [UnitRole.CONTRIBUTOR, UnitRole.CHIEF_EDITOR])
def test_writers_of_the_unit_reach_it(unit, role):
    client = client_of(make_user(unit=unit, role=role))
    assert client.get(address(section_of(unit, "news"))).status_code == 200


def test_portal_administrators_reach_it(unit):
    client = client_of(make_user(portal_role=PortalRole.PORTAL_ADMINISTRATOR))
    assert client.get(address(section_of(unit, "news"))).status_code == 200
    assert client.get(address(unit_home(unit))).status_code == 404


@pytest.mark.parametrize(
    ("section", "kind", "status"),
    [
        ("news", "news", 200),
        ("news", "thematic", 200),
        ("news", "notice", 404),
        ("thematic", "news", 200),
        ("notice", "notice", 200),
        ("notice", "news", 404),
        ("news", "page", 404),
    ],
)
def test_only_kinds_that_the_section_holds(unit, writer, section, kind, status):
    client = client_of(writer)
    assert client.get(address(section_of(unit, section), kind)).status_code == status


def test_only_sections_and_only_live_ids(unit, writer):
    client = client_of(writer)
    draft = ArticlePage.objects.first()
    assert draft is None
    assert client.get(address(unit_home(unit))).status_code == 404
    assert client.get("/admin/import/999999999999999999999/news/").status_code == 404


def test_anonymous_visitors_are_sent_to_log_in(unit):
    response = Client().get(address(section_of(unit, "news")))
    assert response.status_code == 302
    assert "/login/" in response.url


def test_buttons_on_the_sections_and_the_first_screen(unit, writer):
    client, section = client_of(writer), section_of(unit, "news")
    explorer = client.get(reverse("wagtailadmin_explore", args=[section.pk])).content.decode()
    for kind in ("news", "thematic"):
        assert address(section, kind) in explorer
    assert address(section, "notice") not in explorer
    first_screen = client.get(reverse("wagtailadmin_home")).content.decode()
    assert address(section) in first_screen
    assert "Nhập từ Word" in first_screen


def test_every_offered_link_opens(unit, writer):
    client = client_of(writer)
    found = [
        url
        for kind in ("news", "thematic", "notice")
        for _label, url in section_links(writer, section_of(unit, kind))
    ]
    found += [link["url"] for link in import_links(writer)]
    assert len(found) == 6
    assert {client.get(url).status_code for url in found} == {200}


@pytest.mark.parametrize(
    ("kind", "wanted"),
    [
        (UnitKind.PROVINCE, "news"),
        (UnitKind.DEPARTMENT, "thematic"),
        (UnitKind.ATTACHED_UNIT, "thematic"),
    ],
)
def test_first_screen_offers_what_the_unit_must_send(db, kind, wanted):
    unit = make_unit(kind=kind)
    (link,) = import_links(make_user(unit=unit, role=UnitRole.CONTRIBUTOR))
    assert link["url"] == address(section_of(unit, wanted), wanted)


def test_who_does_not_write_is_offered_nothing(unit):
    for name, user in (
        people() | {"own": make_user(unit=unit, role=UnitRole.ADMINISTRATOR)}
    ).items():
        assert section_links(user, section_of(unit, "news")) == [], name
    assert import_links(make_user(unit=unit, role=UnitRole.ADMINISTRATOR)) == []
    assert import_links(make_user(portal_role=PortalRole.NEWS_DESK_EDITOR)) == []
    with translation.override("vi"):
        assert section_links(make_user(unit=unit, role=UnitRole.CONTRIBUTOR), unit_home(unit)) == []


def test_picture_of_the_draft_is_private(unit, writer, client):
    content = story(p(drawing("a1")), pictures={"a1": ("media/a.png", encoded("PNG"))}).content()
    send(client_of(writer), section_of(unit, "news"), content)
    for version in ("v2", "v3"):
        assert client.get(f"/api/{version}/images/").json().get("items") == []
