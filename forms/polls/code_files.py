"""The file of a batch: slips to print and a list for Excel, made once and kept nowhere."""

from collections.abc import Sequence
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from django.utils.translation import gettext as _
from django.utils.translation import override

from core.addresses import absolute
from core.text import slugify
from core.workbooks import Cell, workbook

from .models import Poll
from .services.codes import Issued
from .slips import slip_sheets

CONTENT_TYPE = "application/zip"


def code_archive(poll: Poll, batches: Sequence[Issued]) -> bytes:
    """Return a ZIP with the slips (PDF) and the list (XLSX) of each batch."""
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as archive:
        for issued in batches:
            name = file_name(issued)
            archive.writestr(f"{name}.xlsx", code_list(poll, issued))
            archive.writestr(f"{name}.pdf", _slips(poll, issued))
    return buffer.getvalue()


def code_list(poll: Poll, issued: Issued) -> bytes:
    """Return the codes as a workbook, each with the address at which it is entered."""
    with override("vi"):
        headings = [_("No."), _("Code"), _("Address"), _("Unit")]
    address, unit = short_address(poll), issued.batch.unit.name_vi
    rows: list[list[Cell]] = [
        [place, code, address, unit] for place, code in enumerate(issued.codes, start=1)
    ]
    return workbook("Ma bo phieu", headings, rows, widths=[8, 22, 44, 44])


def file_name(issued: Issued) -> str:
    """Return the name of a batch's files without their ending."""
    return f"ma-bo-phieu-{slugify(issued.batch.unit.code)}-{issued.batch.pk}"


def short_address(poll: Poll) -> str:
    """Return what voters type: it leads to the poll's page, once that is public."""
    return absolute(voting_path(poll)).partition("://")[2]


def voting_path(poll: Poll) -> str:
    """Return the short way to a poll: to its page, or to the trial for its editors.

    It is printed on slips and so stands for good; `forms.polls.voting` answers there.
    """
    return f"/bo-phieu/{poll.pk}/"


def _slips(poll: Poll, issued: Issued) -> bytes:
    return slip_sheets(
        poll=poll,
        unit=issued.batch.unit,
        codes=issued.codes,
        address=short_address(poll),
    )
