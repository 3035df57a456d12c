"""Whatever is broken in a document, it is read or refused: never an error page."""

import random
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import given
from hypothesis import strategies as st

from articles.importing.blocks import body_blocks
from articles.importing.checks import open_document
from articles.importing.composing import compose
from articles.importing.errors import ImportRefused
from articles.importing.reading import read
from factories.word import cell, drawing, field_code, item, p, row, run, story, table, text_box

LIBREOFFICE = Path(__file__).parent / "documents" / "libreoffice_review.docx"
WHOLE = story(
    p("Kết quả", style="Heading1"),
    item("một"),
    item("trong", level=1),
    item("thứ nhất", list_id=2),
    p(run("Coâng ñoaøn", font="VNI-Times"), field_code("HYPERLINK http://example.vn", "trang")),
    p(drawing("a1", alt="ảnh"), text_box(p("khung"))),
    table(row(cell("a", span=2), "b"), row(cell("c", merge="restart"), "d")),
    pictures={"a1": ("media/a1.png", b"x")},
)
VALUES = ["", "-1", "0", "99999999999", "x", "true", "none", "bullet", "%1%9"]


def outcome(content: bytes) -> str:
    """Read a document as the import does, before anything is stored; return why not, or “read”."""
    try:
        with open_document(SimpleUploadedFile("a.docx", content)) as package:
            reading = read(package)
            body_blocks(compose(reading.parts).parts, set(reading.notes))
    except ImportRefused as refusal:
        return str(refusal)
    return "read"


def test_the_documents_are_whole():
    assert outcome(WHOLE.content()) == outcome(LIBREOFFICE.read_bytes()) == "read"


@given(seed=st.integers(0, 2**32), changes=st.integers(1, 8))
def test_bytes_changed_anywhere(seed, changes):
    chance = random.Random(seed)
    content = bytearray(LIBREOFFICE.read_bytes())
    for _change in range(changes):
        content[chance.randrange(len(content))] = chance.randrange(256)
    assert outcome(bytes(content))


@given(seed=st.integers(0, 2**32))
def test_elements_and_values_changed_anywhere(seed):
    """Take out, repeat and change words of the XML, so that it stays well-formed or does not."""
    chance = random.Random(seed)
    pieces = WHOLE.body.replace("><", ">\n<").split("\n")
    for _change in range(chance.randrange(1, 12)):
        place = chance.randrange(len(pieces))
        step = chance.randrange(3)
        if step == 0:
            del pieces[place]
        elif step == 1:
            pieces.insert(place, chance.choice(pieces))
        else:
            before, quote, rest = pieces[place].partition('"')
            pieces[place] = (
                f'{before}{quote}{chance.choice(VALUES)}"{rest.partition(quote)[2]}'
                if quote
                else before
            )
    document = story("".join(pieces), pictures=WHOLE.pictures)
    assert outcome(document.content())


@pytest.mark.parametrize("part", range(100))
def test_cut_off_anywhere(part):
    content = WHOLE.content()
    assert outcome(content[: len(content) * part // 100]) != "read"
