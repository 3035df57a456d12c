"""Photo stories and videos: what they need, what readers see, where they stand among news."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import translation

from articles.completeness import missing_for_submission
from articles.enums import ArticleFormat, RouteKind
from articles.measures import reading_minutes
from articles.models import ArticlePage, NewsPage, PhotoStoryPage, ThematicPage, VideoPage
from articles.piece_types import PIECE_TYPES, WRITTEN_TYPES, types_of
from articles.services.submission import submit_piece
from articles.videos import clock, validate_duration, validate_video_page
from core.models import PortalDocument
from factories.portal import (
    VIDEO_ADDRESS,
    make_article,
    make_document,
    make_image,
    make_unit,
    make_user,
    picture_value,
)
from units.enums import UnitRole

pytestmark = pytest.mark.django_db


@pytest.fixture
def unit():
    return make_unit("MOT")


@pytest.fixture
def writer(unit):
    return make_user(unit=unit, role=UnitRole.CONTRIBUTOR)


def read(client: Client, article: ArticlePage) -> str:
    response = client.get(article.get_url())
    assert response.status_code == 200
    return response.content.decode()


def make_file(unit, name: str) -> PortalDocument:
    file = ContentFile(b"0" * 64, name=name)
    return PortalDocument.objects.create(title=name, file=file, collection=unit.collection)


def posted(page, user, **changes) -> dict[str, list[str]]:
    """Return the errors of the editor's form when a complete piece is submitted with changes."""
    form_class = type(page).get_edit_handler().get_form_class()
    form = form_class(instance=page, for_user=user)
    data = {}
    for name, field in form.fields.items():
        value = form.get_initial_for_field(field, name)
        if name == "body":
            value = page.body
        rendered = field.prepare_value(value) if hasattr(field, "prepare_value") else value
        data[name] = "" if rendered is None else rendered
    bound = form_class(data | changes, instance=page, for_user=user)
    bound.is_valid()
    return {name: [str(one) for one in errors] for name, errors in bound.errors.items()}


def test_the_columns_follow_the_type(unit):
    for model in PIECE_TYPES:
        piece = model(title="Một")
        assert (piece.kind, piece.format) == (model.route_kind, model.piece_format)
    photo = make_article("photo", unit)
    base = ArticlePage.objects.get(pk=photo.pk)
    assert (base.kind, base.format) == (RouteKind.NEWS, ArticleFormat.PHOTO)
    restored = photo.get_latest_revision_as_object()
    assert (restored.kind, restored.format) == (RouteKind.NEWS, ArticleFormat.PHOTO)


def test_types_are_listed_once():
    assert types_of(RouteKind.NEWS) == (NewsPage, PhotoStoryPage, VideoPage)
    assert WRITTEN_TYPES[RouteKind.NEWS] is NewsPage
    assert WRITTEN_TYPES[RouteKind.THEMATIC] is ThematicPage


@pytest.mark.parametrize("kind", ["photo", "video"])
def test_formats_go_the_way_of_news(unit, writer, kind):
    piece = make_article(kind, unit, live=False, owner=writer, cover=make_image(unit))
    assert missing_for_submission(piece) == {}
    submit_piece(page=piece, user=writer)
    news = make_article("news", unit, live=False)
    assert piece.current_workflow_state.workflow == news.get_workflow()


def test_photo_story_needs_three_pictures(unit):
    pictures = [("picture", picture_value(make_image(unit))) for _number in range(2)]
    piece = make_article("photo", unit, body=[*pictures, ("rich_text", "<p>Lời.</p>")])
    with translation.override("vi"):
        assert missing_for_submission(piece) == {"body": ["Phóng sự ảnh cần ít nhất ba ảnh."]}
    with translation.override("en"):
        found = missing_for_submission(piece)
    assert found == {"body": ["A photo story needs at least three pictures."]}


@pytest.mark.parametrize(
    ("fields", "lacking"),
    [
        ({"video_url": ""}, {"video_url"}),
        ({"duration": None}, {"duration"}),
        ({"body": []}, {"body"}),
        ({"body": [("heading", {"text": "", "level": "h2"})]}, {"body"}),
    ],
)
def test_video_needs_a_source_a_length_and_its_words(unit, fields, lacking):
    piece = make_article("video", unit, cover=make_image(unit), **fields)
    assert set(missing_for_submission(piece)) == lacking


def test_video_needs_a_poster(unit):
    found = missing_for_submission(make_article("video", unit))
    assert set(found) == {"cover", "cover_alt", "cover_caption", "cover_credit"}
    assert "Video cần có ảnh chờ" in found["cover"][0]


def test_form_refuses_two_sources_and_keeps_both(unit, writer):
    piece = make_article("video", unit, cover=make_image(unit), owner=writer, live=False)
    film = make_file(unit, "phim.mp4")
    errors = posted(piece, writer, video_file=film.pk)
    assert "không dùng cả hai" in errors["video_url"][0]
    piece.video_file = film
    with pytest.raises(IntegrityError), transaction.atomic():
        piece.save()


@pytest.mark.parametrize(("field", "name"), [("video_file", "phim.avi"), ("captions", "loi.txt")])
def test_form_refuses_files_that_browsers_do_not_play(unit, writer, field, name):
    piece = make_article("video", unit, cover=make_image(unit), owner=writer, live=False)
    changes = {field: make_file(unit, name).pk} | ({"video_url": ""} if field != "captions" else {})
    assert set(posted(piece, writer, **changes)) >= {field}


