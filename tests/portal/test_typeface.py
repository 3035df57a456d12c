"""The headline face: every Vietnamese letter, light enough for a phone, made at set-up."""

import unicodedata
from io import StringIO
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.core.management import call_command
from django.test import Client
from fontTools.ttLib import TTFont

from portal.typeface import NAME, TypefaceFinder, cut_typeface
from source_files import ROOT

LIMIT = 70 * 1024
VOWELS = "aăâeêioôơuưy"
TONES = (
    "",
    *("\N{COMBINING GRAVE ACCENT}", "\N{COMBINING HOOK ABOVE}", "\N{COMBINING TILDE}"),
    *("\N{COMBINING ACUTE ACCENT}", "\N{COMBINING DOT BELOW}"),
)
LETTERS = {unicodedata.normalize("NFC", vowel + tone) for vowel in VOWELS for tone in TONES}
LETTERS |= {letter.upper() for letter in LETTERS} | set("đĐ")
OTHERS = set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789")
OTHERS |= set("₫“”‘’«»–—…!?.,:;()[]/%&+-°×§€\N{NO-BREAK SPACE}")


@pytest.fixture(scope="module")
def cut(tmp_path_factory) -> Path:
    """Return the face, cut for this module."""
    target = tmp_path_factory.mktemp("typeface") / NAME
    cut_typeface(target)
    return target


@pytest.fixture
def generated(tmp_path, settings) -> Path:
    """Return an empty folder for what is made of packages."""
    settings.GENERATED_ROOT = tmp_path / "generated"
    return settings.GENERATED_ROOT


def test_there_are_as_many_letters_as_the_alphabet_and_its_tones_make():
    assert len(LETTERS) == 2 * (12 * 6 + 1)


def test_the_face_draws_every_vietnamese_letter_as_one_glyph(cut):
    with TTFont(cut) as font:
        drawn = font.getBestCmap()
        missing = {letter for letter in LETTERS | OTHERS if ord(letter) not in drawn}
        empty = {letter for letter in LETTERS if not has_outline(font, drawn[ord(letter)])}
    assert missing == set()
    assert empty == set()


def has_outline(font: TTFont, glyph: str) -> bool:
    """Tell whether a glyph has anything to draw."""
    return font["glyf"][glyph].numberOfContours != 0


def test_marks_of_text_that_was_not_composed_find_their_letter(cut):
    with TTFont(cut) as font:
        features = {one.FeatureTag for one in font["GPOS"].table.FeatureList.FeatureRecord}
    assert "mark" in features


def test_the_face_is_light_and_packed_for_the_web(cut):
    assert cut.read_bytes()[:4] == b"wOF2"
    assert cut.stat().st_size <= LIMIT


def test_cutting_twice_gives_the_same_bytes(cut, tmp_path):
    cut_typeface(tmp_path / "again.woff2")
    assert (tmp_path / "again.woff2").read_bytes() == cut.read_bytes()


def test_the_finder_cuts_once_and_finds_it_again(generated):
    found = Path(TypefaceFinder().find(NAME))
    written = found.stat().st_mtime_ns

    assert found.is_relative_to(generated)
    assert Path(TypefaceFinder().find(NAME)).stat().st_mtime_ns == written
    assert [path.name for path in found.parent.iterdir()] == ["headline.woff2"]


def test_the_finder_finds_nothing_else(generated):
    assert TypefaceFinder().find("portal/portal.css") == []
    assert not generated.exists()


def test_collecting_static_files_takes_the_face_along(generated, tmp_path, settings):
    settings.STATIC_ROOT = str(tmp_path / "static")
    call_command("collectstatic", interactive=False, stdout=StringIO())

    assert (tmp_path / "static" / NAME).read_bytes()[:4] == b"wOF2"


def test_every_finder_of_django_agrees_on_one_face(generated):
    assert len(finders.find(NAME, find_all=True)) == 1


@pytest.mark.django_db
def test_pages_load_the_face_before_their_style(client: Client):
    text = client.get("/khong-co-trang-nay/").content.decode()

    preload = text.index('rel="preload"')
    assert f'href="/static/{NAME}"' in text
    assert preload < text.index("portal/portal.css")


def test_no_face_is_kept_in_the_repository():
    kinds = {".woff", ".woff2", ".ttf", ".otf", ".eot"}
    skipped = {".venv", "var", ".git"}
    kept = [
        path
        for folder in ROOT.iterdir()
        if folder.is_dir() and folder.name not in skipped
        for path in folder.rglob("*")
        if path.suffix in kinds
    ]
    assert kept == []
