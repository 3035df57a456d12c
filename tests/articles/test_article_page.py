"""The page of one piece: what readers see of every block, and what they never see."""

import json
import re

import pytest
from django.test import Client

from articles.models import ArticleAuthor, ArticlePage, Topic
from articles.templatetags.article_blocks import file_type, host_name, is_video_file, table_rows
from core.models import PortalRendition
from factories.portal import make_article, make_document, make_image, make_unit

pytestmark = pytest.mark.django_db


def read(client: Client, article: ArticlePage) -> str:
    response = client.get(article.get_url())
    assert response.status_code == 200
    return response.content.decode()


def blocks(*pairs: tuple[str, object]) -> str:
    return json.dumps([{"type": name, "value": value} for name, value in pairs])


def test_page_shows_the_parts_of_a_piece(client: Client) -> None:
    unit = make_unit("MOT", name="Công đoàn Một")
    article = make_article(
        "news",
        unit,
        title="Tặng quà công nhân",
        cover=make_image(unit),
        source="Bản tin",
        topics=[Topic.objects.create(name_vi="Đời sống")],
    )
    article.authors = [
        ArticleAuthor(pen_name="Hải Yến", share=60),
        ArticleAuthor(pen_name="Ánh Sáng", role="photo", share=40),
    ]
    article.save()

    text = read(client, article)

    assert "<h1>Tặng quà công nhân</h1>" in text
    for part in ("Một đoạn sapo ngắn.", "Hải Yến", "Ánh Sáng", "Chú thích", "Bản tin", "Đời sống"):
        assert part in text
    assert 'href="/don-vi/mot/">Công đoàn Một</a>' in text
    assert re.search(r"<time datetime=\"[^\"]+\+0700\">\d\d:\d\d \d\d/\d\d/\d{4}</time>", text)
    assert "60" not in re.search(r'<p class="authors">.*?</p>', text, re.DOTALL)[0]


def test_authors_without_a_place_keep_the_order_in_which_they_were_added() -> None:
    article = make_article("news", make_unit())
    article.authors = [ArticleAuthor(pen_name=name, share=25) for name in ("D", "B", "C", "A")]
    article.save()
    # PostgreSQL moves a changed row to the end of its table.
    ArticleAuthor.objects.filter(page=article, pen_name="D").update(share=26)

    fresh = type(article).objects.get(pk=article.pk)

    assert [author.pen_name for author in fresh.authors.all()] == ["D", "B", "C", "A"]
    rows = fresh.save_revision().content["authors"]
    assert [row["pen_name"] for row in rows] == ["D", "B", "C", "A"]


def test_demonstration_content_is_plainly_marked(client: Client) -> None:
    marked = make_article("news", make_unit(), is_demonstration=True)
    plain = make_article("news", make_unit())

    assert 'class="badge"' in read(client, marked)
    assert 'class="badge"' not in read(client, plain)


def test_page_shows_every_kind_of_block(client: Client) -> None:
    unit = make_unit()
    picture = {"image": make_image(unit).pk, "alt": "tả", "caption": "ảnh một", "credit": "An"}
    document = make_document(unit, title="Kế hoạch", is_public=True, file_size=2048)
    table = {
        "data": [["Đơn vị", "Điểm"], ["Một", "9"]],
        "first_row_is_table_header": True,
        "first_col_is_header": True,
        "table_header_choice": "both",
        "table_caption": "Kết quả",
    }
    article = make_article(
        "news",
        unit,
        body=blocks(
            ("heading", {"text": "Cùng tên", "level": "h2"}),
            ("heading", {"text": "Cùng tên", "level": "h3"}),
            ("rich_text", ""),
            ("rich_text", "<p>Lời văn</p>"),
            ("note", "<p>Ghi chú</p>"),
            ("picture", picture),
            ("gallery", {"items": [{"type": "item", "value": picture}, picture]}),
            ("video", {"url": "https://www.youtube.com/watch?v=1", "caption": "phim"}),
            ("video", {"url": "https://a.vn/b.mp4", "caption": "tệp"}),
            ("audio", {"url": "https://a.vn/b.mp3", "caption": "tiếng"}),
            ("quote", {"text": "Lời nói", "attribution": "Một công nhân"}),
            ("table", table),
            ("document", {"document": document.pk, "title": ""}),
        ),
    )

    text = read(client, article)

    assert '<h2 id="cung-ten">' in text
    assert '<h3 id="cung-ten-2">' in text
    assert '<div class="prose"><p>Lời văn</p></div>' in text
    assert "<p>Ghi chú</p></aside>" in text
    assert text.partition("<main")[2].count("ảnh một") == 3
    assert 'href="https://www.youtube.com/watch?v=1"' in text
    assert "<iframe" not in text
    assert '<video controls preload="none" src="https://a.vn/b.mp4"' in text
    assert '<audio controls preload="none" src="https://a.vn/b.mp3"' in text
    assert "<figcaption>Một công nhân</figcaption>" in text
    assert "<caption>Kết quả</caption>" in text
    assert '<th scope="col">Đơn vị</th>' in text
    assert '<th scope="row">Một</th>' in text
    assert f'href="{document.url}"' in text
    assert "PDF, 2,0\xa0KB" in text


