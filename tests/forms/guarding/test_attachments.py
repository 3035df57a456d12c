"""Files of strangers are what their names say, or are refused with the reason."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from forms.guarding import attachments
from forms.guarding.attachments import attachment_path, clean_attachment

pytestmark = pytest.mark.sqlite
PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
PARTS = {"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<w/>"}
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


def picture(kind: str = "JPEG", size: tuple[int, int] = (40, 30), **options) -> bytes:
    buffer = BytesIO()
    Image.new("RGB", size, "red").save(buffer, kind, **options)
    return buffer.getvalue()


def archive(parts: dict[str, bytes]) -> bytes:
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return buffer.getvalue()


def locked() -> bytes:
    """Return a document whose entries say that they are encrypted."""
    content = bytearray(archive(PARTS))
    place = content.find(b"PK\x01\x02")
    content[place + 8] |= 1
    return bytes(content)


def clean(name: str, content: bytes):
    file = SimpleUploadedFile("x", content)
    file._name = name
    return clean_attachment(file)


def test_a_picture_loses_its_place_and_keeps_its_look() -> None:
    exif = Image.Exif()
    exif[0x0110] = "Nokia 3310"
    stored = clean("IMG.JPG", picture(exif=exif) + b"<script>alert(1)</script>")

    content = stored.read()
    assert stored.name == "img.jpg"
    assert stored.content_type == "image/jpeg"
    assert b"Nokia" not in content
    assert b"script" not in content
    assert Image.open(BytesIO(content)).size == (40, 30)


@pytest.mark.parametrize(("kind", "suffix"), [("PNG", ".png"), ("WEBP", ".webp")])
def test_a_picture_under_the_name_of_another_kind_gets_its_own(kind, suffix) -> None:
    assert clean("ảnh chụp.jpg", picture(kind)).name == f"anh-chup{suffix}"


@pytest.mark.parametrize(("name", "content"), [("a.pdf", PDF), ("a.docx", archive(PARTS))])
def test_a_whole_document_is_stored_as_it_is(name, content) -> None:
    stored = clean(name, content)
    assert stored.read() == content
    assert stored.content_type == attachments.TYPES[name[1:]]


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("hop-dong\u202egpj.pdf", "hop-donggpj.pdf"),
        ("../../etc/Đơn thư.pdf", "don-thu.pdf"),
        ("<img src=x onerror=alert(1)>.pdf", "img-src-x-onerror-alert-1.pdf"),
        ("x" * 5_000 + ".pdf", "x" * 76 + ".pdf"),
        ("con.pdf", "tep-con.pdf"),
    ],
)
def test_a_name_is_mended(name, kept) -> None:
    assert clean(name, PDF).name == kept


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("a.pdf", b"", "empty"),
        ("a.pdf", PDF + b" " * attachments.LARGEST, "too_large"),
        ("a.exe", b"MZ", "kind"),
        ("a.svg", SVG, "kind"),
        ("a.html", b"<html>", "kind"),
        ("a.docm", archive(PARTS), "kind"),
        ("a", PDF, "kind"),
        ("fdp\u202e.exe", b"MZ", "kind"),
        ("a.pdf.exe", PDF, "kind"),
        ("a.jpg", b"MZ\x90\x00", "content"),
        ("a.jpg", SVG, "content"),
        ("a.png", b"<html><script>", "content"),
        ("a.jpg", picture("GIF"), "content"),
        ("a.jpg", PDF, "content"),
        ("a.jpg", picture()[:300], None),
        ("a.pdf", picture(), None),
        ("a.pdf", b"MZ" + PDF, "content"),
        ("a.pdf", PDF[:-7], "content"),
        ("a.pdf", PDF + archive(PARTS) + b"%%EOF", "content"),
        ("a.docx", PDF, None),
        ("a.docx", b"PK\x03\x04rubbish", "content"),
        ("a.docx", archive({"a.txt": b"x"}), "content"),
        ("a.docx", archive(PARTS) + PDF, "content"),
        ("a.docx", archive(PARTS)[:-4], "content"),
        ("a.docx", archive(PARTS | {f"{n}": b"" for n in range(3_001)}), "content"),
        ("a.docx", locked(), "content"),
        ("a.docx", archive(PARTS | {"word/vbaProject.bin": b"x"}), "macros"),
        ("a.docx", archive(PARTS | {"word/Setup.EXE": b"x"}), "macros"),
    ],
)
def test_what_is_not_what_it_says_is_refused(name, content, code) -> None:
    with pytest.raises(ValidationError) as refusal:
        clean(name, content)
    assert code in (None, refusal.value.code)
    assert all(refusal.value.messages)


def test_a_picture_that_decodes_to_gigabytes_is_never_decoded(settings) -> None:
    settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS = 1_000
    with pytest.raises(ValidationError, match="điểm ảnh"):
        clean("a.png", picture("PNG", (2_000, 1_000)))


def test_a_document_that_unpacks_to_gigabytes_is_never_unpacked(monkeypatch) -> None:
    monkeypatch.setattr(attachments, "LARGEST_UNPACKED", 1_000_000)
    bomb = archive(PARTS | {"word/bomb.xml": b"\0" * 1_000_001})
    assert len(bomb) < 2_000
    with pytest.raises(ValidationError) as refusal:
        clean("a.docx", bomb)
    assert refusal.value.code == "content"


def test_a_path_cannot_be_guessed() -> None:
    first, second = (attachment_path("questions", "Đơn.pdf") for _number in range(2))
    assert first != second
    assert first.endswith("/don.pdf")
