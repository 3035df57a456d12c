"""Words, their look, links, fields and what stands between them."""

import unicodedata

import pytest

from factories.word import (
    bold,
    field_code,
    italic,
    link,
    p,
    row,
    run,
    story,
    table,
    text_box,
    text_of,
    values_of,
)

PAGE = field_code("PAGE", "7")


def imported_text(imported, *body: str, **fields) -> str:
    """Return the rich text after the first paragraph of a story."""
    return text_of(imported(story(*body, **fields)).page).partition("</p>")[2]


def test_bold_italic_superscript_and_line_breaks(imported):
    text = imported_text(
        imported,
        p(run("Thường "), bold("đậm"), italic(" nghiêng")),
        p(run("25 m"), run("2", properties='<w:vertAlign w:val="superscript"/>')),
        p(run("cả hai", properties="<w:b/><w:i/>")),
        p("<w:r><w:t>một</w:t><w:br/><w:t>hai</w:t><w:cr/></w:r>"),
        p(run("gạch", properties='<w:u w:val="single"/><w:strike/>'), run("< & >")),
    )
    assert text == (
        "<p>Thường <b>đậm</b> <i>nghiêng</i></p><p>25 m<sup>2</sup></p>"
        "<p><b><i>cả hai</i></b></p><p>một<br/>hai</p><p>gạch&lt; &amp; &gt;</p>"
    )


def test_runs_of_one_look_are_one(imported):
    assert imported_text(imported, p(bold("Công "), bold("đoàn"))) == "<p><b>Công đoàn</b></p>"


@pytest.mark.parametrize("off", ["0", "false", "off"])
def test_a_run_can_switch_off_what_its_style_switches_on(imported, off):
    styles = (
        '<w:style w:type="character" w:styleId="Manh"><w:name w:val="Mạnh"/>'
        "<w:rPr><w:b/></w:rPr></w:style>"
    )
    strong = run("mạnh", properties='<w:rStyle w:val="Manh"/>')
    weak = run("yếu", properties=f'<w:rStyle w:val="Manh"/><w:b w:val="{off}"/>')
    text = imported_text(imported, p(strong, weak), styles=styles)
    assert text == "<p><b>mạnh</b>yếu</p>"


def test_look_comes_from_the_style_on_which_the_paragraphs_is_based(imported):
    styles = (
        '<w:style w:type="paragraph" w:styleId="A"><w:name w:val="A"/><w:basedOn w:val="B"/>'
        '</w:style><w:style w:type="paragraph" w:styleId="B"><w:name w:val="B"/>'
        '<w:basedOn w:val="A"/><w:rPr><w:i/></w:rPr></w:style>'
    )
    assert imported_text(imported, p("chữ", style="A"), styles=styles) == "<p><i>chữ</i></p>"


def test_heading_by_a_style_made_from_a_heading(imported):
    styles = (
        '<w:style w:type="paragraph" w:styleId="Muc"><w:name w:val="Mục"/>'
        '<w:basedOn w:val="Heading2"/></w:style>'
    )
    page = imported(story(p("Kết quả", style="Muc"), styles=styles)).page
    assert values_of(page, "heading") == [{"text": "Kết quả", "level": "h2"}]


def test_heading_too_long_for_a_block_becomes_bold_text(imported):
    long = "rất dài " * 25 + "x"
    assert imported_text(imported, p(long, style="Heading1")) == f"<p><b>{long}</b></p>"
    page = imported(story(p(long[:200], style="Heading1"))).page
    assert values_of(page, "heading")[0]["text"] == long[:199]


