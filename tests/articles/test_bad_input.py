"""Bad input in the editor: a clear message, what was typed is still there, nothing is written."""

import unicodedata

import pytest
from django.utils import timezone
from django.utils.translation import gettext, override
from wagtail.models import Page, Revision, WorkflowState
from wagtail.test.utils.form_data import inline_formset, streamfield
from wagtail.users.models import UserProfile

from articles.completeness import MESSAGES
from articles.models import ArticleAuthor, NewsPage
from core.sent_blocks import DAMAGED
from factories.editor import AUTHOR, answered_form, messages_of, paragraph
from factories.portal import make_unit, make_user, section_of
from units.enums import UnitRole

pytestmark = pytest.mark.django_db

LEAD = "Sapo không được mất khi bài bị từ chối"


@pytest.fixture
def section(unit):
    return section_of(unit, "news")


def written() -> tuple[int, ...]:
    """Count what a half-done save would leave behind."""
    models = (Page, Revision, ArticleAuthor, WorkflowState)
    return tuple(model.objects.count() for model in models)


def refused(editor, section, **fields) -> list[str]:
    """Send a piece that must be refused; return the messages, in the account's language."""
    before = written()
    response = editor.create(section, **({"lead": LEAD} | fields))
    assert response.status_code == 200
    assert written() == before
    messages = messages_of(response)
    assert messages
    if fields.get("lead", LEAD) == LEAD:
        assert LEAD in answered_form(response)
    return messages


def created(editor, section, **fields) -> NewsPage:
    """Send a piece that must be accepted and return it."""
    response = editor.create(section, **fields)
    assert response.status_code == 302, messages_of(response)
    return NewsPage.objects.latest("pk")


@pytest.mark.parametrize("title", ["", "   ", "\u00a0\u00a0", "\u200b\u200d", "\ufeff \u2060"])
def test_title_without_a_letter_is_refused(editor, section, title):
    assert refused(editor, section, title=title) == ["Hãy viết tiêu đề."]


def test_title_of_ten_thousand_characters_is_refused_and_kept_in_the_form(editor, section):
    title = "Đ" * 10_000
    response = editor.create(section, title=title)
    assert response.status_code == 200
    assert "255" in messages_of(response)[0]
    assert title in answered_form(response)
    assert not NewsPage.objects.exists()


def test_messages_are_english_for_who_prefers_english(editor, section):
    profile = UserProfile.get_for_user(editor.user)
    profile.preferred_language = "en"
    profile.save()
    assert "Write a title." in answered_form(editor.create(section, title=""))


@pytest.mark.parametrize("slug", ["feed", "Luu-Tru"])
def test_address_of_the_portal_is_refused_and_the_piece_kept_in_the_form(editor, section, slug):
    assert refused(editor, section, slug=slug) == [
        f"Cổng thông tin đã dùng địa chỉ “{slug.lower()}” ở đây. Hãy chọn địa chỉ khác."
    ]


def test_title_of_signs_only_gets_an_address(editor, section):
    assert created(editor, section, title="!!!", slug="").slug == "trang"


def test_title_alone_makes_the_address(editor, section):
    page = created(editor, section, title="Đại hội Công đoàn", slug="")
    assert page.slug == "dai-hoi-cong-doan"


def test_second_piece_of_the_same_address_is_refused(editor, section):
    created(editor, section)
    (message,) = refused(editor, section)
    assert "cong-doan-tang-qua-cong-nhan" in message


def test_draft_may_lack_what_a_submission_needs(editor, section):
    page = created(
        editor, section, lead="", genre="", declares_safe=None, authors=inline_formset([])
    )
    assert not page.live
    assert not WorkflowState.objects.exists()


def test_submission_names_everything_that_is_missing(editor, section):
    messages = refused(
        editor,
        section,
        action="submit",
        lead="",
        genre="",
        declares_safe=None,
        authors=inline_formset([]),
    )
    assert set(messages) == {
        str(MESSAGES[name]) for name in ("lead", "genre", "declares_safe", "authors")
    }


def test_lead_of_invisible_characters_is_no_lead(editor, section):
    messages = refused(editor, section, action="submit", lead="\u200b\u00a0")
    assert messages == [str(MESSAGES["lead"])]


