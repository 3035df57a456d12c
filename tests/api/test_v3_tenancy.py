"""API v3 with the tokens of one unit, beside a second unit with drafts, files and live pieces."""

import pytest
from django.urls import reverse
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page

from articles.models import ArticlePage
from core.models import PortalDocument, PortalImage
from factories.api import RICH_TEXT, Caller, news_body
from factories.portal import make_article, make_document, make_image, make_user, section_of

PAGES = "/api/v3/pages/"
CANARY = "Canary of B"


@pytest.fixture
def draft_b(unit_b, people):
    """A draft of the second unit."""
    return make_article("news", unit_b, live=False, title=CANARY, owner=people.accounts.stranger)


@pytest.fixture
def draft_a(unit_a, people):
    """A draft of the contributor of the first unit."""
    return make_article(
        "news", unit_a, live=False, title="Nháp của A", owner=people.accounts.contributor
    )


def actions_on(page, target) -> list[tuple[str, str, dict]]:
    """Return every way to change a page: method, address, body."""
    base = f"{PAGES}{page.pk}/"
    action = f"{base}actions/"
    revision = page.latest_revision_id or 1
    return [
        ("PATCH", base, {"title": "x"}),
        ("PATCH", base, {"title": "x", "meta": {"action": "publish"}}),
        ("DELETE", base, {}),
        ("POST", f"{action}publish/", {}),
        ("POST", f"{action}unpublish/", {}),
        ("DELETE", f"{action}delete/", {}),
        ("POST", f"{action}copy/", {"destination_id": target.pk, "keep_live": False}),
        ("POST", f"{action}copy/", {"keep_live": False}),
        ("POST", f"{action}move/", {"destination_id": target.pk}),
        ("POST", f"{action}revert/", {"revision_id": revision}),
        ("POST", f"{action}convert_alias/", {}),
        ("POST", f"{action}create_alias/", {"destination_id": target.pk}),
        ("POST", f"{action}copy_for_translation/", {"locale": "en"}),
        ("POST", f"/api/v3/articles/{page.pk}/submit/", {}),
        ("POST", f"/api/v3/articles/{page.pk}/approve/", {}),
        ("POST", f"/api/v3/articles/{page.pk}/return/", {"comment": "x"}),
    ]


@pytest.mark.parametrize("role", ["contributor", "chief"])
@pytest.mark.parametrize("live", [True, False])
def test_nothing_of_another_unit_can_be_changed(people, unit_a, unit_b, role, live):
    page = make_article("news", unit_b, live=live, title=CANARY, owner=people.accounts.stranger)
    caller: Caller = getattr(people, role)
    count = Page.objects.count()
    for method, address, body in actions_on(page, section_of(unit_a, "news")):
        response = caller.send(method, address, body)
        assert response.status_code in {403, 404}, (method, address, response.content)
        if "actions/p" not in address and "actions/u" not in address:
            assert response.status_code == 404, (method, address)
        assert CANARY not in response.content.decode()
    after = Page.objects.get(pk=page.pk)
    assert (after.title, after.live, Page.objects.count()) == (CANARY, live, count)


@pytest.mark.parametrize("role", ["contributor", "chief"])
def test_drafts_of_another_unit_cannot_be_read(people, draft_b, role):
    caller: Caller = getattr(people, role)
    for address in (
        PAGES,
        f"{PAGES}?type=articles.NewsPage&title=Canary+of+B",
        f"{PAGES}?search=canary",
        f"{PAGES}{draft_b.pk}/",
        f"{PAGES}{draft_b.pk}/?version=draft",
        f"{PAGES}find/?id={draft_b.pk}",
        f"{PAGES}{draft_b.pk}/revisions/",
        f"{PAGES}{draft_b.pk}/revisions/{draft_b.latest_revision_id}/",
        "/api/v3/articles/",
        f"/api/v3/articles/{draft_b.pk}/",
        "/api/v3/search/?q=canary",
    ):
        assert CANARY not in caller.get(address).content.decode(), address
    assert caller.get(f"{PAGES}{draft_b.pk}/").status_code == 404


