"""Files and pages of another unit in a sent form: refused, and nothing of them is shown."""

import pytest
from wagtail.test.utils.form_data import streamfield

from articles.models import NewsPage
from factories.editor import answered_form, messages_of, paragraph, rich
from factories.portal import (
    make_article,
    make_document,
    make_image,
    make_unit,
    section_of,
)

pytestmark = pytest.mark.django_db

CANARY = "chim-hoang-yen"
OWN_TEXT = "doan-van-cua-nguoi-viet"


def picture(image) -> dict[str, str]:
    """Return a picture block as the browser sends it."""
    return {"image": str(image.pk), "alt": "Tả", "caption": "Chú thích", "credit": "Nguồn"}


def link(kind: str, number: int) -> tuple[str, str]:
    """Return a paragraph whose link names a document or a page."""
    content = rich(f"<p>{OWN_TEXT} <a>liên kết</a></p>")
    entity = f'{{"0": {{"type": "{kind}", "mutability": "MUTABLE", "data": {{"id": {number}}}}}}}'
    ranges = '"entityRanges": [{"key": 0, "offset": 0, "length": 4}]'
    assert '"entityMap": {}' in content
    return (
        "rich_text",
        content.replace('"entityMap": {}', f'"entityMap": {entity}').replace(
            '"entityRanges": []', ranges
        ),
    )


def cover(image, document, page):
    return {
        "cover": str(image.pk),
        "cover_alt": "Tả",
        "cover_caption": "Chú thích",
        "cover_credit": "Nguồn",
    }


def picture_block(image, document, page):
    return {"body": streamfield([paragraph(f"<p>{OWN_TEXT}</p>"), ("picture", picture(image))])}


def gallery_block(image, document, page):
    items = {"count": "1", "0": {"value": picture(image), "order": "0", "deleted": "", "id": ""}}
    return {"body": streamfield([("gallery", {"items": items})])}


def document_block(image, document, page):
    value = {"document": str(document.pk), "title": OWN_TEXT}
    return {"body": streamfield([("document", value)])}


def linked_document(image, document, page):
    return {"body": streamfield([link("DOCUMENT", document.pk)])}


def linked_page(image, document, page):
    return {"body": streamfield([link("LINK", page.pk)])}


WAYS = [cover, picture_block, gallery_block, document_block, linked_document, linked_page]


@pytest.mark.parametrize("way", WAYS)
def test_what_belongs_to_another_unit_is_refused_and_not_shown(unit, editor, way):
    other = make_unit()
    image = make_image(other, title=CANARY)
    document = make_document(other, title=CANARY)
    page = make_article("news", other, live=False, title=CANARY)
    response = editor.create(section_of(unit, "news"), **way(image, document, page))
    assert response.status_code == 200
    (message,) = messages_of(response)
    assert message.startswith("Có ")
    shown = answered_form(response)
    folder = image.file.name.split("/")[1]
    for secret in (CANARY, folder, document.filename):
        assert secret not in shown
    assert not NewsPage.objects.child_of(section_of(unit, "news")).exists()


@pytest.mark.parametrize("way", WAYS)
def test_what_belongs_to_the_own_unit_is_taken(unit, editor, way):
    image, document = make_image(unit), make_document(unit)
    page = make_article("news", unit)
    response = editor.create(section_of(unit, "news"), **way(image, document, page))
    assert response.status_code == 302, messages_of(response)


def test_refused_form_keeps_what_was_typed_around_a_foreign_picture(unit, editor):
    own, foreign = make_image(unit, title="anh-nha"), make_image(make_unit(), title=CANARY)
    blocks = [("picture", picture(foreign)), link("LINK", 10**6), ("picture", picture(own))]
    body = streamfield(blocks)
    response = editor.create(section_of(unit, "news"), body=body)
    shown = answered_form(response)
    assert OWN_TEXT in shown
    assert "anh-nha" in shown
    assert CANARY not in shown


@pytest.mark.parametrize("garbled", ['{"entityMap": 1}', '{"entityMap": {"0": {}}, "blocks": 1}'])
def test_garbled_rich_text_beside_a_foreign_picture_is_refused(unit, editor, garbled):
    foreign = make_image(make_unit(), title=CANARY)
    fields = cover(foreign, None, None)
    response = editor.create(
        section_of(unit, "news"), body=streamfield([("rich_text", garbled)]), **fields
    )
    assert response.status_code == 200
    assert CANARY not in answered_form(response)
