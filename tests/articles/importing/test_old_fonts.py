"""Documents typed in TCVN3 and VNI fonts, whole, in part, or only labelled so."""

import pytest

from core.text.legacy_fonts import Charset
from factories.legacy import typed
from factories.word import (
    WordFile,
    cell,
    p,
    row,
    run,
    story,
    table,
    text_box,
    text_of,
    values_of,
)

NOTE = "Text in old fonts (TCVN3 or VNI) was turned into Unicode; read it again."
TCVN3 = "C«ng ®oµn ViÖt Nam"
VNI = "Coâng ñoaøn Vieät Nam"
SHOWN = "Công đoàn Việt Nam"


def imported_text(imported, *body: str, **fields) -> str:
    """Return the rich text after the first paragraph of a story."""
    return text_of(imported(story(*body, **fields)).page).partition("</p>")[2]


def style(kind: str, fonts: str, *, key: str = "Cu", more: str = "") -> str:
    """Return a style with fonts."""
    return (
        f'<w:style w:type="{kind}" w:styleId="{key}"><w:name w:val="{key}"/>{more}'
        f"<w:rPr><w:rFonts {fonts}/></w:rPr></w:style>"
    )


def test_whole_document_in_tcvn3(imported):
    def line(text: str, font: str = ".VnTime") -> str:
        return p(run(typed(text, Charset.TCVN3), font=font))

    piece = imported(
        WordFile(
            line("hội nghị tổng kết", ".VnTimeH")
            + line("Sáng 12/1, Liên đoàn Lao động tỉnh tổ chức hội nghị tổng kết năm 2026.")
            + line("Ông Nguyễn Văn Đức, Chủ tịch Công đoàn, dự và phát biểu.", ".VnArial")
        )
    )
    assert piece.page.title == "HỘI NGHỊ TỔNG KẾT"
    assert piece.page.slug == "hoi-nghi-tong-ket"
    assert piece.page.lead.startswith("Sáng 12/1, Liên đoàn Lao động tỉnh")
    assert text_of(piece.page) == "<p>Ông Nguyễn Văn Đức, Chủ tịch Công đoàn, dự và phát biểu.</p>"
    assert piece.notes == [NOTE]


@pytest.mark.parametrize(("font", "text"), [(".VnTime", TCVN3), ("VNI-Times", VNI)])
def test_run_in_an_old_font_beside_one_in_unicode(imported, font, text):
    unicode = run(" là tổ chức « ® µ »", font="Times New Roman")
    assert imported_text(imported, p(run(text, font=font), unicode)) == (
        f"<p>{SHOWN} là tổ chức « ® µ »</p>"
    )


@pytest.mark.parametrize(
    ("pieces", "shown"),
    [
        (["Co", "âng ño", "aøn"], "Công đoàn"),
        (["C", "o", "â", "ng"], "Công"),
        (["Vi", "eä", "t N", "am"], "Việt Nam"),
        (["ÑO", "AØN VIE", "ÄT"], "ĐOÀN VIỆT"),
        (["tö", "ø"], "từ"),
    ],
)
def test_letter_of_vni_split_over_runs(imported, pieces, shown):
    runs = [run(piece, font="VNI-Times") for piece in pieces]
    assert imported_text(imported, p(*runs)) == f"<p>{shown}</p>"
    looks = ["<w:b/>" if number % 2 else "" for number in range(len(pieces))]
    mixed = [
        run(piece, font="VNI-Times", properties=look)
        for piece, look in zip(pieces, looks, strict=True)
    ]
    text = imported_text(imported, p(*mixed)).replace("<b>", "").replace("</b>", "")
    assert text == f"<p>{shown}</p>"


def test_capital_with_a_tone_split_over_runs(imported):
    assert (
        imported_text(
            imported,
            p(run("H", font=".VnTime"), run("A", font=".VnTime"), run("µ NéI", font=".VnTime")),
        )
        == "<p>HÀ NộI</p>"
    )


def test_a_line_break_keeps_a_capital_and_the_next_letter_apart(imported):
    line = (
        '<w:r><w:rPr><w:rFonts w:hAnsi=".VnTime"/></w:rPr><w:t>khu A</w:t><w:br/>'
        "<w:t>¸p lùc ®oµn</w:t></w:r>"
    )
    assert imported_text(imported, p(line)) == "<p>khu A<br/>áp lực đoàn</p>"


@pytest.mark.parametrize(
    "fonts",
    [
        'w:ascii=".VnTime" w:hAnsi=".VnTime"',
        'w:ascii=".VnTime"',
        'w:hAnsi=".VnTime"',
        'w:ascii="Arial" w:hAnsi=".VnTime" w:cs="Arial"',
    ],
)
@pytest.mark.parametrize("place", ["run", "character", "paragraph", "based", "default", "table"])
def test_font_is_found_wherever_it_is_named(imported, fonts, place):
    styles, words = style("paragraph", fonts), p(run(TCVN3))
    if place == "run":
        words = p(f"<w:r><w:rPr><w:rFonts {fonts}/></w:rPr><w:t>{TCVN3}</w:t></w:r>")
    elif place == "character":
        styles = style("character", fonts)
        words = p(run(TCVN3, properties='<w:rStyle w:val="Cu"/>'))
    elif place == "paragraph":
        words = p(run(TCVN3), style="Cu")
    elif place == "based":
        words = p(run(TCVN3), style="Moi")
        styles += '<w:style w:type="paragraph" w:styleId="Moi"><w:basedOn w:val="Cu"/></w:style>'
    elif place == "default":
        styles = f"<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts {fonts}/></w:rPr></w:rPrDefault>"
        styles += "</w:docDefaults>"
    else:
        styles = style("table", fonts)
        words = table(row(cell(words), "b"), properties='<w:tblStyle w:val="Cu"/>')
    page = imported(story(words, styles=styles)).page
    found = text_of(page) + str(values_of(page, "table"))
    assert SHOWN in found