def test_blocks_whose_file_is_gone_are_left_out(client: Client) -> None:
    article = make_article(
        "news",
        make_unit(),
        body=blocks(
            ("picture", {"image": 999_999, "alt": "a", "caption": "mất ảnh", "credit": "b"}),
            ("document", {"document": 999_999, "title": "mất tệp"}),
            ("rich_text", "<p>Còn lại</p>"),
        ),
    )

    text = read(client, article)

    assert "Còn lại" in text
    assert "mất" not in text


def test_texts_of_editors_cannot_break_out_of_their_place(client: Client) -> None:
    evil = '"><script>alert(1)</script>'
    article = make_article(
        "news",
        make_unit(),
        title=evil,
        lead=evil,
        source=evil,
        body=blocks(
            ("heading", {"text": evil, "level": "h2"}),
            ("quote", {"text": evil, "attribution": evil}),
            ("table", {"data": [[evil]], "table_caption": evil, "table_header_choice": "neither"}),
        ),
    )

    assert "<script>" not in read(client, article)


def test_reading_a_page_makes_no_rendition(client: Client) -> None:
    unit = make_unit()
    article = make_article("news", unit, cover=make_image(unit))
    PortalRendition.objects.all().delete()

    text = read(client, article)
    client.get("/")

    assert "picture-placeholder" in text
    assert not PortalRendition.objects.exists()


def test_page_names_what_shared_links_show(client: Client, settings) -> None:
    unit = make_unit("MOT")
    cover = make_image(unit)
    article = make_article("news", unit, title="Tặng quà", cover=cover)
    rendition = cover.get_rendition("fill-1200x630|format-jpeg")

    text = read(client, article)

    assert '<meta property="og:type" content="article">' in text
    assert '<meta property="og:title" content="Tặng quà">' in text
    assert f'content="{settings.WAGTAILADMIN_BASE_URL}{rendition.url}"' in text
    assert 'type="application/rss+xml"' in text


def test_preview_of_an_unsaved_draft_works(client: Client) -> None:
    unit = make_unit()
    draft = make_article("news", unit, live=False, title="Bản nháp")

    response = draft.make_preview_request(preview_mode="")

    assert response.status_code == 200
    assert "Bản nháp" in response.content.decode()
    assert "Content-Security-Policy" not in response.headers


def test_merged_cells_are_given_once() -> None:
    table = table_rows(
        {
            "data": [["a", "b"], ["c", None], ["d", "e"]],
            "mergeCells": [{"row": 1, "col": 0, "rowspan": 2, "colspan": 1}],
        }
    )

    assert [[cell.text for cell in row] for row in table["body"]] == [["a", "b"], ["c", ""], ["e"]]
    assert table["body"][1][0].rowspan == 2
    assert table["head"] == []


def test_addresses_and_files_are_named_as_readers_know_them() -> None:
    assert host_name("https://www.youtube.com/watch?v=1") == "youtube.com"
    assert is_video_file("https://a.vn/b.MP4?x=1")
    assert not is_video_file("https://vimeo.com/1")
    assert file_type("ke-hoach.docx") == "DOCX"