def test_web_mail_and_telephone_links_stay(imported):
    piece = imported(
        story(
            p(link("k1", "trang"), run(" và "), link("k2", "thư"), link("k3", "gọi")),
            p(link("k4", "mục", anchor="hai")),
            links={
                "k1": "https://example.vn/?a=1&b=2",
                "k2": "mailto:a@example.vn",
                "k3": "tel:+84123",
                "k4": "http://example.vn/",
            },
        )
    )
    text = text_of(piece.page)
    assert '<a href="https://example.vn/?a=1&amp;b=2">trang</a>' in text
    assert '<a href="mailto:a@example.vn">thư</a>' in text
    assert '<a href="tel:+84123">gọi</a>' in text
    assert '<a href="http://example.vn/#hai">mục</a>' in text
    assert piece.notes == []


BAD_ADDRESSES = [
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    " javascript:alert(1)",
    "java\tscript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "file:///C:/bi-mat.docx",
    "vbscript:x",
    '//evil.example/"onclick="x',
    'https://x.example/" onclick="alert(1)',
]


@pytest.mark.parametrize("address", BAD_ADDRESSES)
@pytest.mark.parametrize("is_field", [True, False])
def test_other_links_lose_their_address(imported, address, is_field):
    instruction = f'HYPERLINK "{address.replace(chr(34), chr(39))}"'
    words = field_code(instruction, "bấm đây") if is_field else link("k1", "bấm đây")
    piece = imported(story(p(words), links={"k1": address}))
    assert "<p>bấm đây</p>" in text_of(piece.page)
    assert "script" not in text_of(piece.page)
    assert len(piece.notes) == 1
    assert piece.notes[0].startswith("Links that do not lead to a web page")


def test_link_to_nothing_keeps_its_words(imported):
    anchor = '<w:hyperlink w:anchor="muc1"><w:r><w:t>mục 1</w:t></w:r></w:hyperlink>'
    piece = imported(story(p(link("khong-co", "chữ")), p(anchor)))
    assert text_of(piece.page).endswith("<p>chữ</p><p>mục 1</p>")
    assert piece.notes == []


def test_fields_show_their_result_and_never_their_instruction(imported):
    text = imported_text(
        imported,
        p(field_code('HYPERLINK "https://example.vn/a"', "trang"), run(" tiếp")),
        p(run("Ảnh "), field_code("SEQ Hình", "3")),
        p(field_code("IF", "x").replace("IF</w:instrText></w:r>", f"IF</w:instrText></w:r>{PAGE}")),
        p(field_code('HYPERLINK \\l "muc"', "xem mục")),
        p('<w:r><w:fldChar w:fldCharType="begin"/></w:r>' + run("dở dang")),
        p('<w:r><w:fldChar w:fldCharType="end"/></w:r>' + run("vẫn còn")),
    )
    assert text == (
        '<p><a href="https://example.vn/a">trang</a> tiếp</p><p>Ảnh 3</p><p>x</p><p>xem mục</p>'
        "<p>vẫn còn</p>"
    )


def test_tracked_insertions_stay_and_deletions_go(imported):
    piece = imported(
        story(
            p(
                run("còn "),
                f'<w:ins w:id="1">{run("thêm")}</w:ins>',
                '<w:del w:id="2"><w:r><w:delText>bỏ</w:delText></w:r></w:del>',
                f'<w:moveFrom w:id="3">{run("cũ")}</w:moveFrom>',
                f'<w:moveTo w:id="4">{run(" mới")}</w:moveTo>',
            ),
            p("nối ", properties='<w:rPr><w:del w:id="5"/></w:rPr>'),
            p("liền"),
            table(row("giữ", "b"), row("xóa", "c", properties='<w:del w:id="6"/>')),
        )
    )
    assert text_of(piece.page).endswith("<p>còn thêm mới</p><p>nối liền</p>")
    assert values_of(piece.page, "table")[0]["data"] == [["giữ", "b"]]
    assert piece.notes == ["Tracked changes were accepted."]