def test_thematic_piece_needs_a_cover_only_when_it_is_sent(editor, unit):
    section = section_of(unit, "thematic")
    assert editor.create(section, model="thematicpage").status_code == 302
    messages = refused(editor, section, model="thematicpage", action="submit", slug="bai-hai")
    names = ("cover", "cover_alt", "cover_caption", "cover_credit")
    assert set(messages) == {str(MESSAGES[name]) for name in names}


@pytest.mark.parametrize("genre", ["999999", "x", "9" * 40, "-1"])
def test_unknown_genre_is_refused(editor, section, genre):
    assert len(refused(editor, section, genre=genre)) == 1


@pytest.mark.parametrize("cover", ["999999", "x", "9" * 40, "1e3"])
def test_unknown_cover_is_refused(editor, section, cover):
    assert len(refused(editor, section, cover=cover)) == 1


@pytest.mark.parametrize(
    ("shares", "sum_of"),
    [
        (["99"], "99"),
        (["50", "51"], "101"),
        (["33.33", "33.33", "33.33"], "99.99"),
        (["1e1"], "10"),
    ],
)
def test_shares_that_do_not_sum_to_a_hundred_are_refused(editor, section, shares, sum_of):
    rows = inline_formset([AUTHOR | {"share": share} for share in shares])
    (message,) = refused(editor, section, authors=rows)
    assert f" {sum_of} %" in message


@pytest.mark.parametrize(
    "share", ["101", "-1", "0", "NaN", "sNaN", "-Infinity", "1e5", "100.001", "abc", "", "9" * 99]
)
def test_share_that_is_no_percentage_is_refused(editor, section, share):
    rows = inline_formset([AUTHOR | {"share": share}])
    assert len(refused(editor, section, authors=rows)) == 1


def test_shares_that_sum_to_exactly_a_hundred_are_kept(editor, section):
    shares = ["33.34", "33.33", "33.33"]
    rows = inline_formset([AUTHOR | {"share": share} for share in shares])
    page = created(editor, section, authors=rows)
    assert [str(author.share) for author in page.authors.all()] == shares


def test_account_of_another_unit_cannot_be_named_as_author(editor, section):
    stranger = make_user(unit=make_unit(), role=UnitRole.CONTRIBUTOR)
    rows = inline_formset([AUTHOR | {"user": str(stranger.pk)}])
    assert len(refused(editor, section, authors=rows)) == 1


def test_author_without_a_visible_name_is_refused(editor, section):
    rows = inline_formset([AUTHOR | {"pen_name": "\u200b"}])
    assert len(refused(editor, section, action="submit", authors=rows)) == 1


@pytest.mark.parametrize("rows", [None, {"TOTAL_FORMS": "x"}])
def test_garbled_rows_of_authors_are_refused(editor, section, rows):
    assert len(refused(editor, section, authors=rows)) == 1


VIDEO_ADDRESSES = [
    "javascript:alert(1)",
    "http://www.youtube.com/watch?v=1",
    "ftp://www.youtube.com/watch?v=1",
    "https://evil.example/watch?v=1",
    "https://www.youtube.com/",
    "https://www.youtube.com@evil.example/watch",
    "https://evil@www.youtube.com/watch",
    "https://[::1/film.mp4",
    "https://phim.vn:99999999/film.mp4",
    "https://www.youtube.com/" + "a" * 10_000,
    "data:text/html,<script>alert(1)</script>",
]


@pytest.mark.parametrize("address", VIDEO_ADDRESSES)
def test_video_address_of_another_kind_is_refused(editor, section, address):
    body = streamfield([("video", {"url": address, "caption": "Phim"})])
    assert refused(editor, section, body=body)


def block(**parts: str) -> dict:
    """Return a stream of one block, as no editor sends it."""
    whole = {"type": "rich_text", "value": paragraph()[1], "order": "0", "deleted": ""} | parts
    return {"count": "1", "0": {key: value for key, value in whole.items() if value is not None}}


GARBLED = [
    None,
    {"count": "abc"},
    {"count": "-1"},
    {"count": "3"},
    {"count": "999999999"},
    block(type="no_such_block"),
    block(order="x"),
    block(deleted=None),
    block(value="{"),
    block(value="[1]"),
    block(value="12"),
    block(type="table", value="{"),
    block(type="table", value="[1]"),
    block(type="table", value="{}"),
    block(type="table", value='{"data": [1, 2]}'),
    block(type="table", value='{"data": [["a", "b"], ["c"]]}'),
    block(type="table", value='{"data": [[1]]}'),
    streamfield([("gallery", {"items": {"count": "x"}})]),
    streamfield([("picture", {"image": "x", "alt": "a", "caption": "b", "credit": "c"})]),
]


