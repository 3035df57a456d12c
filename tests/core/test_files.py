"""Images and documents: unguessable, private at first, mended names, nothing left behind."""

import unicodedata
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import InMemoryUploadedFile, SimpleUploadedFile
from django.utils.translation import override
from wagtail.documents.forms import get_document_form
from wagtail.models import Collection

from core.documents import check_signature, check_size
from core.forms import PortalDocumentForm
from core.models import PortalDocument, PortalImage, User
from factories.pictures import encoded

pytestmark = pytest.mark.django_db


def make_document(name="Văn bản số 1.PDF", content=b"%PDF-1.4 x") -> PortalDocument:
    return PortalDocument.objects.create(title="Văn bản", file=ContentFile(content, name=name))


def make_image() -> PortalImage:
    file = ContentFile(encoded("JPEG"), name="Ảnh.jpg")
    return PortalImage.objects.create(title="Ảnh", file=file)


def test_files_are_private_at_first():
    assert [make_document().is_public, make_image().is_public] == [False, False]


def test_paths_cannot_be_guessed_and_are_never_shared():
    first, second = make_document(), make_document()
    assert first.file.name != second.file.name
    assert first.file.name.endswith("/van-ban-so-1.pdf")
    assert len(first.file.name.split("/")[1]) == 32
    assert make_image().file.name.split("/")[1] != make_image().file.name.split("/")[1]


def test_documents_lie_outside_the_public_folder(settings):
    path = Path(make_document().file.path)
    assert not path.is_relative_to(settings.MEDIA_ROOT)


def test_sizes_lie_beside_their_picture():
    image = make_image()
    rendition = image.get_rendition("width-20|format-jpeg")
    assert rendition.file.name.rpartition("/")[0] == image.file.name.rpartition("/")[0]


def test_titles_are_mended():
    sent = unicodedata.normalize("NFD", "Công\u00a0đoàn")
    image, document = make_image(), make_document()
    image.title = image.description = image.credit = document.title = sent
    image.save()
    document.save()
    assert image.title == image.description == image.credit == document.title == "Công đoàn"


def test_deleted_file_leaves_nothing_behind(django_capture_on_commit_callbacks):
    image, document = make_image(), make_document()
    rendition = image.get_rendition("width-20|format-jpeg")
    paths = [Path(one.file.path) for one in (image, rendition, document)]
    assert all(path.exists() for path in paths)
    with django_capture_on_commit_callbacks(execute=True):
        image.delete()
        document.delete()
    assert not any(path.exists() for path in paths)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.pdf", b"%PDF-1.7"),
        ("a.pdf", b"\n\n%PDF-1.7"),
        ("a.docx", b"PK\x03\x04x"),
        ("a.DOC", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
        ("a.doc", b"{\\rtf1"),
        ("a.txt", b"anything"),
        ("a.mp4", b"\0\0\0\x20ftypisom"),
        ("a.webm", b"\x1a\x45\xdf\xa3x"),
        ("a.vtt", b"\xef\xbb\xbfWEBVTT\n"),
    ],
)
def test_document_that_is_what_its_name_says_passes(name, content):
    file = SimpleUploadedFile(name, content)
    check_signature(file)
    assert file.read() == content


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.pdf", b"<html><script>alert(1)</script>"),
        ("a.pdf", b"MZ\x90"),
        ("a.docx", b"%PDF-1.7"),
        ("a.xlsx", b"x PK\x03\x04"),
        ("a.xls", b"<table>"),
        ("a.mp4", b"<html>ftyp"),
        ("a.vtt", b"1\n00:00 WEBVTT"),
    ],
)
def test_document_that_is_something_else_is_refused(name, content):
    with pytest.raises(ValidationError):
        check_signature(SimpleUploadedFile(name, content))


@pytest.mark.parametrize(
    ("language", "message"),
    [
        ("vi", "Tệp này quá lớn (31,0 MB). Mỗi tài liệu tối đa 30,0 MB."),
        ("en", "This file is too large (31.0 MB). A document may have up to 30.0 MB."),
    ],
)
def test_only_films_may_be_very_large(language, message):
    size = 31 * 1024 * 1024
    check_size(InMemoryUploadedFile(None, None, "a.mp4", None, size, None))

    with override(language):
        with pytest.raises(ValidationError) as refusal:
            check_size(InMemoryUploadedFile(None, None, "a.pdf", None, size, None))
        assert [one.replace("\xa0", " ") for one in refusal.value.messages] == [message]


def test_file_that_is_something_else_gets_one_message():
    form = document_form("phim.mp4", b"<html>")

    assert not form.is_valid()
    assert [list(messages) for messages in form.errors.values()] == [
        ["Tệp này không phải tài liệu .mp4. Hãy lưu lại bằng chương trình đã tạo ra nó."]
    ]


@pytest.mark.parametrize("name", ["a.exe", "a", "a.svg"])
def test_other_extensions_are_refused(name):
    assert not document_form(name, b"x").is_valid()


def test_film_and_captions_can_be_uploaded():
    film = document_form("Phim.MP4", b"\0\0\0\x20ftypisom" + b"0" * 64)

    assert film.is_valid(), film.errors
    assert film.save().content_type == "video/mp4"
    assert make_document("loi.vtt", b"WEBVTT").content_type == "text/vtt"


def document_form(name: str, content: bytes, *, title: str = "Văn bản") -> PortalDocumentForm:
    """Return the bound form of a new document."""
    superuser = User.objects.create_superuser(username="quan-tri", password="x")
    data = {"title": title, "collection": Collection.get_first_root_node().pk}
    form_class = get_document_form(PortalDocument)
    return form_class(data, {"file": SimpleUploadedFile(name, content)}, user=superuser)


def test_document_form_takes_a_pdf():
    assert document_form("a.pdf", b"%PDF-1.7").is_valid()


@pytest.mark.parametrize(
    ("name", "content"),
    [("a.svg", b"<svg/>"), ("a.html", b"<html>"), ("a.exe", b"MZ"), ("a", b"x"), ("a.pdf", b"")],
)
def test_document_form_refuses_other_kinds(name, content):
    assert list(document_form(name, content).errors) == ["file"]


def test_document_over_the_size_cap_is_refused(settings):
    settings.WAGTAILDOCS_MAX_UPLOAD_SIZE = 8
    assert list(document_form("a.pdf", b"%PDF-1.7x").errors) == ["file"]


@pytest.mark.parametrize("title", ["", "\u200b", "x" * 256])
def test_every_fault_of_a_bulk_upload_is_a_fault_of_the_file(title):
    assert set(document_form("a.pdf", b"%PDF-1.7", title=title).errors) == {"title", "file"}