def test_the_owner_still_sees_the_draft(people, draft_b):
    assert CANARY in people.stranger.get(f"{PAGES}{draft_b.pk}/?version=draft").content.decode()
    assert CANARY in people.chief_b.get(PAGES).content.decode()


@pytest.mark.parametrize("role", ["contributor", "chief"])
def test_nothing_can_be_made_under_another_unit(people, unit_b, role):
    section = section_of(unit_b, "news")
    response = getattr(people, role).post(PAGES, news_body(section))
    assert response.status_code == 404
    assert not ArticlePage.objects.exists()


def test_own_draft_cannot_go_to_another_unit(people, unit_b, draft_a):
    target = section_of(unit_b, "news")
    for action in ("copy", "move", "create_alias"):
        response = people.chief.post(
            f"{PAGES}{draft_a.pk}/actions/{action}/", {"destination_id": target.pk}
        )
        assert response.status_code == 404, action
    assert ArticlePage.objects.get().unit_id == draft_a.unit_id


def test_a_person_of_two_units_cannot_carry_pages_across(unit_a, unit_b, draft_a):
    person = make_user(unit=unit_a, role="chief_editor")
    from units.services.memberships import grant_role

    grant_role(user=person, unit=unit_b, role="chief_editor")
    caller = Caller(person)
    target = section_of(unit_b, "news")
    for action in ("copy", "move", "create_alias"):
        response = caller.post(
            f"{PAGES}{draft_a.pk}/actions/{action}/",
            {"destination_id": target.pk} | ({"keep_live": False} if action == "copy" else {}),
        )
        assert response.status_code == 409, (action, response.content)
    assert ArticlePage.objects.get().unit_id == unit_a.pk


def test_private_files_of_another_unit_are_refused_and_not_listed(people, unit_a, unit_b):
    image = make_image(unit_b, title=CANARY)
    document = make_document(unit_b, title=CANARY)
    picture = {"image": image.pk, "alt": "a", "caption": "b", "credit": "c"}
    bodies = [
        {"cover_id": image.pk, "cover_alt": "a", "cover_caption": "b", "cover_credit": "c"},
        {"body": [{"type": "picture", "value": picture}]},
        {"body": [{"type": "gallery", "value": {"items": [picture, picture]}}]},
        {"body": [{"type": "document", "value": {"document": document.pk, "title": "x"}}]},
    ]
    for fields in bodies:
        response = people.contributor.post(PAGES, news_body(section_of(unit_a, "news"), **fields))
        assert response.status_code == 422, fields
        assert CANARY not in response.content.decode()
    assert not ArticlePage.objects.exists()
    for kind, file in (("images", image), ("documents", document)):
        for caller in (people.contributor, people.chief, Caller()):
            assert CANARY not in caller.get(f"/api/v3/{kind}/").content.decode()
            assert caller.get(f"/api/v3/{kind}/{file.pk}/").status_code == 404
        assert CANARY in people.stranger.get(f"/api/v3/{kind}/").content.decode()
        assert people.chief.patch(f"/api/v3/{kind}/{file.pk}/", {"title": "x"}).status_code == 404
        assert people.chief.delete(f"/api/v3/{kind}/{file.pk}/").status_code == 404
    assert PortalImage.objects.get().title == PortalDocument.objects.get().title == CANARY


def test_published_files_are_listed_to_all(reader, unit_b):
    make_image(unit_b, title="Đã đăng", is_public=True)
    make_document(unit_b, title="Đã đăng", is_public=True)
    for kind in ("images", "documents"):
        assert [item["title"] for item in reader.get(f"/api/v3/{kind}/").json()["items"]] == [
            "Đã đăng"
        ]


@pytest.mark.parametrize("role", ["contributor", "chief"])
def test_unit_roles_cannot_publish(people, unit_a, draft_a, role):
    caller: Caller = getattr(people, role)
    body = news_body(section_of(unit_a, "news"))
    body["meta"]["action"] = "publish"
    assert caller.post(PAGES, body).status_code == 403
    for address in (f"{PAGES}{draft_a.pk}/actions/publish/",):
        assert caller.post(address).status_code == 403
    response = caller.patch(f"{PAGES}{draft_a.pk}/", {"meta": {"action": "publish"}})
    assert response.status_code == 403
    assert not ArticlePage.objects.live().exists()


