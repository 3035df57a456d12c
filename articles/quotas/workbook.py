"""The overview as a workbook: heat map in colours, ranking, who is short this week."""

from io import BytesIO
from typing import Any

from django.utils.translation import gettext as _
from openpyxl import Workbook

from articles.quotas.heatmap_sheet import write_heat_map
from articles.quotas.list_sheets import write_ranking, write_shortfalls
from articles.quotas.overview import Overview


def overview_workbook(overview: Overview) -> bytes:
    """Return the XLSX file."""
    book: Any = Workbook()
    sheet = book.active
    sheet.title = _("Heat map")
    write_heat_map(sheet, overview)
    write_ranking(book.create_sheet(_("Ranking")), overview)
    write_shortfalls(book.create_sheet(_("Short this week")), overview)
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()
