"""Lists: bullets, numbers, levels, and numbers that HTML cannot show."""

import pytest

from factories.word import WordFile, item, p, story, text_of, values_of


def imported_text(imported, *body: str, **fields) -> str:
    """Return the rich text after the first paragraph of a story."""
    return text_of(imported(story(*body, **fields)).page).partition("</p>")[2]


def numbering(*levels: tuple[str, str], start: int | None = 1, number: int = 20) -> str:
    """Return a definition of (format, text) levels and a list of it."""
    begins = "" if start is None else f'<w:start w:val="{start}"/>'
    inner = "".join(
        f'<w:lvl w:ilvl="{depth}">{begins}<w:numFmt w:val="{form}"/>'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
        for depth, (form, text) in enumerate(levels)
    )
    return (
        f'<w:abstractNum w:abstractNumId="{number}">{inner}</w:abstractNum>'
        f'<w:num w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>'
    )


def test_bullets_numbers_and_nested_lists(imported):
    text = imported_text(
        imported,
        item("một"),
        item("trong", level=1),
        item("sâu", level=2),
        item("hai"),
        p("xen"),
        item("thứ nhất", list_id=2),
        item("thứ hai", list_id=2),
    )
    assert text == (
        "<ul><li>một<ul><li>trong<ul><li>sâu</li></ul></li></ul></li><li>hai</li></ul>"
        "<p>xen</p><ol><li>thứ nhất</li><li>thứ hai</li></ol>"
    )


def test_levels_that_are_skipped_and_lists_that_change_kind(imported):
    text = imported_text(
        imported, item("sâu", level=2), item("vừa", level=1), item("ngoài"), item("1", list_id=2)
    )
    assert text == (
        "<ul><li>sâu</li></ul><ul><li>vừa</li></ul><ul><li>ngoài</li></ul><ol><li>1</li></ol>"
    )


def test_numbers_below_bullets_and_bullets_below_numbers(imported):
    text = imported_text(
        imported,
        item("a", list_id=2),
        item("b", level=1),
        item("c", list_id=2),
        item("d", list_id=2),
    )
    assert text == "<ol><li>a<ul><li>b</li></ul></li><li>c</li><li>d</li></ol>"


def test_interrupted_list_keeps_its_numbers(imported):
    text = imported_text(
        imported,
        item("một", list_id=2),
        p("xen"),
        item("hai", list_id=2),
        item("mới", list_id=3),
    )
    assert text == "<p>1. một</p><p>xen</p><p>2. hai</p><ol><li>mới</li></ol>"


def test_empty_paragraph_does_not_interrupt_a_list(imported):
    text = imported_text(imported, item("một", list_id=2), p(""), item("hai", list_id=2))
    assert text == "<ol><li>một</li><li>hai</li></ol>"


@pytest.mark.parametrize(
    ("form", "shape", "labels"),
    [
        ("lowerLetter", "%1)", ("a)", "b)")),
        ("upperLetter", "%1.", ("A.", "B.")),
        ("upperRoman", "%1.", ("I.", "II.")),
        ("lowerRoman", "(%1)", ("(i)", "(ii)")),
        ("decimal", "Điều %1.", ("Điều 1.", "Điều 2.")),
    ],
)
def test_numbers_of_other_forms_are_spelled_out(imported, form, shape, labels):
    text = imported_text(
        imported,
        item("một", list_id=20),
        item("hai", list_id=20),
        numbering=numbering((form, shape)),
    )
    assert text == f"<p>{labels[0]} một</p><p>{labels[1]} hai</p>"


def test_numbers_of_two_levels_are_spelled_out(imported):
    text = imported_text(
        imported,
        item("một", list_id=20),
        item("trong", list_id=20, level=1),
        item("hai", list_id=20),
        item("trong", list_id=20, level=1),
        numbering=numbering(("decimal", "%1."), ("decimal", "%1.%2.")),
    )
    assert text == "<p>1. một</p><p>1.1. trong</p><p>2. hai</p><p>2.1. trong</p>"


@pytest.mark.parametrize(("number", "roman"), [(4, "IV"), (9, "IX"), (14, "XIV"), (49, "XLIX")])
def test_list_that_begins_later(imported, number, roman):
    text = imported_text(
        imported,
        item("một", list_id=20),
        item("hai", list_id=21),
        numbering=numbering(("upperRoman", "%1."), start=number)
        + numbering(("lowerLetter", "%1."), start=27, number=21),
    )
    assert text == f"<p>{roman}. một</p><p>aa. hai</p>"


def test_two_lists_of_one_definition_count_on_unless_one_begins_anew(imported):
    further = (
        '<w:num w:numId="30"><w:abstractNumId w:val="2"/></w:num>'
        '<w:num w:numId="31"><w:abstractNumId w:val="2"/><w:lvlOverride w:ilvl="0">'
        '<w:startOverride w:val="1"/></w:lvlOverride></w:num>'
    )
    text = imported_text(
        imported,
        item("một", list_id=2),
        item("hai", list_id=30),
        p("xen"),
        item("lại từ đầu", list_id=31),
        item("tiếp", list_id=31),
        numbering=further,
    )
    assert text == (
        "<ol><li>một</li><li>hai</li></ol><p>xen</p><ol><li>lại từ đầu</li><li>tiếp</li></ol>"
    )


def test_list_by_style(imported):
    styles = (
        '<w:style w:type="paragraph" w:styleId="LB"><w:name w:val="List Bullet"/><w:pPr><w:numPr>'
        '<w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    assert imported_text(imported, p("mục", style="LB"), styles=styles) == "<ul><li>mục</li></ul>"


def test_paragraph_can_leave_the_list_of_its_style(imported):
    styles = (
        '<w:style w:type="paragraph" w:styleId="LB"><w:name w:val="List Bullet"/><w:pPr><w:numPr>'
        '<w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    out = p("ngoài", style="LB", properties='<w:numPr><w:numId w:val="0"/></w:numPr>')
    assert imported_text(imported, out, styles=styles) == "<p>ngoài</p>"


def test_headings_keep_their_numbers(imported):
    def heading(text: str) -> str:
        return p(text, style="Heading2", properties='<w:numPr><w:numId w:val="20"/></w:numPr>')

    document = story(
        heading("Kết quả"),
        p("chữ"),
        heading("Tồn tại"),
        numbering=numbering(("upperRoman", "%1.")),
    )
    texts = [value["text"] for value in values_of(imported(document).page, "heading")]
    assert texts == ["I. Kết quả", "II. Tồn tại"]


@pytest.mark.parametrize("level", ["8", "99", "x", "-1", "9" * 5000])
def test_odd_levels_are_no_error(imported, level):
    odd = p("mục", properties=f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="2"/></w:numPr>')
    assert "mục" in imported_text(imported, odd)


def test_lists_without_a_numbering_part_are_paragraphs(imported):
    document = WordFile(p("Tiêu đề", style="Title") + p("chữ") + item("mục", list_id=2))
    document.left_out = ("word/numbering.xml",)
    assert text_of(imported(document).page).endswith("<p>mục</p>")
