"""What of a document becomes which block."""

import pytest

from articles.importing.services import import_document
from core.models import PortalImage
from factories.pictures import encoded
from factories.portal import make_unit, make_user, section_of
from factories.word import (
    TEXT,
    WordFile,
    bold,
    cell,
    drawing,
    italic,
    item,
    link,
    p,
    run,
    story,
    table,
)
from units.enums import UnitRole

pytestmark = pytest.mark.django_db


@pytest.fixture
def imported():
    unit = make_unit()
    user = make_user(unit=unit, role=UnitRole.CONTRIBUTOR)

    def call(document: WordFile, kind: str = "news"):
        return import_document(
            file=document.upload(),
            section=section_of(unit, kind),
            kind=kind,
            user=user,
        )

    return call


def blocks(piece) -> list[tuple[str, object]]:
    return [(block["type"], block["value"]) for block in piece.page.body.get_prep_value()]


def body(piece) -> str:
    return "".join(value for name, value in blocks(piece) if name == "rich_text")


def test_title_style_lead_and_text_find_their_places(imported):
    piece = imported(story())
    assert piece.page.title == "Công đoàn chăm lo Tết cho người lao động"
    assert piece.page.lead.startswith("Hơn 5.000 suất quà")
    assert blocks(piece) == [
        (
            "rich_text",
            "<p>Sáng 12/1, tại Khu công nghiệp Nam Cấm, Liên đoàn Lao động tỉnh tổ chức "
            "chương trình.</p>",
        )
    ]
    assert piece.notes == []


def test_first_heading_is_the_title_and_the_next_levels_follow(imported):
    piece = imported(
        WordFile(
            p("Hội nghị tổng kết", style="Heading1")
            + TEXT
            + p("Kết quả", style="Heading2")
            + p("Một")
            + p("Tồn tại", style="Heading3")
            + p("Hai")
        )
    )
    assert piece.page.title == "Hội nghị tổng kết"
    assert [value for name, value in blocks(piece) if name == "heading"] == [
        {"text": "Kết quả", "level": "h2"},
        {"text": "Tồn tại", "level": "h3"},
    ]


def test_heading_by_a_style_made_from_a_heading(imported):
    styles = (
        '<w:style w:type="paragraph" w:styleId="Muc"><w:name w:val="Mục"/>'
        '<w:basedOn w:val="Heading2"/></w:style>'
    )
    piece = imported(story(p("Kết quả", style="Muc"), styles=styles))
    assert ("heading", {"text": "Kết quả", "level": "h2"}) in blocks(piece)


def test_heading_too_long_for_a_block_becomes_bold_text(imported):
    piece = imported(story(p("rất dài " * 40, style="Heading1")))
    assert "<p><b>rất dài" in body(piece)


def test_first_line_is_the_title_where_nothing_is_styled(imported):
    piece = imported(WordFile(p(bold("TIN VẮN CÔNG ĐOÀN")) + TEXT + p("Thêm một đoạn nữa.")))
    assert piece.page.title == "TIN VẮN CÔNG ĐOÀN"
    assert piece.page.lead.startswith("Sáng 12/1")
    assert body(piece) == "<p>Thêm một đoạn nữa.</p>"


def test_line_too_long_for_a_title_stays_in_the_text(imported):
    long = "Liên đoàn Lao động tỉnh " * 15
    piece = imported(WordFile(p(long) + p("Đoạn hai.")))
    assert len(piece.page.title) <= 255
    assert piece.page.title.endswith("…")
    assert piece.page.lead == long.strip()


@pytest.mark.parametrize(("length", "taken"), [(500, True), (501, False)])
def test_lead_has_at_most_500_characters(imported, length, taken):
    lead = ("chữ " * 200)[:length].rstrip().ljust(length, "x")
    piece = imported(WordFile(p("Tiêu đề", style="Title") + p(bold(lead)) + TEXT))
    assert (piece.page.lead == lead) is taken
    assert (f"<b>{lead}</b>" in body(piece)) is not taken


def test_only_paragraph_stays_the_text(imported):
    piece = imported(WordFile(p("Tiêu đề", style="Title") + TEXT))
    assert piece.page.lead == ""
    assert "Sáng 12/1" in body(piece)


def test_byline_is_no_lead(imported):
    piece = imported(WordFile(p("Tiêu đề", style="Title") + p("Nguyễn Văn A") + TEXT + TEXT))
    assert piece.page.lead.startswith("Sáng 12/1") or piece.page.lead == ""
    assert "Nguyễn Văn A" in body(piece)


