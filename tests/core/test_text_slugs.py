"""Addresses and file names from Vietnamese text, on the server and in the editor alike."""

import json
import re
import unicodedata

import pytest
from django.core.validators import validate_slug
from hypothesis import given
from hypothesis import strategies as st

from core.text import SLUG_MAX_LENGTH, TITLE_SLUG_LENGTH, safe_filename, slugify
from core.text.widgets import VietnameseSlugInput

TITLES = [
    ("Đại hội Công đoàn", "dai-hoi-cong-doan"),
    ("“Tết sum vầy” – Xuân 2026!", "tet-sum-vay-xuan-2026"),
    ("Công văn 1197/TLĐ", "cong-van-1197-tld"),
    ("06b/NQ-TLĐ", "06b-nq-tld"),
    ("Hoà bình & Hòa Bình", "hoa-binh-hoa-binh"),
    ("ＣÔＮＧ ĐOÀＮ", "cong-doan"),
    ("  công\u00a0đo\u200bàn_cơ sở  ", "cong-doan-co-so"),
    ("Straße – Æsop", "strasse-aesop"),
    ("an toàn... lao động???", "an-toan-lao-dong"),
    ("日本", ""),
    ("!!!", ""),
    ("", ""),
]


def editor_slug(title: str) -> str:
    """Do what Wagtail's script does with the widget's formatters, then its own cleaning."""
    formatters = json.loads(VietnameseSlugInput().attrs["data-w-slug-formatters-value"])
    text = title.strip()
    for (pattern, flags), replacement in formatters:
        assert flags == "gu"
        text = re.sub(pattern, replacement.replace("$1", r"\1"), text)
    text = re.sub(r"[^-\w\s]", "", text.lower(), flags=re.ASCII)
    return re.sub(r"[-\s]+", "-", text)[:255].rstrip("-")


@pytest.mark.parametrize(("title", "slug"), TITLES)
def test_slugify_table(title: str, slug: str) -> None:
    assert slugify(title) == slug
    assert slugify(unicodedata.normalize("NFD", title)) == slug


@pytest.mark.parametrize("title", [title for title, _ in TITLES])
def test_editor_writes_the_same_slug(title: str) -> None:
    assert editor_slug(title) == slugify(title)
    assert editor_slug(unicodedata.normalize("NFD", title)) == slugify(title)


@pytest.mark.parametrize(
    "title",
    [
        "Công đoàn các cấp đồng loạt ra quân chăm lo đời sống người lao động cuối năm 2026",
        "đ" * 300,
        "đ" * TITLE_SLUG_LENGTH + " cuối",
        "đ" * (TITLE_SLUG_LENGTH - 1) + " cuối",
        "đ " * 300,
    ],
)
def test_editor_and_server_cut_alike(title: str) -> None:
    slug = slugify(title, max_length=TITLE_SLUG_LENGTH)
    assert editor_slug(title) == slug
    assert len(slug) <= TITLE_SLUG_LENGTH
    assert slugify(title).startswith(slug)


@given(st.text(st.characters(max_codepoint=0x1EFF, categories=("L", "N", "P", "Z"))))
def test_editor_and_server_agree_on_latin_text(title: str) -> None:
    latin = "".join(c for c in title if c.isascii() or "LATIN" in unicodedata.name(c, ""))
    assert editor_slug(latin) == slugify(latin, max_length=TITLE_SLUG_LENGTH)


def test_slugify_cuts_without_trailing_hyphen() -> None:
    assert slugify("công đoàn", max_length=5) == "cong"
    assert slugify("công đoàn", max_length=8) == "cong"
    assert slugify("công đoàn", max_length=9) == "cong-doan"
    assert len(slugify("đ" * 10_000)) == SLUG_MAX_LENGTH


def test_slugify_falls_back_when_nothing_is_left() -> None:
    assert slugify("日本", fallback="trang") == "trang"


@given(st.text())
def test_slugify_gives_a_valid_slug_or_nothing(text: str) -> None:
    slug = slugify(text)
    if slug:
        validate_slug(slug)
    assert slugify(slug) == slug


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("Báo cáo quý I.PDF", "bao-cao-quy-i.pdf"),
        ("../../etc/passwd", "passwd"),
        (r"C:\Users\Lan\Ảnh Đại hội.JPG", "anh-dai-hoi.jpg"),
        ("con.txt", "tep-con.txt"),
        ("LPT1", "tep-lpt1"),
        (".htaccess", "htaccess"),
        ("日本.png", "tep.png"),
        ("số liệu.tar.gz", "so-lieu-tar.gz"),
        ("a.b\x00.exe", "a-b.exe"),
        ("", "tep"),
        ("...", "tep"),
    ],
)
def test_safe_filename_table(name: str, safe: str) -> None:
    assert safe_filename(name) == safe


@given(st.text())
def test_safe_filename_is_always_a_plain_name(name: str) -> None:
    safe = safe_filename(name)
    assert re.fullmatch(r"[a-z0-9-]+(\.[a-z0-9]+)?", safe)
    assert len(safe) <= 80
    assert safe_filename(safe) == safe
