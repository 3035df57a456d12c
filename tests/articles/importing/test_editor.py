"""The draft in the editor, on its way through review, and before readers."""

import json
import re
from html import unescape

from django.conf import settings
from django.test import Client
from django.urls import reverse
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter
from wagtail.test.utils.form_data import streamfield

from articles.blocks import RICH_TEXT_FEATURES
from articles.completeness import missing_for_submission
from articles.models import NewsPage
from articles.services.publication import open_files
from core.models import PortalImage
from factories.editor import Editor, messages_of, rich
from factories.pictures import encoded
from factories.word import (
    WordFile,
    blocks_of,
    bold,
    drawing,
    italic,
    item,
    link,
    p,
    row,
    run,
    story,
    table,
    values_of,
)


def everything() -> WordFile:
    """Return a document with all that can come over."""
    return story(
        p("Kết quả", style="Heading1"),
        p(
            bold("đậm"),
            italic(" nghiêng "),
            run("2", properties='<w:vertAlign w:val="superscript"/>'),
        ),
        p(link("k1", "trang"), run(" "), link("k2", "thư")),
        item("một"),
        item("trong", level=1),
        item("thứ nhất", list_id=2),
        p("Tồn tại", style="Heading2"),
        p(drawing("a1", alt="Công nhân nhận quà")),
        p("Trao quà. Ảnh: Hải Yến", style="Caption"),
        p(drawing("a2")),
        p("Bảng 1", style="Caption"),
        table(row("Đơn vị", "Số suất", properties="<w:tblHeader/>"), row("Nghệ An", "10")),
        p("Kết thúc."),
        links={"k1": "https://example.vn/?a=1&b=2", "k2": "mailto:a@example.vn"},
        pictures={
            "a1": ("media/a1.jpg", encoded("JPEG", size=(300, 200))),
            "a2": ("media/a2.png", encoded("PNG", size=(300, 200))),
        },
    )


def as_sent(page: NewsPage, **fills: str) -> dict:
    """Return what the browser sends of a draft's text; `fills` are the gaps of pictures."""
    sent = []
    for name, value in blocks_of(page):
        if name == "rich_text":
            value = rich(value)
        elif name == "table":
            value = json.dumps(value)
        elif name == "picture":
            value = {key: text or fills.get(key, "") for key, text in value.items()}
        sent.append((name, value))
    return {"title": page.title, "slug": page.slug, "lead": page.lead, "body": streamfield(sent)}


GAPS = {"alt": "Ảnh chụp", "caption": "Chú thích", "credit": "Hải Yến"}


def test_draft_opens_in_the_editor_with_all_its_blocks(imported, writer):
    page = imported(everything()).page
    response = Editor(writer).client.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    assert response.status_code == 200
    escaped = unescape(response.content.decode())
    text = re.sub(r"\\+u([0-9a-f]{4})", lambda code: chr(int(code[1], 16)), escaped)
    for words in ("Kết quả", "Trao quà.", "Nghệ An", "https://example.vn/?a=1&b=2", "Kết thúc."):
        assert words in text, words


def test_draft_can_be_saved_as_it_is(imported, writer):
    page = imported(everything()).page
    before = blocks_of(page)
    response = Editor(writer).edit(page, **as_sent(page))
    assert response.status_code == 302
    saved = NewsPage.objects.get(pk=page.pk).get_latest_revision_as_object()
    assert blocks_of(saved)[-1][0] == "rich_text"
    assert [name for name, _value in blocks_of(saved)] == [name for name, _value in before]
    assert values_of(saved, "table") == values_of(page, "table")
    assert values_of(saved, "picture") == values_of(page, "picture")


def test_submission_names_the_gaps_and_passes_when_they_are_filled(imported, writer):
    page = imported(everything()).page
    refused = Editor(writer).edit(page, action="submit", **as_sent(page))
    assert refused.status_code == 200
    assert messages_of(refused)
    assert not page.workflow_states.exists()
    response = Editor(writer).edit(page, action="submit", **as_sent(page, **GAPS))
    assert response.status_code == 302
    assert NewsPage.objects.get(pk=page.pk).workflow_in_progress


def test_only_what_word_cannot_say_is_missing(imported):
    page = imported(everything()).page
    assert set(missing_for_submission(page)) == {"genre", "declares_safe", "body"}
    for block in page.body:
        if block.block_type == "picture":
            for key, text in GAPS.items():
                block.value[key] = block.value[key] or text
    assert set(missing_for_submission(page)) == {"genre", "declares_safe"}


def test_rich_text_passes_the_editors_converter_unchanged(imported):
    converter = ContentstateConverter(features=RICH_TEXT_FEATURES)
    for text in values_of(imported(everything()).page, "rich_text"):
        kept = converter.to_database_format(converter.from_database_format(text))
        plain = re.sub(r' data-block-key="\w+"', "", kept)
        assert plain == text


def test_readers_see_the_published_piece(imported, client: Client):
    page = imported(everything()).page
    page.save_revision().publish()
    open_files(page=page)
    text = unescape(client.get(page.get_url()).content.decode())
    for words in (
        "<b>đậm</b> <i>nghiêng</i> <sup>2</sup>",
        '<a href="https://example.vn/?a=1&b=2">trang</a>',
        "<ul><li>một<ul><li>trong</li></ul></li></ul>",
        "<ol><li>thứ nhất</li></ol>",
        "Trao quà.",
        "Hải Yến",
        'alt="Công nhân nhận quà"',
        "Bảng 1",
        "Nghệ An",
        "Kết thúc.",
    ):
        assert words in text, words
    assert re.search(r"<h2[^>]*>Kết quả</h2>", text)
    assert re.search(r"<h3[^>]*>Tồn tại</h3>", text)
    assert re.search(r"<th[^>]*>\s*Đơn vị\s*</th>", text)
    assert set(PortalImage.objects.values_list("is_public", flat=True)) == {True}


def test_readers_see_nothing_before_publication(imported, client: Client):
    page = imported(everything()).page
    assert client.get(page.get_url()).status_code == 404
    assert settings.LANGUAGE_CODE == "vi"
    assert set(PortalImage.objects.values_list("is_public", flat=True)) == {False}
