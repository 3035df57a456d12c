"""The demonstration's texts: complete, varied, in NFC, and plainly marked as not real news."""

import csv
import json
import re
from collections import Counter
from pathlib import Path
from unicodedata import is_normalized

import pytest

from articles.videos import LONGEST, validate_video_page
from home.demo.drawing import SCENES

ROOT = Path(__file__).resolve().parents[2]
DEMO = ROOT / "home" / "demo"
GENRES = {
    "Tin", "Trả lời bạn đọc", "Tranh", "Ảnh", "Chính luận", "Phóng sự", "Ký (một kỳ)",
    "Bài phỏng vấn", "Sáng tác văn học", "Nghiên cứu", "Trực tuyến", "Media",
}  # fmt: skip
NOTE = (
    "<p>Nội dung minh họa: bài viết này được soạn để giới thiệu Cổng thông tin, "
    "không phải tin tức có thật.</p>"
)
BLOCKS = {"heading", "rich_text", "picture", "gallery", "quote", "table", "note"}
NEW_STYLE_TONES = re.compile(
    r"o[àáảãạ](?![a-zà-ỹ])|o[èéẻẽẹ](?![a-zà-ỹ])|(?<!q)u[ỳýỷỹỵ](?![a-zà-ỹ])", re.I
)


# What the text of each format is made of, and from how many words to how many.
PARTS = {
    "text": BLOCKS,
    "photo": {"heading", "rich_text", "picture"},
    "video": {"heading", "rich_text"},
}
LENGTHS = {
    "news": (180, 400),
    "thematic": (500, 900),
    "notice": (80, 300),
    "photo": (60, 200),
    "video": (120, 300),
}


def read(name):
    return json.loads((DEMO / name).read_text(encoding="utf-8"))


PIECES = [piece for path in sorted((DEMO / "pieces").glob("*.json")) for piece in read(path)]
TOPICS = {topic["slug"] for topic in read("topics.json")}
with (ROOT / "units" / "data" / "units_2016.csv").open(encoding="utf-8") as register:
    KINDS = {row["slug"]: row["kind"] for row in csv.DictReader(register)}
every_piece = pytest.mark.parametrize("piece", PIECES, ids=lambda piece: piece["key"])


def told_in(piece):
    return piece.get("format", "text")


def pictures(piece):
    if piece["cover"]:
        yield piece["cover"], piece["cover"]
    for block in piece["body"]:
        value = block["value"]
        items = value["items"] if block["type"] == "gallery" else [value]
        if block["type"] in {"picture", "gallery"}:
            yield from ((item["image"], item) for item in items)


def texts(value):
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from texts(part)
    elif isinstance(value, list):
        for part in value:
            yield from texts(part)


def words(piece):
    """Count the words of headings, paragraphs, quotes and tables, without the closing note."""
    counted = {"heading", "rich_text", "quote", "table"}
    body = [
        block["value"]
        for block in piece["body"]
        if block["type"] in counted and block["value"] != NOTE
    ]
    return sum(len(re.sub(r"<[^>]+>", " ", text).split()) for text in texts(body))


@every_piece
def test_piece_belongs_to_a_registered_unit_that_writes_its_type(piece):
    writers = {
        "news": {"province", "sector", "corporation"},
        "thematic": {"department", "attached_unit"},
        "notice": set(KINDS.values()),
    }

    assert KINDS[piece["unit"]] in writers[piece["type"]]


@every_piece
def test_piece_heads_are_within_limits(piece):
    assert 0 < len(piece["title"]) <= 110
    assert 0 < len(piece["lead"]) <= 300
    assert 1 <= len(piece["topics"]) <= 3
    assert set(piece["topics"]) <= TOPICS
    assert 0 <= piece["days_ago"] <= 55
    assert re.fullmatch(r"([01]\d|2[0-3]):[0-5]\d", piece["time"])


@every_piece
def test_piece_genre_is_a_royalty_genre_except_for_notices(piece):
    if piece["type"] == "notice":
        assert piece["genre"] is None
    else:
        assert piece["genre"] in GENRES


@every_piece
def test_piece_author_shares_sum_to_100(piece):
    assert sum(int(author["share"]) for author in piece["authors"]) == 100
    assert {author["kind"] for author in piece["authors"]} <= {"staff", "outside"}
    assert {author["role"] for author in piece["authors"]} <= {"text", "photo"}


@every_piece
def test_piece_is_marked_as_demonstration_and_ends_with_the_note(piece):
    assert piece["demonstration"] is True
    note = "note" if told_in(piece) == "text" else "rich_text"
    assert piece["body"][-1] == {"type": note, "value": NOTE}


@every_piece
def test_piece_length_fits_its_type(piece):
    shortest, longest = LENGTHS[piece["type"] if told_in(piece) == "text" else told_in(piece)]

    assert shortest <= words(piece) <= longest


