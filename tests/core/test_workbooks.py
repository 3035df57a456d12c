"""Workbooks of several sheets: numbers stay numbers, and no text is a formula."""

from decimal import Decimal
from io import BytesIO

from openpyxl import load_workbook

from core.workbooks import Sheet, workbook, workbook_of


def test_sheets_keep_their_order_heads_and_kinds_of_cell():
    sheets = [
        Sheet("Một", ["Tên", "Số"], [["=1+1", 5], [None, Decimal("2.5")]], [20, 10]),
        Sheet("Hai", ["@x"], [["+84"]], [20]),
    ]
    book = load_workbook(BytesIO(workbook_of(sheets)))
    assert book.sheetnames == ["Một", "Hai"]
    first, second = book.worksheets
    assert [cell.value for cell in first[1]] == ["Tên", "Số"]
    assert first.freeze_panes == second.freeze_panes == "A2"
    assert (first["A2"].value, first["A2"].data_type) == ("=1+1", "s")
    assert (first["B2"].value, first["B3"].value) == (5, 2.5)
    assert second["A1"].data_type == second["A2"].data_type == "s"


def test_one_sheet_is_as_before():
    book = load_workbook(BytesIO(workbook("Bảng", ["A"], [["b"]], widths=[9])))
    assert book.sheetnames == ["Bảng"]
    assert book.active["A2"].value == "b"
