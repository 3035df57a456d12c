"""A contributor's Word document on its way to the unit's review, in a browser."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from articles.models import NewsPage
from core.models import PortalImage
from core.text.legacy_fonts import Charset
from factories.legacy import typed
from factories.pictures import encoded
from factories.portal import make_unit, make_user
from factories.word import MACRO_TYPE, WordFile, drawing, item, p, row, run, story, table
from units.enums import UnitRole

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]


def document() -> WordFile:
    """Return a document in which only what Word cannot say is missing."""
    return story(
        p("Kết quả", style="Heading1"),
        item("Trao 5.000 suất quà"),
        p(drawing("a1", alt="Công nhân nhận quà")),
        p("Lễ trao quà. Ảnh: Hải Yến", style="Caption"),
        table(row("Đơn vị", "Số suất"), row("Nghệ An", "10")),
        p(run(typed("Đoàn viên phấn khởi.", Charset.VNI), font="VNI-Times")),
        pictures={"a1": ("media/a1.jpg", encoded("JPEG", size=(300, 200)))},
    )


def saved(folder: Path, name: str, file: WordFile) -> str:
    """Return the path of a file on the person's computer."""
    path = folder / name
    path.write_bytes(file.content())
    return str(path)


def test_document_is_refused_then_imported_completed_and_submitted(person, tmp_path):
    writer = person(make_user(unit=make_unit("LDLD-NA"), role=UnitRole.CONTRIBUTOR))
    page = writer.page
    page.get_by_role("link", name="Nhập từ Word").click()
    button = page.locator("main").get_by_role("button", name="Nhập", exact=True)

    page.set_input_files("[name=file]", saved(tmp_path, "macro.docx", story(main_type=MACRO_TYPE)))
    button.click()
    expect(page.locator(".error-message")).to_contain_text("Tệp này chứa macro")
    assert not NewsPage.objects.exists()

    page.set_input_files("[name=file]", saved(tmp_path, "bài viết.docx", document()))
    button.click()
    page.wait_for_url("**/edit/")
    expect(page.locator(".messages")).to_contain_text("chuyển sang Unicode")
    piece = NewsPage.objects.get()
    expect(page.locator("[name=title]")).to_have_value(piece.title)
    texts = page.locator(".DraftEditor-root [contenteditable]")
    expect(texts.filter(has_text="Đoàn viên phấn khởi.")).to_be_visible()
    expect(texts.filter(has_text="Trao 5.000 suất quà")).to_be_visible()
    expect(page.locator("[name$=value-alt]")).to_have_value("Công nhân nhận quà")
    expect(page.locator("[name$=value-credit]")).to_have_value("Hải Yến")

    page.select_option("[name=genre]", label="Tin")
    page.check("[name=declares_safe]")
    writer.submit()
    piece.refresh_from_db()
    assert piece.workflow_in_progress
    assert not piece.live
    assert PortalImage.objects.get().is_public is False
