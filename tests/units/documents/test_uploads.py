"""Files that are sent: what is taken, what is refused, whose words are read, and never secrets."""

import io
import zipfile

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from openpyxl import Workbook
from pypdf import PdfReader, PdfWriter

from core.models import AuditEntry
from core.text.legacy_fonts import Charset
from factories.documents import (
    docx_of,
    enter,
    make_document_file,
    make_official_document,
    make_public_document,
    pdf_of,
)
from factories.portal import make_unit, make_user, picture_bytes
from units.documents.enums import Secrecy, TextState
from units.documents.errors import DocumentRefused, SecretRefused
from units.documents.models import DocumentFile, DocumentPage, OfficialDocument
from units.documents.reading import run
from units.documents.reading.fonts import mended
from units.documents.reading.run import read_bytes
from units.documents.services.files import add_files, check_file, remove_file, replace_file
from units.documents.services.texts import LOST_AFTER, read_forgotten, read_text
from units.documents.uploads import check_upload
from units.enums import UnitRole

STAMPED = "TỔNG LIÊN ĐOÀN\nTUYỆT MẬT\nSố: 5/BC-TLĐ"
LETTER = "TỔNG LIÊN ĐOÀN\nVề bảo mật thông tin và danh mục bí mật nhà nước"


def upload(name: str, content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


@pytest.fixture
def unit(db):
    return make_unit("HAN")


@pytest.fixture
def officer(unit):
    return make_user(unit=unit, role=UnitRole.OFFICER)


def checked(name="van-ban.png", content=None):
    content = content or picture_bytes(image_format="PNG")
    return check_file(upload(name, content), secrecy=Secrecy.NONE)


def odt(text: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        package.writestr("content.xml", f"<d xmlns:t='urn:t'><t:p>{text}</t:p></d>")
    return buffer.getvalue()


def xlsx(text: str) -> bytes:
    book = Workbook()
    book.active.append([text, 12])
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def encrypted(password: str) -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf_of(LETTER))))
    writer.encrypt(user_password=password, owner_password="chủ", algorithm="RC4-128")
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


@pytest.mark.parametrize("maker", [odt, xlsx, docx_of], ids=["odt", "xlsx", "docx"])
def test_words_of_packed_documents_are_read(maker):
    name = {odt: "a.odt", xlsx: "a.xlsx", docx_of: "a.docx"}[maker]
    content = maker("Kế hoạch chăm lo đời sống đoàn viên")
    assert check_upload(upload(name, content)).name == name
    reading = read_bytes(content, name=name)
    assert reading.state == TextState.READ
    assert "Kế hoạch chăm lo đời sống" in reading.text


def test_pages_of_a_pdf_are_read_and_the_first_is_the_head():
    reading = read_bytes(pdf_of(LETTER, "Trang hai của văn bản"), name="a.pdf")
    assert reading.state == TextState.READ
    assert "Trang hai" in reading.text
    assert "Trang hai" not in reading.head


def test_words_in_an_old_font_are_mended_when_sure():
    sure = docx_of("C«ng ®oµn ViÖt Nam ch¨m lo", font=".VnTime")
    assert "Công đoàn Việt Nam chăm lo" in read_bytes(sure, name="a.docx").text
    labelled = docx_of("Công đoàn Việt Nam chăm lo", font=".VnTime")
    assert "Công đoàn Việt Nam chăm lo" in read_bytes(labelled, name="a.docx").text
    assert mended([("C«n", "/ABC+.VnTime"), ("g ®oµn", ".VnTime"), (" abc", None)]) == (
        "Công đoàn abc"
    )
    assert mended([("Coâng ñoaø", "VNI-Times"), ("n", "VNI-Times")]) == "Công đoàn"
    assert Charset.TCVN3 in Charset


@pytest.mark.parametrize(
    ("name", "content", "state"),
    [
        ("trang.pdf", pdf_of(""), TextState.NO_TEXT),
        ("hong.pdf", b"%PDF-1.4 " + b"\x00" * 200 + b"%%EOF", TextState.FAILED),
        ("khoa.pdf", encrypted("mat-khau"), TextState.FAILED),
        ("quet.jpg", b"", TextState.NO_TEXT),
        ("hong.docx", b"PK\x03\x04 khong phai zip", TextState.FAILED),
    ],
)
def test_what_cannot_be_read_is_told(name, content, state):
    reading = read_bytes(content, name=name)
    assert (reading.state, reading.text) == (state, "")