def test_hidden_text_comments_footnotes_and_formulas_are_left_out(imported):
    piece = imported(
        story(
            p(run("hiện"), run(" giấu", properties="<w:vanish/>")),
            p(run("chú"), '<w:r><w:footnoteReference w:id="1"/></w:r>'),
            p(run("ý"), '<w:commentRangeStart w:id="0"/><w:r><w:commentReference w:id="0"/></w:r>'),
            p(run("x"), "<m:oMath><m:r><m:t>y²</m:t></m:r></m:oMath>"),
            p(run("cũ"), "<w:r><w:object/></w:r>"),
            p(run("→"), '<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>'),
            p("<w:r><w:drawing><wp:inline/></w:drawing></w:r>"),
        )
    )
    assert text_of(piece.page).endswith("<p>hiện</p><p>chú</p><p>ý</p><p>x</p><p>cũ</p><p>→</p>")
    assert piece.notes == [
        "Footnotes were left out.",
        "Formulas were left out.",
        "Comments were left out.",
        "Hidden text was left out.",
        "Charts and drawings were left out; insert them as pictures.",
        "Embedded files and objects were left out.",
        "Signs of symbol fonts, such as arrows and ticks, were left out.",
    ]


def test_table_of_contents_is_left_out(imported):
    piece = imported(
        story(p("Mục lục", style="TOCHeading"), p(field_code("TOC", "1. Kết quả  3"), style="TOC1"))
    )
    assert "Mục lục" not in text_of(piece.page)
    assert "Kết quả" not in text_of(piece.page)
    assert piece.notes == ["Tables of contents and of figures were left out."]


def test_text_boxes_stand_after_their_paragraph_once(imported):
    piece = imported(story(p(run("trước"), text_box(p("trong khung"), p("hai"))), p("sau")))
    assert text_of(piece.page).endswith("<p>trước</p><p>trong khung</p><p>hai</p><p>sau</p>")
    assert piece.notes == [
        "The text of text boxes stands after the paragraph beside it; check its place."
    ]


def test_words_inside_controls_and_smart_tags_stay(imported):
    inside = f"<w:sdt><w:sdtPr/><w:sdtContent>{run('trong ô')}</w:sdtContent></w:sdt>"
    tagged = f"<w:smartTag>{run(' thẻ')}</w:smartTag><w:fldSimple>{run(' trường')}</w:fldSimple>"
    block = f"<w:sdt><w:sdtContent>{p('cả đoạn')}</w:sdtContent></w:sdt>"
    assert imported_text(imported, p(inside + tagged), block) == (
        "<p>trong ô thẻ trường</p><p>cả đoạn</p>"
    )


def test_characters_are_mended(imported):
    text = imported_text(
        imported,
        p(unicodedata.normalize("NFD", "Nguyễn Thị Huyền")),
        p("12\u00a0000\u202f000 đồng"),
        p("<w:r><w:t>công</w:t><w:softHyphen/><w:t>đoàn</w:t><w:noBreakHyphen/><w:t>2</w:t></w:r>"),
        p("khô\u200bng\u00adgì"),
        p("<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t></w:r>"),
        p('<w:r><w:t>trang một</w:t><w:br w:type="page"/><w:t>trang hai</w:t></w:r>'),
    )
    assert text == (
        "<p>Nguyễn Thị Huyền</p><p>12 000 000 đồng</p><p>côngđoàn-2</p><p>khônggì</p><p>a b</p>"
        "<p>trang một trang hai</p>"
    )


def test_line_breaks_at_the_edges_and_empty_paragraphs_go(imported):
    assert imported_text(
        imported, p("<w:r><w:br/><w:t> chữ </w:t><w:br/></w:r>"), p(""), p(bold("  ")), p("b")
    ) == ("<p>chữ</p><p>b</p>")


def test_strict_documents_are_read_too(imported):
    document = story(p(bold("đậm"), link("k1", "trang")), links={"k1": "https://example.vn/"})
    document.is_strict = True
    text = text_of(imported(document).page)
    assert '<b>đậm</b><a href="https://example.vn/">trang</a>' in text
