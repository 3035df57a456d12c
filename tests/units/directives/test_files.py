"""Files of answers are looked into before they are kept."""

from io import BytesIO
from zipfile import ZipFile

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from factories.directives import pdf
from units.directives.services.files import LARGEST, clean_answer_file


def package(*names: str) -> bytes:
    buffer = BytesIO()
    with ZipFile(buffer, "w") as archive:
        for name in names:
            archive.writestr(name, "<x/>")
    return buffer.getvalue()


def upload(name: str, content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


DOCX = package("[Content_Types].xml", "word/document.xml")


def test_a_good_file_keeps_its_vietnamese_name():
    kept = clean_answer_file(pdf("Ba\u0301o ca\u0301o.PDF"))
    assert (kept.name, kept.content_type) == ("Báo cáo.PDF", "application/pdf")
    assert clean_answer_file(upload("biểu.docx", DOCX)).name == "biểu.docx"


def test_folders_are_no_part_of_a_name_and_long_ones_are_cut():
    assert clean_answer_file(pdf("../../a.pdf")).name == "a.pdf"
    name = clean_answer_file(pdf("á" * 300 + ".pdf")).name
    assert len(name) <= 150
    assert name.endswith(".pdf")


def test_a_picture_loses_what_the_telephone_wrote_into_it():
    buffer = BytesIO()
    exif = Image.Exif()
    exif[0x010E] = "bi mat"
    Image.new("RGB", (20, 20)).save(buffer, "JPEG", exif=exif)
    kept = clean_answer_file(upload("ảnh.jpg", buffer.getvalue()))
    assert b"bi mat" in buffer.getvalue()
    assert b"bi mat" not in kept.read()
    assert kept.name == "ảnh.jpg"


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("a.pdf", b"", "empty"),
        ("a.exe", b"MZ", "kind"),
        ("a.svg", b"<svg/>", "kind"),
        ("a", b"x", "kind"),
        ("a.pdf", b"khong phai", None),
        ("a.docx", b"PK\x03\x04 hong", "content"),
        ("a.docx", package("a.txt"), "content"),
        ("a.docx", package("[Content_Types].xml", "word/vbaProject.bin"), "macros"),
        ("a.xlsx", package("[Content_Types].xml", "xl/a.exe"), "macros"),
        ("a.jpg", b"khong phai anh", "content"),
    ],
)
def test_what_is_wrong_is_told(name, content, code):
    with pytest.raises(ValidationError) as refused:
        clean_answer_file(upload(name, content))
    assert refused.value.code == code


def test_a_large_file_is_refused():
    file = pdf()
    file.size = LARGEST + 1
    with pytest.raises(ValidationError) as refused:
        clean_answer_file(file)
    assert refused.value.code == "too_large"