def test_bold_italic_superscript_and_breaks(imported):
    piece = imported(
        story(
            p(run("Thường "), bold("đậm"), italic(" nghiêng")),
            p(run("25 m"), run("2", properties='<w:vertAlign w:val="superscript"/>')),
            p("<w:r><w:t>một</w:t><w:br/><w:t>hai</w:t></w:r>"),
            p(run("gạch", properties='<w:u w:val="single"/>'), run("< & >")),
        )
    )
    assert "<p>Thường <b>đậm</b><i> nghiêng</i></p>" in body(piece)
    assert "<p>25 m<sup>2</sup></p>" in body(piece)
    assert "<p>một<br/>hai</p>" in body(piece)
    assert "<p>gạch&lt; &amp; &gt;</p>" in body(piece)


def test_bold_comes_from_styles_too(imported):
    styles = (
        '<w:style w:type="character" w:styleId="Manh"><w:name w:val="Mạnh"/>'
        "<w:rPr><w:b/></w:rPr></w:style>"
    )
    piece = imported(story(p(run("mạnh", properties='<w:rStyle w:val="Manh"/>')), styles=styles))
    assert "<p><b>mạnh</b></p>" in body(piece)


def test_web_and_mail_links_stay(imported):
    piece = imported(
        story(
            p(link("k1", "trang"), run(" và "), link("k2", "thư")),
            links={"k1": "https://example.vn/?a=1&b=2", "k2": "mailto:a@example.vn"},
        )
    )
    assert '<a href="https://example.vn/?a=1&amp;b=2">trang</a>' in body(piece)
    assert '<a href="mailto:a@example.vn">thư</a>' in body(piece)
    assert piece.notes == []


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        " javascript:alert(1)",
        "java\tscript:alert(1)",
        "data:text/html,<script>alert(1)</script>",
        "file:///C:/bi-mat.docx",
        "vbscript:x",
        '//evil.example/"onclick="x',
        'https://x.example/" onclick="alert(1)',
    ],
)
def test_other_links_lose_their_address(imported, address):
    piece = imported(story(p(link("k1", "bấm đây")), links={"k1": address}))
    assert "<p>bấm đây</p>" in body(piece)
    assert "script" not in body(piece)
    assert len(piece.notes) == 1


def test_link_to_nothing_keeps_its_words(imported):
    anchor = '<w:hyperlink w:anchor="muc1"><w:r><w:t>mục 1</w:t></w:r></w:hyperlink>'
    piece = imported(story(p(link("khong-co", "chữ")), p(anchor)))
    assert "<p>chữ</p><p>mục 1</p>" in body(piece)
    assert piece.notes == []


def test_bullets_numbers_and_nested_lists(imported):
    piece = imported(
        story(
            item("một"),
            item("trong", level=1),
            item("sâu", level=2),
            item("hai"),
            p("xen"),
            item("thứ nhất", list_id=2),
            item("thứ hai", list_id=2),
        )
    )
    assert (
        "<ul><li>một<ul><li>trong<ul><li>sâu</li></ul></li></ul></li><li>hai</li></ul>"
        "<p>xen</p><ol><li>thứ nhất</li><li>thứ hai</li></ol>"
    ) in body(piece)


def test_interrupted_list_keeps_its_numbers(imported):
    piece = imported(
        story(item("một", list_id=2), p("xen"), item("hai", list_id=2), item("hai", list_id=3))
    )
    assert "<p>1. một</p><p>xen</p><p>2. hai</p><ol><li>hai</li></ol>" in body(piece)