def test_a_pdf_that_only_forbids_printing_is_read():
    assert read_bytes(encrypted(""), name="a.pdf").state == TextState.READ


def test_a_long_document_is_read_within_its_limits():
    reading = read_bytes(pdf_of(*["Một trang trong rất nhiều trang giấy"] * 600), name="a.pdf")
    assert reading.state == TextState.READ
    assert reading.text.count("Một trang") == 500


def test_a_bomb_is_left_unread():
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", b"<a>" + b" " * (120 * 1024 * 1024) + b"</a>")
    with pytest.raises(ValidationError):
        check_upload(upload("bom.docx", buffer.getvalue()))
    assert read_bytes(buffer.getvalue(), name="bom.docx").state == TextState.FAILED


def test_entities_are_never_followed():
    bad = odt("x").replace(b"<d xmlns", b"<!DOCTYPE d [<!ENTITY a 'aaa'>]><d xmlns")
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        package.writestr("content.xml", "<!DOCTYPE d [<!ENTITY a 'aaaa'>]><d>&a;</d>")
    assert read_bytes(buffer.getvalue(), name="a.odt").state == TextState.FAILED
    assert bad


def test_a_reading_that_takes_too_long_keeps_what_came(monkeypatch):
    monkeypatch.setattr(run, "WHOLE_SECONDS", 0.01)
    assert read_bytes(pdf_of(LETTER), name="a.pdf").state == TextState.FAILED


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.exe", b"MZ"),
        ("a.pdf", b""),
        ("a.pdf", b"<html>"),
        ("a.pdf", b"%PDF-1.4 khong co duoi"),
        ("a.docx", pdf_of(LETTER)),
        ("a.docx", odt("x")),
        ("a.xlsx", docx_of("x")),
        ("a.jpg", picture_bytes(image_format="PNG")),
        ("a.png", b"\x89PNG\r\n\x1a\nhong"),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
        ("a.svg", b"<svg/>"),
        ("khong-duoi", b"%PDF-1.4 %%EOF"),
    ],
)
def test_a_file_that_is_not_what_its_name_says_is_refused(name, content):
    with pytest.raises(ValidationError):
        check_upload(upload(name, content))


def test_macros_and_programs_are_refused():
    buffer = io.BytesIO(docx_of("x"))
    with zipfile.ZipFile(buffer, "a") as package:
        package.writestr("word/vbaProject.bin", b"x")
    with pytest.raises(ValidationError):
        check_upload(upload("a.docx", buffer.getvalue()))


def test_a_scan_loses_what_its_camera_wrote():
    stored = check_upload(upload("Bản quét 1.JPG", picture_bytes()))
    assert stored.content.startswith(b"\xff\xd8\xff")
    assert stored.content_type == "image/jpeg"
    assert b"Exif" not in stored.content
    assert stored.name == "Bản quét 1.JPG"


def test_a_long_name_keeps_its_ending():
    name = check_upload(upload("ă" * 300 + ".PNG", picture_bytes(image_format="PNG"))).name
    assert len(name) <= 150
    assert name.endswith(".PNG")


@pytest.mark.parametrize(
    ("name", "content"), [("a.pdf", pdf_of(STAMPED)), ("a.docx", docx_of(*STAMPED.splitlines()))]
)
def test_a_stamped_file_is_refused(name, content):
    with pytest.raises(SecretRefused):
        check_upload(upload(name, content))


def test_a_file_about_secrets_is_taken():
    assert check_upload(upload("a.pdf", pdf_of(LETTER)))


def test_a_degree_of_secrecy_refuses_a_file_unopened():
    class Unread:
        name = "a.pdf"

        def __getattr__(self, name):
            raise AssertionError(name)

    with pytest.raises(SecretRefused):
        check_file(Unread(), secrecy=Secrecy.TOP_SECRET)


def test_files_are_added_once(unit, officer):
    document = enter(unit, officer)
    file = checked()
    arguments = {"document_id": document.pk, "user": officer, "now": timezone.now()}
    added = add_files(**arguments, files=[file, file])
    assert len(added) == 1
    assert add_files(**arguments, files=[file]) == []
    assert added[0].text_state == TextState.NO_TEXT
    assert AuditEntry.objects.get(action="document.files_added").data["files"] == [file.name]


