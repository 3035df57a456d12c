"""Files that are not taken: a clear message, and nothing of them stays behind."""

import os

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from articles.importing import limits
from articles.importing.errors import ImportRefused
from articles.importing.services import import_document
from factories import bad_word as bad
from factories.pictures import SCRIPT_SVG, encoded, png_bomb
from factories.portal import section_of
from factories.word import MACRO_TYPE, WordFile, drawing, p, story

DAMAGED = "This Word document is damaged or incomplete"
NOT_WORD = "This is not a Word document"
TOO_LARGE = "This document unpacks to far more than a piece can hold"
MACROS = "This document holds macros"
PASSWORD = "protected by a password"
ENTITIES = "instructions that no Word writes"
COMPLICATED = "built in too complicated a way"
MEGABYTE = limits.MEGABYTE
WORDS = p("từ " * 10_000)
BREAK = '<w:r><w:br w:type="page"/></w:r>'
SEEN_BREAK = "<w:r><w:lastRenderedPageBreak/></w:r>"

FILES = {
    # What people send instead of a Word document.
    "old Word": (lambda: bad.OLE + b"\0" * 4096, "a.doc", "This is an old Word document"),
    "old Word named docx": (
        lambda: bad.OLE + b"\0" * 4096,
        "a.docx",
        "This is an old Word document",
    ),
    "protected": (
        lambda: bad.OLE + b"\0" * 999 + "EncryptedPackage".encode("utf-16-le"),
        "a.docx",
        PASSWORD,
    ),
    "LibreOffice": (
        lambda: bad.zipped(
            {"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<x/>"}
        ),
        "a.odt",
        NOT_WORD,
    ),
    "PDF named docx": (lambda: b"%PDF-1.7 ...", "a.docx", NOT_WORD),
    "RTF": (lambda: rb"{\rtf1 xin chao}", "a.docx", NOT_WORD),
    "text": (lambda: "Xin chào".encode(), "a.docx", NOT_WORD),
    "one byte": (lambda: b"P", "a.docx", NOT_WORD),
    "workbook": (
        lambda: story(main_type="application/vnd.openxmlformats.sheet.main+xml").content(),
        "a.docx",
        NOT_WORD,
    ),
    "template": (
        lambda: story(main_type=f"{limits.__name__}.template.main+xml").content(),
        "a.docx",
        NOT_WORD,
    ),
    "any archive": (lambda: bad.zipped({"a.docx": story().content()}), "a.docx", NOT_WORD),
    "empty archive": (lambda: bad.zipped({}), "a.docx", NOT_WORD),
    "named doc": (lambda: story().content(), "a.doc", NOT_WORD),
    "named docm": (lambda: story().content(), "a.docm", NOT_WORD),
    "without an extension": (lambda: story().content(), "docx", NOT_WORD),
    # Macros.
    "macro document": (lambda: story(main_type=MACRO_TYPE).content(), "a.docm", MACROS),
    "macro document named docx": (lambda: story(main_type=MACRO_TYPE).content(), "a.docx", MACROS),
    "hidden macros": (lambda: bad.with_entries(word__vbaProject_bin=b"x"), "a.docx", MACROS),
    # Bombs.
    "bomb in the text": (lambda: bad.document_xml(" " * 10 * MEGABYTE), "a.docx", TOO_LARGE),
    "bomb beside the text": (
        lambda: bad.with_entries(word__media__a_bin=b"\0" * 10 * MEGABYTE),
        "a.docx",
        TOO_LARGE,
    ),
    "one huge entry": (
        lambda: bad.with_forged_sizes(
            bad.with_entries(word__a_bin=b"x"),
            "word/a.bin",
            packed=MEGABYTE,
            unpacked=41 * MEGABYTE,
        ),
        "a.docx",
        TOO_LARGE,
    ),
    "huge together": (bad.forty_megabytes_four_times, "a.docx", TOO_LARGE),
    "too many entries": (
        lambda: story(entries={f"word/{n}": b"" for n in range(2_000)}).content(),
        "a.docx",
        TOO_LARGE,
    ),
    "endless list of contents": (bad.with_long_list, "a.docx", TOO_LARGE),
    "text of 13 MB": (
        lambda: bad.document_xml("<x>" + os.urandom(7 * MEGABYTE).hex() + "</x>"),
        "a.docx",
        TOO_LARGE,
    ),
    "size forged to less": (
        lambda: bad.with_forged_sizes(
            story().content(), "word/document.xml", packed=None, unpacked=100
        ),
        "a.docx",
        DAMAGED,
    ),
    "laughs": (lambda: bad.document_xml(f"{bad.LAUGHS}<x>&a9;</x>"), "a.docx", ENTITIES),
    "entity from outside": (
        lambda: bad.document_xml(f"{bad.OUTSIDE}<x>&a;</x>"),
        "a.docx",
        ENTITIES,
    ),
    "entity in the styles": (lambda: bad.unopened(f"{bad.OUTSIDE}<x/>"), "a.docx", ENTITIES),
    "too deep": (lambda: bad.deep(80), "a.docx", COMPLICATED),
    "as deep as a bomb": (lambda: bad.deep(150_000), "a.docx", COMPLICATED),
    "too many elements": (lambda: bad.body_xml(bad.paragraphs(400_000)), "a.docx", COMPLICATED),
    # Damage.
    "cut off": (lambda: story().content()[:-200], "a.docx", DAMAGED),
    "only the beginning": (lambda: b"PK\x03\x04", "a.docx", DAMAGED),
    "bytes changed": (
        lambda: story().content().replace(b"word/document.xml", b"word/dokument.xml", 1),
        "a.docx",
        DAMAGED,
    ),
    "password in the archive": (lambda: bad.with_flag(story().content(), 1), "a.docx", PASSWORD),
    "path outside": (lambda: bad.with_entries(**{"____/a": b""}), "a.docx", DAMAGED),
    "path of a drive": (lambda: story(entries={"C:/a": b""}).content(), "a.docx", DAMAGED),
    "path upwards": (lambda: story(entries={"word/../a": b""}).content(), "a.docx", DAMAGED),
    "broken XML": (lambda: bad.document_xml("<w:document"), "a.docx", DAMAGED),
    "no text at all": (lambda: story(left_out=("word/document.xml",)).content(), "a.docx", DAMAGED),
    "no body": (lambda: bad.document_xml(bad.empty_document()), "a.docx", DAMAGED),
    "no types": (lambda: story(left_out=("[Content_Types].xml",)).content(), "a.docx", NOT_WORD),
    # Length.
    "200 pages": (lambda: story(pages=200).content(), "a.docx", "This document has 200 pages"),
    "101 pages": (lambda: story(pages=101).content(), "a.docx", "has 101 pages; at most 100"),
    "200 typed pages": (
        lambda: story(p("trang") + p(BREAK) * 199).content(),
        "a.docx",
        "This document has 200 pages",
    ),
    "200 pages on screen": (
        lambda: story(p("trang") + p(SEEN_BREAK) * 199, pages=1).content(),
        "a.docx",
        "This document has 200 pages",
    ),
    "too many words": (lambda: story(WORDS * 4).content(), "a.docx", "has about 40042 words"),
    "too many blocks": (
        lambda: story(*(p("Mục", style="Heading1") for _n in range(500))).content(),
        "a.docx",
        "too many headings, pictures and tables",
    ),
    "over the size of uploads": (
        lambda: b"PK" + b"\0" * limits.UPLOAD_BYTES,
        "a.docx",
        "larger than 30 MB",
    ),
}


