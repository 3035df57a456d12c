"""Words and pictures of a piece, counted as an editor counts them."""

import pytest

from articles.measures import body_measures, referenced_ids
from articles.models import NewsPage

pytestmark = pytest.mark.django_db

PICTURE = {"image": 7, "alt": "không đếm", "caption": "hai chữ", "credit": "không đếm"}


def piece(*blocks: dict, **fields) -> NewsPage:
    """Return an unsaved piece whose body is as stored."""
    page = NewsPage(**({"title": "Bốn chữ trong tít", "lead": ""} | fields))
    page.body = NewsPage._meta.get_field("body").to_python(list(blocks))
    return page


def block(kind: str, value) -> dict:
    """Return a stored block."""
    return {"type": kind, "value": value, "id": "a" * 32}


@pytest.mark.parametrize(
    ("stored", "words", "pictures"),
    [
        (block("rich_text", "<p>Công đoàn <b>Việt</b> Nam.</p><p>Hết – rồi</p>"), 6, 0),
        (block("note", "<p>một hai</p>"), 2, 0),
        (block("heading", {"text": "ba chữ đây", "level": "h2"}), 3, 0),
        (block("picture", PICTURE), 2, 1),
        (block("picture", PICTURE | {"image": None}), 2, 0),
        (block("gallery", {"items": [{"type": "item", "value": PICTURE, "id": "b"}] * 3}), 6, 3),
        (block("video", {"url": "https://youtu.be/a", "caption": "phim hay"}), 2, 0),
        (block("quote", {"text": "lời nói", "attribution": "không đếm"}), 2, 0),
        (block("table", {"data": [["một", None], ["hai ba", ""]]}), 3, 0),
        (block("table", None), 0, 0),
        (block("rich_text", None), 0, 0),
        (block("document", {"document": 3, "title": "không đếm"}), 0, 0),
    ],
)
def test_each_kind_of_block_is_counted(stored, words, pictures):
    assert body_measures(piece(stored)) == (4 + words, pictures)


def test_cover_and_lead_are_counted():
    assert body_measures(piece(lead="sapo ngắn thôi", cover_id=5)) == (7, 1)


def test_references_are_found_at_every_depth():
    gallery = block("gallery", {"items": [{"type": "item", "value": PICTURE | {"image": 8}}]})
    page = piece(block("picture", PICTURE), gallery, block("document", {"document": 3}), cover_id=5)
    assert referenced_ids(page, chooser="image") == {5, 7, 8}
    assert referenced_ids(page, chooser="document") == {3}