def test_a_replaced_file_is_kept_aside_and_its_words_go(unit, officer):
    document = enter(unit, officer)
    old = make_document_file(document, text="lời cũ", text_state=TextState.READ)
    arguments = {"document_id": document.pk, "user": officer, "now": timezone.now()}
    new = replace_file(**arguments, file_id=old.pk, new=checked())
    old.refresh_from_db()
    assert old.removed_at is not None
    assert new.sort_order == old.sort_order
    assert replace_file(**arguments, file_id=new.pk, new=checked()) == new
    with pytest.raises(DocumentRefused):
        replace_file(**arguments, file_id=old.pk, new=checked(content=picture_bytes(
            size=(9, 9), image_format="PNG")))  # fmt: skip
    assert "loi cu" not in OfficialDocument.objects.get().folded


def test_a_second_click_replaces_nothing_more(unit, officer):
    document = enter(unit, officer)
    old = make_document_file(document)
    arguments = {"document_id": document.pk, "user": officer, "now": timezone.now()}
    new = replace_file(**arguments, file_id=old.pk, new=checked())
    assert replace_file(**arguments, file_id=old.pk, new=checked()) == new
    assert document.files.count() == 2


def test_a_file_that_stands_beside_it_replaces_none(unit, officer):
    document = enter(unit, officer)
    old = make_document_file(document)
    arguments = {"document_id": document.pk, "user": officer, "now": timezone.now()}
    [there] = add_files(**arguments, files=[checked()])
    with pytest.raises(DocumentRefused, match=there.name):
        replace_file(**arguments, file_id=old.pk, new=checked())
    assert not document.files.exclude(removed_at=None).exists()


def test_a_removed_file_is_gone_once(unit, officer):
    document = enter(unit, officer)
    file = make_document_file(document)
    for _time in range(2):
        remove_file(document_id=document.pk, file_id=file.pk, user=officer, now=timezone.now())
    assert AuditEntry.objects.filter(action="document.file_removed").count() == 1


def test_other_units_touch_no_file(unit, officer):
    document = enter(unit, officer)
    file = make_document_file(document)
    stranger = make_user(unit=make_unit("NGA"), role=UnitRole.OFFICER)
    now = timezone.now()
    with pytest.raises(DocumentRefused):
        add_files(document_id=document.pk, user=stranger, files=[checked()], now=now)
    with pytest.raises(DocumentRefused):
        remove_file(document_id=document.pk, file_id=file.pk, user=stranger, now=now)
    with pytest.raises(DocumentRefused):
        replace_file(
            document_id=document.pk, file_id=file.pk, user=stranger, new=checked(), now=now
        )
    foreign = make_document_file(make_official_document(make_unit("HUE")))
    with pytest.raises(DocumentRefused):
        remove_file(document_id=document.pk, file_id=foreign.pk, user=officer, now=now)


def test_words_of_a_file_are_read_after_the_request(
    unit, officer, django_capture_on_commit_callbacks
):
    document = make_public_document(unit, officer)
    file = check_file(upload("a.pdf", pdf_of("Chăm lo nhà trọ công nhân")), secrecy=Secrecy.NONE)
    with django_capture_on_commit_callbacks(execute=True):
        [stored] = add_files(
            document_id=document.pk, user=officer, files=[file], now=timezone.now()
        )
    stored.refresh_from_db()
    document.refresh_from_db()
    assert stored.text_state == TextState.READ
    assert "cham lo nha tro cong nhan" in document.folded
    assert "Chăm lo nhà trọ công nhân" in document.page.words
    assert [page.pk for page in DocumentPage.objects.search("nha tro")] == [document.page_id]


def test_a_file_is_read_once_and_a_lost_one_is_failed(unit):
    document = make_official_document(unit)
    file = make_document_file(document, content=pdf_of(LETTER))
    assert read_text(file_id=file.pk) == TextState.READ
    assert read_text(file_id=file.pk) is None
    assert read_text(file_id=file.pk + 1) is None
    lost = make_document_file(document)
    lost.file.storage.delete(lost.file.name)
    assert read_text(file_id=lost.pk) == TextState.FAILED


def test_what_a_lost_task_left_is_read_later(unit):
    now = timezone.now()
    document = make_official_document(unit)
    make_document_file(document, content=pdf_of(LETTER), added_at=now)
    assert read_forgotten(now=now) == 0
    assert read_forgotten(now=now + LOST_AFTER * 2) == 1
    assert DocumentFile.objects.get().text_state == TextState.READ