def test_form_refuses_a_file_of_another_unit(unit, writer):
    piece = make_article("video", unit, cover=make_image(unit), owner=writer, live=False)
    foreign = make_file(make_unit("HAI"), "mat.mp4")
    errors = posted(piece, writer, video_file=foreign.pk, video_url="")
    assert errors
    assert "mat.mp4" not in str(errors)


@pytest.mark.parametrize(
    "address",
    [
        "http://www.youtube.com/watch?v=dQw4w9WgXcQ",
        "https://www.youtube.com/",
        "https://example.vn/phim",
        "https://www.facebook.com/watch/?v=123",
        "javascript:alert(1)",
    ],
)
def test_other_addresses_are_refused(address):
    with pytest.raises(ValidationError):
        validate_video_page(address)


@pytest.mark.parametrize("seconds", [0, -5, 6 * 3600 + 1])
def test_impossible_lengths_are_refused(seconds):
    with pytest.raises(ValidationError):
        validate_duration(timedelta(seconds=seconds))


@pytest.mark.parametrize(
    ("seconds", "text"), [(5, "0:05"), (245, "4:05"), (3600, "1:00:00"), (3723, "1:02:03")]
)
def test_length_is_shown_as_a_clock_does(seconds, text):
    assert clock(timedelta(seconds=seconds)) == text


def test_photo_story_shows_its_pictures_with_their_large_forms(client, unit):
    images = [make_image(unit, title=f"Ảnh {number}") for number in range(3)]
    for image in images:
        image.get_renditions("width-960|format-jpeg")
    body = [
        ("picture", picture_value(image, caption=f"Ca sáng {number}"))
        for number, image in enumerate(images)
    ]
    text = read(client, make_article("photo", unit, body=body, cover=images[0]))
    assert text.count("data-large") == 3
    assert [f"Ca sáng {number}" in text for number in range(3)] == [True] * 3
    # The cover is the first picture and stands in the story, not above it again.
    assert "article-cover" not in text
    assert '<dialog class="lightbox"' in text
    assert "Phóng sự ảnh" in text


def test_video_of_a_site_asks_nobody_before_the_click(client, unit):
    piece = make_article("video", unit, cover=make_image(unit))
    text = read(client, piece)
    assert f'href="{VIDEO_ADDRESS}"' in text
    assert "youtube-nocookie.com/embed/dQw4w9WgXcQ" in text
    assert "<iframe" not in text
    assert "Thời lượng: 4:05" in text
    assert "Lời và hình trong video" in text


def test_video_of_the_unit_plays_with_its_captions(client, unit):
    film, captions = make_file(unit, "phim.mp4"), make_file(unit, "loi.vtt")
    piece = make_article(
        "video", unit, cover=make_image(unit), video_url="", video_file=film, captions=captions
    )
    text = read(client, piece)
    assert f'src="{film.url}"' in text
    assert f'src="{captions.url}"' in text
    assert client.get(film.url).status_code == 200
    assert client.get(captions.url).status_code == 200


def test_files_of_a_draft_video_stay_closed(client, unit):
    film = make_file(unit, "phim.mp4")
    make_article("video", unit, live=False, video_url="", video_file=film)
    assert client.get(film.url).status_code in {302, 403, 404}


@pytest.mark.parametrize("kind", ["photo", "video"])
def test_reading_costs_the_same_whatever_the_number_of_pictures(client, unit, kind, count_queries):
    def page_with(number: int) -> ArticlePage:
        if kind == "video":
            return make_article(kind, unit, cover=make_image(unit))
        body = [("picture", picture_value(make_image(unit))) for _one in range(number)]
        return make_article(kind, unit, body=body)

    small, large = page_with(3), page_with(12)
    read(client, small)
    counts = [count_queries(lambda page=page: read(client, page)) for page in (small, large)]
    assert counts[0] == counts[1] <= 15


def test_lists_and_search_by_format(client, unit):
    for kind in ("news", "photo", "video"):
        make_article(kind, unit, title=f"Bài {kind}", cover=make_image(unit))

    def titles(query: str) -> set[str]:
        items = client.get(f"/api/v3/articles/?{query}").json()["items"]
        return {item["title"] for item in items}

    assert titles("kind=news") == {"Bài news", "Bài photo", "Bài video"}
    assert titles("format=photo") == {"Bài photo"}
    assert titles("format=text") == {"Bài news"}
    assert client.get("/api/v3/articles/?format=film").status_code == 422
    found = client.get("/api/v3/search/?q=bai&kind=news").json()["items"]
    assert {item["title"] for item in found} == {"Bài news", "Bài photo", "Bài video"}


def test_formats_of_drafts_and_of_the_sub_site_stay_out_of_lists(client, unit):
    make_article("photo", unit, title="Nháp", live=False)
    assert client.get("/api/v3/articles/?format=photo").json()["items"] == []


@pytest.mark.parametrize(("words", "minutes"), [(0, 1), (220, 1), (440, 2), (2200, 10)])
def test_reading_time(words, minutes):
    assert reading_minutes(words) == minutes


def test_document_chosen_in_the_editor_is_shown(client, unit):
    plan = make_document(unit, title="Kế hoạch")
    piece = make_article("news", unit, body=[("document", {"document": plan, "title": "Tải"})])
    assert plan.url in read(client, piece)