@pytest.mark.parametrize("role", ["contributor", "chief"])
def test_live_pieces_and_sections_cannot_be_taken_away(people, unit_a, role):
    caller: Caller = getattr(people, role)
    live = make_article("news", unit_a, owner=people.accounts.contributor)
    for page in (live, section_of(unit_a, "thematic")):
        for response in (
            caller.delete(f"{PAGES}{page.pk}/"),
            caller.delete(f"{PAGES}{page.pk}/actions/delete/"),
            caller.post(f"{PAGES}{page.pk}/actions/unpublish/"),
        ):
            assert response.status_code in {403, 404, 409}
        assert Page.objects.filter(pk=page.pk, live=True).exists()


def test_drafts_of_others_cannot_be_deleted(people, draft_a):
    colleague = Caller(make_user(unit=draft_a.unit, role="contributor"))
    assert colleague.delete(f"{PAGES}{draft_a.pk}/").status_code == 404
    assert people.chief.delete(f"{PAGES}{draft_a.pk}/").status_code == 409
    assert people.contributor.delete(f"{PAGES}{draft_a.pk}/").status_code == 204


def test_a_locked_page_stays(people, draft_a):
    draft_a.locked, draft_a.locked_by = True, people.accounts.chief
    draft_a.save()
    for method, address, body in (
        ("DELETE", f"{PAGES}{draft_a.pk}/", {}),
        ("PATCH", f"{PAGES}{draft_a.pk}/", {"title": "x"}),
        (
            "POST",
            f"{PAGES}{draft_a.pk}/actions/revert/",
            {"revision_id": draft_a.latest_revision_id},
        ),
    ):
        response = people.contributor.send(method, address, body)
        assert response.status_code in {403, 409}, (method, response.content)
    assert Page.objects.filter(pk=draft_a.pk).exists()


def test_a_piece_under_review_stays_as_it_is(people, unit_a, draft_a):
    assert people.contributor.post(f"/api/v3/articles/{draft_a.pk}/submit/").status_code == 200
    section = section_of(unit_a, "thematic")
    for method, address, body in (
        ("DELETE", f"{PAGES}{draft_a.pk}/", {}),
        ("DELETE", f"{PAGES}{draft_a.pk}/actions/delete/", {}),
        ("POST", f"{PAGES}{draft_a.pk}/actions/move/", {"destination_id": section.pk}),
        (
            "POST",
            f"{PAGES}{draft_a.pk}/actions/revert/",
            {"revision_id": draft_a.latest_revision_id},
        ),
        ("PATCH", f"{PAGES}{draft_a.pk}/", {"body": [RICH_TEXT]}),
    ):
        response = people.contributor.send(method, address, body)
        assert response.status_code in {403, 409}, (method, address, response.content)
    assert people.chief.delete(f"{PAGES}{draft_a.pk}/").status_code == 409


def test_redirects_sites_and_schemas_are_not_for_readers(reader, people):
    Redirect.objects.create(old_path="/cu", redirect_link="https://example.com/")
    for address in ("redirects", "redirects/find/?html_path=/cu", "sites", "schema", "whoami"):
        address = f"/api/v3/{address}" if "?" in address else f"/api/v3/{address}/"
        assert reader.get(address).status_code in {401, 404}, address
    assert people.contributor.get("/api/v3/redirects/").status_code == 404
    assert people.contributor.get("/api/v3/sites/").status_code == 403


def test_answers_to_tokens_and_sessions_are_not_stored(people, reader, unit_a):
    for address in (PAGES, "/api/v3/articles/", "/api/v2/pages/", "/api/v3/openapi.json"):
        assert people.contributor.get(address)["Cache-Control"] == "private, no-store"
        assert "no-store" not in reader.get(address).headers.get("Cache-Control", "")
        assert "Authorization" in reader.get(address)["Vary"]
    reader.client.force_login(people.accounts.contributor)
    assert reader.get(PAGES)["Cache-Control"] == "private, no-store"
    assert reader.get("/api/v2/pages/")["Cache-Control"] == "private, no-store"


def test_api_addresses_are_named(db):
    assert reverse("wagtailapi_v3:list_pages") == PAGES