@pytest.mark.parametrize("body", GARBLED)
def test_garbled_text_is_refused_with_one_message(editor, section, body):
    with override("vi"):
        expected = str(DAMAGED)
    assert expected in refused(editor, section, body=body)


def test_incomplete_blocks_are_refused_when_the_piece_is_sent(editor, section):
    picture = {"image": "", "alt": "", "caption": "", "credit": ""}
    body = streamfield([("picture", picture), ("quote", {"text": "", "attribution": ""})])
    messages = refused(editor, section, action="submit", body=body)
    assert gettext("This field is required.") in messages


def nfd(text: str) -> str:
    """Return text as a Mac pastes it."""
    return unicodedata.normalize("NFD", text)


def test_text_is_mended_wherever_it_is_typed(editor, section):
    phrase = "Công đoàn Việt\u00a0Nam\u200b"
    mended = "Công đoàn Việt Nam"
    sent = nfd(phrase)
    page = created(
        editor,
        section,
        title=sent,
        slug="",
        lead=sent,
        source=sent,
        search_description=sent,
        authors=inline_formset([AUTHOR | {"pen_name": sent}]),
        body=streamfield(
            [
                paragraph(f"<p>{sent}</p>"),
                ("heading", {"text": sent, "level": "h2"}),
                ("quote", {"text": sent, "attribution": sent}),
                ("table", f'{{"data": [["{sent}"]], "table_header_choice": "neither"}}'),
            ]
        ),
    )
    for stored in (page, page.get_latest_revision_as_object()):
        texts = [stored.title, stored.lead, stored.source, stored.search_description]
        texts.append(stored.authors.get().pen_name)
        assert texts == [mended] * 5
        raw = list(stored.body.raw_data)
        assert mended in raw[0]["value"]
        assert raw[1]["value"]["text"] == mended
        assert raw[2]["value"] == {"text": mended, "attribution": mended}
        assert raw[3]["value"]["data"] == [[mended]]
        assert unicodedata.is_normalized("NFC", str(raw))
        assert stored.slug == "cong-doan-viet-nam"


def test_length_is_counted_after_mending(editor, section):
    lead = "ế" * 500
    caption = "ữ" * 300
    body = streamfield([("video", {"url": "https://youtu.be/abc", "caption": nfd(caption)})])
    page = created(editor, section, lead=nfd(lead), body=body)
    assert page.lead == lead
    assert page.body[0].value["caption"] == caption


def test_null_characters_are_taken_out(editor, section):
    body = streamfield([("quote", {"text": "Một\x00 câu", "attribution": ""})])
    page = created(editor, section, title="Công\x00 đoàn", body=body)
    assert page.title == "Công đoàn"
    assert page.body[0].value["text"] == "Một câu"


def test_date_of_publication_is_day_month_year(editor, section):
    page = created(editor, section, go_live_at="05/03/2030 08:30", expire_at="")
    assert timezone.localtime(page.go_live_at).strftime("%Y-%m-%d %H:%M") == "2030-03-05 08:30"


@pytest.mark.parametrize("moment", ["31/02/2030 08:00", "2030-13-45", "mai", "05/13/2030 08:00"])
def test_date_that_does_not_exist_is_refused(editor, section, moment):
    assert len(refused(editor, section, go_live_at=moment, expire_at="")) == 1


def test_refused_change_leaves_the_draft_as_it_was(editor, section):
    page = created(editor, section)
    before = written()
    author = page.authors.get()
    rows = inline_formset([AUTHOR | {"id": str(author.pk), "share": "99"}], initial=1)
    response = editor.edit(page, title="Tiêu đề mới", authors=rows)
    assert response.status_code == 200
    assert "Tiêu đề mới" in answered_form(response)
    assert written() == before
    assert NewsPage.objects.get(pk=page.pk).get_latest_revision_as_object().title == page.title


def test_more_than_twenty_authors_are_refused_at_once(editor, section):
    rows = inline_formset([AUTHOR | {"share": "4", "pen_name": f"Bút danh {n}"} for n in range(25)])
    assert "Chỉ gửi nhiều nhất 20 mục." in refused(editor, section, authors=rows)
    rows = inline_formset([AUTHOR]) | {"TOTAL_FORMS": "999999"}
    assert refused(editor, section, authors=rows)