@every_piece
def test_piece_blocks_are_known_and_tables_are_regular(piece):
    assert {block["type"] for block in piece["body"]} <= PARTS[told_in(piece)]
    for block in piece["body"]:
        if block["type"] == "table":
            assert len({len(row) for row in block["value"]["rows"]}) == 1
            assert all(all(row) for row in block["value"]["rows"])
        if block["type"] == "gallery":
            assert 3 <= len(block["value"]["items"]) <= 5


@every_piece
def test_piece_pictures_exist_and_are_described(piece):
    if piece["type"] != "notice":
        assert piece["cover"]
    for image, frame in pictures(piece):
        assert image["scene"] in SCENES
        assert len(image["alt"]) > 20
        assert frame["caption"]
        assert frame["credit"] == "Tranh minh họa: Cổng Công đoàn"


@every_piece
def test_piece_is_nfc_without_odd_spaces_and_with_old_style_tones(piece):
    for text in texts(piece):
        assert is_normalized("NFC", text)
        assert not re.search("[\u00a0\u200b-\u200d\ufeff]|  ", text)
        assert not NEW_STYLE_TONES.search(text), text


def test_keys_are_unique_ascii_and_titles_differ():
    keys = [piece["key"] for piece in PIECES]

    assert len(set(keys)) == len(keys)
    assert all(re.fullmatch(r"[a-z0-9-]+", key) for key in keys)
    assert len({piece["title"] for piece in PIECES}) == len(PIECES)


def test_no_two_pictures_are_the_same_drawing():
    drawn = [(image["scene"], image["seed"]) for piece in PIECES for image, _ in pictures(piece)]

    assert len(set(drawn)) == len(drawn)


def test_mix_of_types_units_and_weeks():
    types = Counter(piece["type"] for piece in PIECES)
    kinds = Counter(KINDS[unit] for unit in {piece["unit"] for piece in PIECES})
    weeks = Counter(piece["days_ago"] // 7 for piece in PIECES)

    assert len(PIECES) >= 48
    assert types["news"] >= 24
    assert types["thematic"] >= 14
    assert types["notice"] >= 10
    assert kinds["province"] >= 12
    assert kinds["sector"] >= 4
    assert kinds["corporation"] >= 4
    assert kinds["department"] >= 4
    assert kinds["attached_unit"] >= 3
    assert kinds["confederation"] == 1
    assert set(weeks) == set(range(8))
    assert min(weeks.values()) >= 5


def test_pieces_of_photographs_have_a_gallery():
    stories = [piece for piece in PIECES if piece["genre"] == "Ảnh" and told_in(piece) == "text"]

    assert len(stories) >= 4
    assert all("gallery" in {block["type"] for block in piece["body"]} for piece in stories)


def test_two_photo_stories_of_at_least_three_pictures():
    stories = [piece for piece in PIECES if told_in(piece) == "photo"]

    assert len(stories) == 2
    for piece in stories:
        assert [block["type"] for block in piece["body"]].count("picture") >= 3


def test_two_videos_with_an_address_a_length_and_their_maker():
    videos = [piece for piece in PIECES if told_in(piece) == "video"]

    assert len(videos) == 2
    for piece in videos:
        validate_video_page(piece["video"]["url"])
        assert 0 < piece["video"]["seconds"] <= LONGEST.total_seconds()
        assert "CC BY" in piece["source"]


def test_every_topic_is_used():
    assert {topic for piece in PIECES for topic in piece["topics"]} == TOPICS


@pytest.mark.parametrize(
    "phrase",
    [
        "bảo hiểm xã hội",
        "chế độ thai sản khi sinh con",
        "nhuận bút, thù lao",
        "ngoại ngữ cho công nhân",
        "thỏa ước lao động tập thể",
        "an toàn vệ sinh lao động",
        "hòa bình",
        "đường sắt việt nam",
        "y tế việt nam",
        "thủy lợi",
        "1197/tlđ",
        "1291/qđ-tlđ",
    ],
)
def test_some_title_answers_the_search_for(phrase):
    assert any(phrase in piece["title"].lower() for piece in PIECES)


def test_introductions_cover_the_confederation_and_twelve_units():
    introductions = read("about.json")
    units = [entry["unit"] for entry in introductions]

    assert "tong-lien-doan" in units
    assert len(set(units)) == len(units) >= 13
    assert set(units) <= set(KINDS)
    for entry in introductions:
        assert entry["demonstration"] is True
        assert [block["type"] for block in entry["body"]] == ["rich_text", "note"]
        assert entry["body"][0]["value"].count("<p>") == 2
        assert "Nội dung minh họa" in entry["body"][1]["value"]


def test_english_translation_mirrors_its_piece():
    english = read("english.json")
    by_key = {piece["key"]: piece for piece in PIECES}

    assert english["home"]["name"]
    assert english["home"]["tagline"]
    for key, translated in english["pieces"].items():
        original = by_key[key]
        assert [b["type"] for b in translated["body"]] == [b["type"] for b in original["body"]]
        assert translated["cover"].keys() == {"alt", "caption", "credit"}
        assert len(translated["title"]) <= 110
        assert "Demonstration content" in translated["body"][-1]["value"]