@pytest.fixture
def send(unit, writer):
    """Import a file as the unit's contributor."""

    def call(content: bytes, name: str = "a.docx"):
        return import_document(
            file=SimpleUploadedFile(name, content),
            section=section_of(unit, "news"),
            kind="news",
            user=writer,
        )

    return call


@pytest.mark.parametrize("kind", FILES)
def test_bad_file_is_refused_and_leaves_nothing(send, stored, kind):
    content, name, message = FILES[kind]
    before = stored()
    with pytest.raises(ImportRefused, match=message):
        send(content(), name)
    assert stored() == before


@pytest.mark.parametrize(
    "content",
    [
        lambda: story(pages=100).content(),
        lambda: story(p("trang") + p(BREAK) * 99).content(),
        lambda: story(WORDS * 3).content(),
        lambda: bad.deep(50),
        lambda: story(*(p("Mục", style="Heading1") for _n in range(499))).content(),
        lambda: bad.with_entries(word__embeddings__a_zip=bad.zipped({"b": b"\0" * 20 * MEGABYTE})),
        lambda: story(left_out=("word/styles.xml", "word/numbering.xml")).content(),
        lambda: story(entries={"docProps/app.xml": b"<x><Pages>nhieu</Pages></x>"}).content(),
    ],
    ids=["pages", "breaks", "words", "depth", "blocks", "archive inside", "bare", "odd figures"],
)
def test_just_within_the_limits_is_taken(send, content):
    assert send(content()).page.pk


