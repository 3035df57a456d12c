"""The main job end to end: written, approved twice, read everywhere; by three people."""

import json
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Page, expect

from articles.models import NewsPage, ThematicPage
from e2e.people import Piece
from factories.portal import make_unit, make_user, picture_bytes, section_of
from units.enums import PortalRole, UnitKind, UnitRole

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]

NEWS = Piece(
    title="Đại hội Công đoàn cơ sở Nhà máy May Hòa Bình",
    lead="Hơn 200 đoàn viên dự đại hội và bàn chuyện bữa ăn ca.",
    text="Đại hội thông qua nghị quyết nâng chất lượng bữa ăn ca của công nhân.",
)
THEMATIC = Piece(
    title="Nhà trẻ gần khu công nghiệp: kinh nghiệm từ cơ sở",
    lead="Một nghiên cứu nhỏ về nhu cầu gửi trẻ của lao động nữ.",
    text="Khảo sát cho thấy giờ đón trẻ là điều lao động nữ lo lắng nhất.",
    genre="Nghiên cứu",
)


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    path = tmp_path / "xuong-may.jpg"
    path.write_bytes(picture_bytes(size=(1600, 1000)))
    return path


@pytest.fixture
def province():
    return make_unit("LDLD-HOABINH", name="Liên đoàn Lao động tỉnh Hòa Bình")


@pytest.fixture
def department():
    return make_unit("TLD-NC", kind=UnitKind.DEPARTMENT, name="Ban Nữ công")


def people_of(unit):
    return (
        make_user(unit=unit, role=UnitRole.CONTRIBUTOR),
        make_user(unit=unit, role=UnitRole.CHIEF_EDITOR),
    )


def read_everywhere(reader: Page, piece: Piece, unit, page) -> None:
    """Read a published piece on the home page, sub-site, article, search, feeds and APIs."""
    for address in ("/", f"/don-vi/{unit.slug}/"):
        reader.goto(address)
        expect(reader.get_by_role("link", name=piece.title).first).to_be_visible()
    reader.get_by_role("link", name=piece.title).first.click()
    expect(reader.get_by_role("heading", level=1)).to_have_text(piece.title)
    expect(reader.locator("main")).to_contain_text(piece.text)
    expect(reader.locator("html")).to_have_attribute("lang", "vi")
    reader.goto(
        "/tim-kiem/?q=" + quote("dai hoi cong doan" if page.slug[:3] == "dai" else "nha tre")
    )
    expect(reader.get_by_role("link", name=piece.title).first).to_be_visible()
    for address in ("/feed/", f"/don-vi/{unit.slug}/feed/"):
        assert piece.title in reader.request.get(address).text()
    model = page._meta.label
    v2 = reader.request.get(f"/api/v2/pages/?type={model}&fields=*").json()
    assert [item["title"] for item in v2["items"]] == [piece.title]
    assert reader.request.get(f"/api/v3/pages/{page.pk}/").json()["title"] == piece.title
    cards = json.dumps(reader.request.get("/api/v3/articles/").json(), ensure_ascii=False)
    assert piece.title in cards


def test_news_of_a_province_through_the_news_desk(person, reader, province, picture):
    author, chief = people_of(province)
    desk_editor = make_user(portal_role=PortalRole.NEWS_DESK_EDITOR)
    thematic_editor = make_user(portal_role=PortalRole.THEMATIC_DESK_EDITOR)

    writer = person(author)
    writer.open_editor(section_of(province, "news"), "newspage")
    writer.write(NEWS, picture)
    expect(writer.page.locator("[name=slug]")).to_have_value(
        "dai-hoi-cong-doan-co-so-nha-may-may-hoa-binh"
    )
    writer.submit()
    page = NewsPage.objects.get()
    assert page.slug == "dai-hoi-cong-doan-co-so-nha-may-may-hoa-binh"

    head = person(chief)
    head.open_piece(NEWS.title)
    head.decide("approve")
    expect(person(thematic_editor).open_queue()).to_have_count(0)

    desk = person(desk_editor)
    expect(desk.open_queue().first).to_contain_text(NEWS.title)
    desk.open_piece(NEWS.title)
    desk.decide("approve", "Đăng trang nhất.")
    page.refresh_from_db()
    assert page.live
    read_everywhere(reader, NEWS, province, page)


def test_thematic_piece_of_a_department_through_the_thematic_desk(
    person, reader, department, picture
):
    author, chief = people_of(department)
    desk_editor = make_user(portal_role=PortalRole.THEMATIC_DESK_EDITOR)

    writer = person(author)
    writer.open_editor(section_of(department, "thematic"), "thematicpage")
    writer.write(THEMATIC, picture)
    writer.submit()
    head = person(chief)
    head.open_piece(THEMATIC.title)
    head.decide("approve")
    desk = person(desk_editor)
    desk.open_piece(THEMATIC.title)
    desk.decide("approve")
    page = ThematicPage.objects.get()
    assert page.live
    read_everywhere(reader, THEMATIC, department, page)


def test_piece_returned_for_correction_is_mended_and_published(person, reader, province, picture):
    author, chief = people_of(province)
    desk_editor = make_user(portal_role=PortalRole.NEWS_DESK_EDITOR)

    writer = person(author)
    writer.open_editor(section_of(province, "news"), "newspage")
    writer.write(NEWS, picture)
    writer.submit()
    head = person(chief)
    head.open_piece(NEWS.title)
    head.decide("approve")
    desk = person(desk_editor)
    desk.open_piece(NEWS.title)
    desk.decide("reject", "Cần ghi rõ ngày tổ chức đại hội.")

    page = NewsPage.objects.get()
    writer.page.goto(f"/admin/pages/{page.pk}/edit/")
    expect(writer.page.locator("body")).to_contain_text("Cần ghi rõ ngày tổ chức đại hội.")
    mended = "Ngày 20 tháng 11, hơn 200 đoàn viên dự đại hội."
    writer.page.fill("[name=lead]", mended)
    writer.submit()

    # The text changed after the unit's approval, so the unit approves again, then the desk.
    desk.open_piece(NEWS.title)
    desk.decide("approve")
    head.open_piece(NEWS.title)
    head.decide("approve")
    page.refresh_from_db()
    assert page.live
    assert page.lead == mended
    reader.goto(f"/don-vi/{province.slug}/tin-tuc/{page.slug}/")
    expect(reader.locator("main")).to_contain_text(mended)
