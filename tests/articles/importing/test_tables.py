"""Tables of a document, and tables that only hold something in place."""

import pytest

from articles.importing.errors import ImportRefused
from factories.pictures import encoded
from factories.word import (
    bold,
    cell,
    drawing,
    item,
    p,
    row,
    run,
    story,
    table,
    text_of,
    values_of,
)

HEADED = "<w:tblHeader/>"


def only_table(piece) -> dict:
    """Return the value of the only table."""
    (value,) = values_of(piece.page, "table")
    return value


def test_table_with_merged_cells(imported):
    piece = imported(
        story(
            table(
                row(cell(p(bold("Đơn vị"))), cell(p(bold("Số suất")), span=2)),
                row(cell("Nghệ An", merge="restart"), "10", "20"),
                row(cell("", merge="continue"), cell("30", "tạm tính"), "40"),
            )
        )
    )
    assert only_table(piece)["data"] == [
        ["Đơn vị", "Số suất", ""],
        ["Nghệ An", "10", "20"],
        ["", "30\ntạm tính", "40"],
    ]
    assert only_table(piece)["first_row_is_table_header"] is True
    assert piece.notes == ["Merged cells of tables were split; check the tables."]


@pytest.mark.parametrize(
    ("first", "choice"),
    [
        (row("a", "b", properties=HEADED), "row"),
        (row(cell(p(bold("a"))), cell(p(bold("b")))), "row"),
        (row(cell(p(bold("a"))), "b"), "neither"),
        (row("a", "b"), "neither"),
    ],
)
def test_first_row_is_a_heading_when_marked_or_bold(imported, first, choice):
    value = only_table(imported(story(table(first, row("1", "2")))))
    assert value["table_header_choice"] == choice
    assert value["first_row_is_table_header"] is (choice == "row")


def test_rows_of_unequal_length_are_filled(imported):
    value = only_table(imported(story(table(row("a", "b"), row("1")))))
    assert value["data"] == [["a", "b"], ["1", ""]]


def test_caption_before_a_table_is_its_caption(imported):
    caption = p("Bảng 1. Kết quả", style="Caption")
    assert only_table(imported(story(caption, table(row("a", "b")))))["table_caption"] == (
        "Bảng 1. Kết quả"
    )


def test_caption_between_a_picture_and_a_table_belongs_to_the_table(imported):
    piece = imported(
        story(
            p(drawing("a1")),
            p("Bảng 1. Kết quả", style="Caption"),
            table(row("a", "b")),
            pictures={"a1": ("media/i.png", encoded("PNG"))},
        )
    )
    assert only_table(piece)["table_caption"] == "Bảng 1. Kết quả"
    assert values_of(piece.page, "picture")[0]["caption"] == ""


def test_column_that_word_numbers(imported):
    value = only_table(
        imported(
            story(
                table(row(cell(item("", list_id=2)), "An"), row(cell(item("", list_id=2)), "Bình"))
            )
        )
    )
    assert value["data"] == [["1.", "An"], ["2.", "Bình"]]


def test_lists_in_cells_are_lines(imported):
    value = only_table(imported(story(table(row(cell(item("một"), item("hai")), "b")))))
    assert value["data"] == [["- một\n- hai", "b"]]


def test_frame_of_one_cell_is_only_its_content(imported):
    piece = imported(story(table(row(cell("Trong khung", p("Đoạn hai"))))))
    assert text_of(piece.page).endswith("<p>Trong khung</p><p>Đoạn hai</p>")
    assert values_of(piece.page, "table") == []


def test_nested_table_keeps_its_words(imported):
    inner = table(row("x", "y"))
    assert only_table(imported(story(table(row(cell("a", inner), "b")))))["data"] == [
        ["a\nx y", "b"]
    ]


def test_table_of_nothing_is_left_out(imported):
    assert values_of(imported(story(table(row("", "")), table())).page, "table") == []


@pytest.mark.parametrize(
    "rows",
    [
        [row(*["x"] * 61)],
        [row(cell("x", span=61), "y")],
        [row(cell("x", span=999), "y")],
        [row(*["x"] * 50)] * 61,
    ],
)
def test_table_that_no_page_can_show_is_refused(imported, stored, rows):
    before = stored()
    with pytest.raises(ImportRefused, match="table in this document is too large"):
        imported(story(table(*rows)))
    assert stored() == before


@pytest.mark.parametrize("span", ["0", "-1", "x", "", "9" * 5000])
def test_odd_spans_count_as_one(imported, span):
    odd = cell("a", span=2).replace('w:val="2"', f'w:val="{span}"')
    assert only_table(imported(story(table(row(odd, "b")))))["data"] == [["a", "b"]]


def pictures(count: int) -> dict:
    """Return so many different pictures, keyed a1, a2 …"""
    return {
        f"a{number}": (f"media/i{number}.png", encoded("PNG", size=(40 + number, 30)))
        for number in range(1, count + 1)
    }


def test_pictures_side_by_side_with_captions_below(imported):
    piece = imported(
        story(
            table(
                row(cell(p(drawing("a1"))), cell(p(drawing("a2")))),
                row("Lễ trao quà. Ảnh: An", "Công nhân nhận quà"),
            ),
            pictures=pictures(2),
        )
    )
    assert [(value["caption"], value["credit"]) for value in values_of(piece.page, "picture")] == [
        ("Lễ trao quà.", "An"),
        ("Công nhân nhận quà", ""),
    ]
    assert values_of(piece.page, "table") == []


def test_picture_in_a_real_table_stands_after_it(imported):
    piece = imported(
        story(table(row("Họ tên", "Ảnh"), row("An", cell(p(drawing("a1"))))), pictures=pictures(1))
    )
    assert only_table(piece)["data"] == [["Họ tên", "Ảnh"], ["An", ""]]
    assert len(values_of(piece.page, "picture")) == 1


def test_long_words_in_a_frame_stay_text(imported):
    long = "chữ " * 100
    piece = imported(
        story(
            table(row(cell(p(drawing("a1")), "Chú thích")), row(cell(p(run(long))))),
            pictures=pictures(1),
        )
    )
    assert values_of(piece.page, "picture")[0]["caption"] == "Chú thích"
    assert long.strip() in text_of(piece.page)