def test_extension_in_capitals_is_taken(send):
    assert send(story().content(), "BÀI VIẾT.DOCX").page.pk


PICTURES = {
    "EMF": ("a.emf", lambda: b"\x01\0\0\0" + b"\0" * 96, "does not know the format EMF"),
    "WMF": ("a.wmf", lambda: b"\xd7\xcd\xc6\x9a" + b"\0" * 96, "does not know the format WMF"),
    "SVG": ("a.svg", lambda: SCRIPT_SVG, "does not know the format SVG"),
    "TIFF": ("a.tiff", lambda: encoded("TIFF"), "does not know the format TIFF"),
    "GIF": ("a.gif", lambda: encoded("GIF"), "does not know the format GIF"),
    "BMP": ("a.bmp", lambda: encoded("BMP"), "does not know the format BMP"),
    "no format": ("a", lambda: b"xin chao", r"does not know the format \?"),
    "text named JPEG": ("a.jpg", lambda: b"xin chao", "This picture is damaged"),
    "SVG named PNG": ("a.png", lambda: SCRIPT_SVG, "This picture is damaged"),
    "empty": ("a.png", lambda: b"", "This picture is damaged"),
    "only a beginning": ("a.jpg", lambda: b"\xff\xd8\xff", "This picture is damaged"),
    "cut off": ("a.jpg", lambda: encoded("JPEG", size=(300, 200))[:-100], "picture is damaged"),
    "cut off early": ("a.png", lambda: encoded("PNG", size=(300, 200))[:80], "picture is damaged"),
    "hundred megapixels": (
        "a.png",
        lambda: png_bomb(10_000, 10_000),
        "more than 40 million pixels",
    ),
    "four hundred": ("a.png", lambda: png_bomb(20_000, 20_000), "more than 40 million pixels"),
    "sixteen megabytes": (
        "a.png",
        lambda: encoded("PNG") + os.urandom(16 * MEGABYTE),
        "This picture is larger than 15 MB",
    ),
}


@pytest.mark.parametrize("kind", PICTURES)
def test_bad_picture_is_refused_by_its_place_and_leaves_nothing(send, stored, kind):
    """A good picture stands before it, so that something could stay behind."""
    name, content, message = PICTURES[kind]
    before = stored()
    document = story(
        p(drawing("a1")),
        p("Chiều cùng ngày, đoàn công tác đã đến thăm công nhân khu trọ."),
        p(drawing("a2")),
        pictures={"a1": ("media/good.jpg", encoded("JPEG")), "a2": (f"media/{name}", content())},
    )
    with pytest.raises(ImportRefused, match=message) as refusal:
        send(document.content())
    assert str(refusal.value).startswith("Picture 2 (after “tác đã đến thăm công nhân khu trọ.”): ")
    assert stored() == before


def test_picture_at_the_beginning_is_named_so(send):
    document = WordFile(
        p(drawing("a1")) + p("Chữ"), pictures={"a1": ("media/a.emf", b"\x01\0\0\0")}
    )
    with pytest.raises(ImportRefused, match=r"^Picture 1 \(at the beginning\): "):
        send(document.content())


@pytest.mark.parametrize(("count", "taken"), [(60, True), (61, False)])
def test_number_of_pictures(send, stored, count, taken):
    keys = [f"a{number}" for number in range(count)]
    pictures = {
        key: (f"media/{key}.png", encoded("PNG", size=(20 + number, 20)))
        for number, key in enumerate(keys)
    }
    content = story(*(p(drawing(key)) for key in keys), pictures=pictures).content()
    before = stored()
    if taken:
        assert send(content).page.picture_count == count
    else:
        with pytest.raises(ImportRefused, match="more than 60 pictures"):
            send(content)
        assert stored() == before


def test_pictures_too_large_together(send, stored):
    keys = [f"a{number}" for number in range(9)]
    pictures = {
        key: (f"media/{key}.png", png_bomb(6_000, 6_000 + number))
        for number, key in enumerate(keys)
    }
    before = stored()
    with pytest.raises(ImportRefused, match="too large together"):
        send(story(*(p(drawing(key)) for key in keys), pictures=pictures).content())
    assert stored() == before


def test_a_picture_that_is_not_shown_is_not_looked_at(send):
    """Word keeps pictures of headers and deleted ones in the file."""
    unused = {"a1": ("media/a.emf", b"\x01\0\0\0")}
    assert send(story(pictures=unused).content()).page.picture_count == 0
