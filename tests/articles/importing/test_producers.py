"""Documents that other programs than Word wrote."""

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from articles.importing.services import import_document
from factories.portal import section_of
from factories.word import blocks_of, text_of, values_of

DOCUMENTS = Path(__file__).parent / "documents"


@pytest.fixture
def stored_document(unit, writer):
    """Import a document that lies beside the tests."""

    def call(name: str):
        file = SimpleUploadedFile(name, (DOCUMENTS / name).read_bytes())
        return import_document(
            file=file, section=section_of(unit, "news"), kind="news", user=writer
        )

    return call


def test_page_with_lists_table_picture_and_old_fonts(stored_document):
    piece = stored_document("libreoffice_web_page.docx")
    page = piece.page
    assert page.title == "Công đoàn Nghệ An chăm lo đoàn viên dịp Tết"
    assert page.lead.startswith("Hơn 5.000 suất quà")
    assert [name for name, _value in blocks_of(page)] == [
        "rich_text",
        "heading",
        "rich_text",
        "picture",
        "table",
        "heading",
        "rich_text",
    ]
    assert '<a href="https://example.vn/tet?a=1&amp;b=2">trang chương trình</a>' in text_of(page)
    assert (
        "<ul><li>Trao 5.000 suất quà<ul><li>3.000 suất cho công nhân</li>"
        "<li>2.000 suất cho gia đình khó khăn</li></ul></li><li>Tổ chức 12 chuyến xe</li></ul>"
        "<ol><li>Thăm hỏi</li><li>Tặng quà</li><li>Đưa đón</li></ol>"
    ) in text_of(page)
    (picture,) = values_of(page, "picture")
    assert (picture["alt"], picture["caption"], picture["credit"]) == (
        "Công nhân nhận quà",
        "Lễ trao quà tại Khu công nghiệp Nam Cấm.",
        "Hải Yến",
    )
    (table,) = values_of(page, "table")
    assert table["first_row_is_table_header"]
    assert table["data"][1:] == [["Vinh", "1.200", "đã trao"], ["Nam Cấm", "3.800", ""]]
    assert text_of(page).endswith(
        "<p>Đoạn này được gõ bằng phông VNI: Liên đoàn Lao động tỉnh Nghệ An.</p>"
        "<p>Đoạn này gõ bằng TCVN3: mười người được thưởng. CÔNG ĐOÀN NGHỆ AN</p>"
        "<p>25 m2 hết.</p>"
    )
    assert len(piece.notes) == 2


def test_document_after_its_review(stored_document):
    piece = stored_document("libreoffice_review.docx")
    assert piece.page.title == "Hội nghị tổng kết"
    assert piece.page.lead.startswith("Hội nghị tổng kết phong trào")
    assert text_of(piece.page) == (
        "<p>Giữ lại thêm vào. Chú thích và 25 m<sup>2</sup>.</p><p>Khung:</p>"
        "<p>Chữ trong khung</p><p>Đoạn có nhận xét.</p><p>Trước<br/>sau tab cách</p>"
    )
    assert len(piece.notes) == 5