def test_list_by_style(imported):
    styles = (
        '<w:style w:type="paragraph" w:styleId="LB"><w:name w:val="List Bullet"/><w:pPr><w:numPr>'
        '<w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    piece = imported(story(p("mục", style="LB"), styles=styles))
    assert "<ul><li>mục</li></ul>" in body(piece)


def test_table_with_merged_cells(imported):
    piece = imported(
        story(
            table(
                [cell(p(bold("Đơn vị"))), cell(p(bold("Số suất")), span=2)],
                [cell("Nghệ An", merge="restart"), cell("10"), cell("20")],
                [cell("", merge="continue"), cell("30", "tạm tính"), cell("40")],
            )
        )
    )
    value = dict(blocks(piece))["table"]
    assert value["data"] == [
        ["Đơn vị", "Số suất", ""],
        ["Nghệ An", "10", "20"],
        ["", "30\ntạm tính", "40"],
    ]
    assert value["first_row_is_table_header"] is True
    assert piece.notes == ["Ô gộp"] or len(piece.notes) == 1


def test_caption_before_a_table_is_its_caption(imported):
    piece = imported(
        story(p("Bảng 1. Kết quả", style="Caption"), table([cell("a"), cell("b")], [cell("1")]))
    )
    value = dict(blocks(piece))["table"]
    assert value["table_caption"] == "Bảng 1. Kết quả"
    assert value["data"] == [["a", "b"], ["1", ""]]
    assert value["table_header_choice"] == "neither"


def test_frame_of_one_cell_is_only_its_content(imported):
    piece = imported(story(table([cell("Trong khung", p("Đoạn hai"))])))
    assert "<p>Trong khung</p><p>Đoạn hai</p>" in body(piece)
    assert "table" not in dict(blocks(piece))


def test_nested_table_keeps_its_words(imported):
    inner = table([cell("x"), cell("y")])
    piece = imported(story(table([cell("a", inner), cell("b")])))
    assert dict(blocks(piece))["table"]["data"] == [["a\nx y", "b"]]


def test_picture_with_alt_caption_and_credit(imported):
    piece = imported(
        story(
            p(drawing("a1", alt="Công nhân nhận quà")),
            p("Trao quà tại Nam Cấm. Ảnh: Hải Yến", style="Caption"),
            TEXT,
            pictures={"a1": ("media/image1.jpeg", encoded("JPEG"))},
        )
    )
    image = PortalImage.objects.get()
    assert (
        "picture",
        {
            "image": image.pk,
            "alt": "Công nhân nhận quà",
            "caption": "Trao quà tại Nam Cấm.",
            "credit": "Hải Yến",
        },
    ) in blocks(piece)
    assert image.collection == piece.page.unit.collection
    assert (image.title, image.description) == ("Trao quà tại Nam Cấm.", "Công nhân nhận quà")
    assert image.is_public is False
    assert piece.page.picture_count == 1
    assert "Caption" not in body(piece)


def test_italic_line_below_a_picture_is_its_caption(imported):
    piece = imported(
        story(
            p(drawing("a1")),
            p(italic("Quang cảnh hội nghị")),
            pictures={"a1": ("media/image1.png", encoded("PNG"))},
        )
    )
    assert dict(blocks(piece))["picture"]["caption"] == "Quang cảnh hội nghị"


def test_picture_used_twice_is_stored_once(imported):
    piece = imported(
        story(
            p(drawing("a1", alt="một")),
            p(drawing("a1", alt="hai")),
            pictures={"a1": ("media/image1.png", encoded("PNG"))},
        )
    )
    assert PortalImage.objects.count() == 1
    assert [value["alt"] for name, value in blocks(piece) if name == "picture"] == ["một", "hai"]


def test_pictures_in_lists_tables_and_frames_come_over(imported):
    pictures = {
        f"a{n}": (f"media/i{n}.png", encoded("PNG", size=(40 + n, 30))) for n in range(1, 5)
    }
    piece = imported(
        story(
            p(
                drawing("a1"),
                properties='<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>',
            ),
            table([cell(p(drawing("a2")), "chữ"), cell("khác")]),
            table([cell(p(drawing("a3")))], [cell("Chú thích trong khung")]),
            p(run("chữ trước "), drawing("a4"), run(" chữ sau")),
            pictures=pictures,
        )
    )
    found = [value for name, value in blocks(piece) if name == "picture"]
    assert len(found) == 4
    assert found[2]["caption"] == "Chú thích trong khung"
    assert "chữ trước chữ sau" in body(piece).replace("  ", " ")


def test_long_alt_and_caption_are_cut_and_noted(imported):
    piece = imported(
        story(
            p(drawing("a1", alt="mô tả " * 60)),
            p("chú thích " * 60, style="Caption"),
            pictures={"a1": ("media/image1.png", encoded("PNG"))},
        )
    )
    value = dict(blocks(piece))["picture"]
    assert len(value["alt"]) <= 250
    assert len(value["caption"]) <= 300
    assert len(piece.notes) == 1


def test_document_can_be_sent_after_the_gaps_are_filled(imported):
    piece = imported(story(p("Mục", style="Heading1"), table([cell("a"), cell("b")])))
    piece.page.body.stream_block.clean(piece.page.body)
