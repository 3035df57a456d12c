"""The sheet of figures: its name and headings, which stay the same in every language.

They are a file format: workbooks filled in last year must still be understood.
"""

from dataclasses import dataclass

from core.text import fold

SHEET = "Số liệu"
GUIDE = "Hướng dẫn"


@dataclass(frozen=True)
class Column:
    """One column; `name` is that of the figures' field where there is one."""

    name: str
    heading: str
    width: int
    is_needed: bool = True


COLUMNS = (
    Column("code", "Mã đơn vị", 18),
    Column("unit_name", "Tên đơn vị", 48, is_needed=False),
    Column("year", "Năm", 8),
    Column("grassroots_unions", "Công đoàn cơ sở", 18),
    Column("members", "Đoàn viên", 16),
    Column("enterprises", "Doanh nghiệp có công đoàn", 26),
    Column("full_time_officers", "Cán bộ chuyên trách", 22),
    Column("counted_on", "Ngày thống kê", 16, is_needed=False),
    Column("source", "Nguồn số liệu", 34, is_needed=False),
)
BY_NAME = {column.name: column for column in COLUMNS}


def folded(text: object) -> str:
    """Return a heading as it is compared: without accents, case, and signs between words."""
    return " ".join("".join(one if one.isalnum() else " " for one in fold(str(text))).split())


BY_HEADING = {folded(column.heading): column for column in COLUMNS}
