"""Writing through API v3 keeps the editor's rules and tells readers no more than they may know."""

import pytest

from articles.models import ArticlePage, NewsPage, NoticePage, ThematicPage
from factories.api import RICH_TEXT, Caller, news_body
from factories.portal import make_document, make_image, section_of

PAGES = "/api/v3/pages/"


def created(caller: Caller, body) -> ArticlePage:
    """Create a page and return it."""
    response = caller.post(PAGES, body)
    assert response.status_code == 201, response.content
    return ArticlePage.objects.get(pk=response.json()["id"]).specific


def test_creates_a_draft_with_authors_topics_and_genre(people, unit_a, topic):
    body = news_body(
        section_of(unit_a, "news"),
        topics=[topic.pk],
        authors=[
            {"pen_name": "Hải Yến", "kind": "staff", "role": "text", "share": "60"},
            {"pen_name": "Minh", "kind": "outside", "role": "photo", "share": "40"},
        ],
    )
    page = created(people.contributor, body)
    assert isinstance(page, NewsPage)
    assert not page.live
    assert page.slug == "cong-doan-tang-qua-cong-nhan"
    assert page.owner == people.accounts.contributor
    assert page.genre_id == body["genre_id"]
    assert page.unit == unit_a
    assert list(page.topics.all()) == [topic]
    rows = [(a.pen_name, a.kind, a.role, a.share) for a in page.authors.all()]
    assert rows == [("Hải Yến", "staff", "text", 60), ("Minh", "outside", "photo", 40)]


def test_reads_authors_back_by_pen_name_and_role_only(people, unit_a):
    response = people.contributor.post(PAGES, news_body(section_of(unit_a, "news")))
    assert response.json()["authors"] == [{"pen_name": "Hải Yến", "role": "text"}]


@pytest.mark.parametrize(("kind", "model"), [("thematic", ThematicPage), ("notice", NoticePage)])
def test_creates_the_other_kinds(people, unit_a, kind, model):
    section = section_of(unit_a, kind)
    body = news_body(section, meta={"type": model._meta.label, "parent_id": section.pk})
    if kind == "notice":
        body.pop("authors")
    assert isinstance(created(people.chief, body), model)


def test_authors_of_a_notice_are_a_message_and_no_error_page(people, unit_a):
    section = section_of(unit_a, "notice")
    body = news_body(section, meta={"type": "articles.NoticePage", "parent_id": section.pk})
    assert people.chief.post(PAGES, body).status_code in {201, 422}


def test_updates_what_is_named_and_leaves_the_rest(people, unit_a, topic):
    page = created(people.contributor, news_body(section_of(unit_a, "news"), topics=[topic.pk]))
    response = people.contributor.patch(f"{PAGES}{page.pk}/", {"lead": "Sapo mới."})
    assert response.status_code == 200, response.content
    page = ArticlePage.objects.get(pk=page.pk)
    assert page.lead == "Sapo mới."
    assert page.authors.count() == 1
    assert page.topics.count() == 1


def test_takes_every_kind_of_block(people, unit_a):
    image, document = make_image(unit_a), make_document(unit_a)
    picture = {"image": image.pk, "alt": "Mô tả", "caption": "Chú thích", "credit": "Nguồn"}
    stream = [
        RICH_TEXT,
        {"type": "rich_text", "value": {"format": "db_markdown", "content": "**Đậm**"}},
        {"type": "heading", "value": {"text": "Đại hội", "level": "h2"}},
        {"type": "picture", "value": picture},
        {"type": "gallery", "value": {"items": [picture, picture]}},
        {"type": "video", "value": {"url": "https://youtu.be/abc", "caption": "Phim"}},
        {"type": "audio", "value": {"url": "https://example.com/a.mp3", "caption": "Tiếng"}},
        {"type": "quote", "value": {"text": "Trích", "attribution": ""}},
        {"type": "table", "value": {"data": [["a", "b"], ["c", None]]}},
        {"type": "document", "value": {"document": document.pk, "title": ""}},
        {"type": "note", "value": "<p>Ghi chú</p>"},
    ]
    page = created(people.contributor, news_body(section_of(unit_a, "news"), body=stream))
    assert [block.block_type for block in page.body] == [block["type"] for block in stream]
    read = people.contributor.get(f"{PAGES}{page.pk}/", version="draft").json()["body"]
    again = people.contributor.patch(f"{PAGES}{page.pk}/", {"body": read})
    assert again.status_code == 200, again.content


def test_mends_pasted_text(people, unit_a):
    import unicodedata

    title = unicodedata.normalize("NFD", "Đại hội\u200b Công\u00a0đoàn")
    page = created(people.contributor, news_body(section_of(unit_a, "news"), title=title))
    assert page.title == "Đại hội Công đoàn"
    assert page.slug == "dai-hoi-cong-doan"


def test_anonymous_cannot_write(reader, unit_a):
    body = news_body(section_of(unit_a, "news"))
    assert reader.post(PAGES, body).status_code == 401
    assert (
        reader.patch(f"{PAGES}{section_of(unit_a, 'news').pk}/", {"title": "x"}).status_code == 401
    )


def test_a_session_is_no_token(people, reader, unit_a):
    reader.client.force_login(people.accounts.contributor)
    assert reader.post(PAGES, news_body(section_of(unit_a, "news"))).status_code == 401


def test_a_revoked_token_or_closed_account_is_anonymous(people, unit_a):
    body = news_body(section_of(unit_a, "news"))
    people.accounts.contributor.is_active = False
    people.accounts.contributor.save()
    assert people.contributor.post(PAGES, body).status_code == 401
    people.accounts.chief.api_tokens.get().revoke()
    assert people.chief.post(PAGES, body).status_code == 401