def test_font_of_the_default_style(imported):
    normal = style("paragraph", 'w:hAnsi=".VnTime"').replace("<w:style ", '<w:style w:default="1" ')
    assert imported_text(imported, p(run(TCVN3)), styles=normal) == f"<p>{SHOWN}</p>"


@pytest.mark.parametrize(("name", "kind"), [("minorHAnsi", "minor"), ("majorHAnsi", "major")])
def test_font_of_the_theme(imported, name, kind):
    theme = (
        '<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
        '<a:themeElements><a:fontScheme name="x">'
        f'<a:{kind}Font><a:latin typeface="VNI-Times"/></a:{kind}Font>'
        "</a:fontScheme></a:themeElements></a:theme>"
    )
    styles = (
        '<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Arial" w:hAnsi="Arial" '
        f'w:asciiTheme="{name}" w:hAnsiTheme="{name}"/></w:rPr></w:rPrDefault></w:docDefaults>'
    )
    text = imported_text(imported, p(run(VNI)), styles=styles, theme=theme)
    assert text == f"<p>{SHOWN}</p>"


@pytest.mark.parametrize(
    "fonts",
    [
        'w:cs=".VnTime"',
        'w:eastAsia=".VnTime"',
        'w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:cs=".VnTime"',
        'w:ascii=".VnTime" w:hAnsi="Times New Roman"',
    ],
)
def test_fonts_that_show_no_letter_with_marks_count_for_nothing(imported, fonts):
    words = f"<w:r><w:rPr><w:rFonts {fonts}/></w:rPr><w:t>Tháng 8, « ® µ »</w:t></w:r>"
    assert imported_text(imported, p(words)) == "<p>Tháng 8, « ® µ »</p>"


@pytest.mark.parametrize("font", [".VnTime", ".VnTimeH", "VNI-Times"])
def test_unicode_that_is_only_labelled_with_an_old_font_stays(imported, font):
    lines = [
        "Liên đoàn Lao động tỉnh Nghệ An tổ chức hội nghị",
        "Công tác tháng 8",
        "Báo cáo",
        "HÀ NAM",
    ]
    piece = imported(story(*(p(run(line, font=font)) for line in lines)))
    assert text_of(piece.page).endswith("".join(f"<p>{line}</p>" for line in lines))
    assert piece.notes == []


def test_word_of_latin_letters_follows_what_stands_before_it(imported):
    """“Tæng” has letters of Latin-1 only, as has “Tháng”: each is read as its neighbours are."""
    old = [run(TCVN3, font=".VnTime"), run(" b¸o c¸o"[:5], font=".VnTime")]
    assert (
        imported_text(
            imported,
            p(run("tháng", font=".VnTime")),
            p(run("Lao động", font=".VnTime")),
            p(run("tháng", font=".VnTime")),
            p(*old),
            p(run("táng", font=".VnTime")),
        )
        == f"<p>tháng</p><p>Lao động</p><p>tháng</p><p>{SHOWN} báo</p><p>tỏng</p>"
    )


def test_unicode_typed_into_a_paragraph_of_an_old_font(imported):
    runs = [run(f"{TCVN3} ", font=".VnTime"), run("tỉnh Nghệ An", font=".VnTime")]
    assert imported_text(imported, p(*runs)) == f"<p>{SHOWN} tỉnh Nghệ An</p>"


def test_words_that_show_nothing_are_read_as_the_font_says(imported):
    assert imported_text(imported, p(run("tháng", font=".VnTime"))) == "<p>thỏng</p>"


def test_letters_kept_as_signs(imported):
    """Word keeps the TCVN3 letter ư as an optional hyphen, and inserted signs by their code."""
    words = (
        '<w:r><w:rPr><w:rFonts w:ascii=".VnTime" w:hAnsi=".VnTime"/></w:rPr><w:t>L</w:t>'
        '<w:softHyphen/><w:t>u ý ®oµn </w:t><w:sym w:font=".VnTime" w:char="F0AE"/></w:r>'
    )
    odd = '<w:r><w:sym w:font=".VnTime" w:char="xyz"/><w:sym w:font=".VnTime" w:char="D800"/></w:r>'
    assert imported_text(imported, p(words + odd)) == "<p>Lưu ý đoàn đ</p>"


def test_old_fonts_in_tables_boxes_links_and_captions(imported):
    piece = imported(
        story(
            table(row(cell(p(run(VNI, font="VNI-Times"))), "b")),
            p(run("x"), text_box(p(run(VNI, font="VNI-Times")))),
            p(f'<w:hyperlink r:id="k">{run(VNI, font="VNI-Times")}</w:hyperlink>'),
            links={"k": "https://example.vn/"},
        )
    )
    assert values_of(piece.page, "table")[0]["data"] == [[SHOWN, "b"]]
    assert text_of(piece.page).endswith(
        f'<p>x</p><p>{SHOWN}</p><p><a href="https://example.vn/">{SHOWN}</a></p>'
    )


def test_numbers_and_foreign_words_in_an_old_font_change_nothing(imported):
    piece = imported(story(p(run("ISO 9001:2015, 100%", font="VNI-Times"))))
    assert text_of(piece.page).endswith("<p>ISO 9001:2015, 100%</p>")
    assert piece.notes == []
