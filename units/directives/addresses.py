"""Addresses of directives below the admin."""

from django.urls import path

from .screens.answer_files import AnswerFileView
from .screens.changing import AddUnitsView, ChangeView
from .screens.directive import DirectiveView
from .screens.editing import EditView, NewView
from .screens.inbox import InboxView
from .screens.listing import DirectiveListView
from .screens.matrix import MatrixExportView, MatrixView
from .screens.receipt import ReceiptView
from .screens.unit import UnitView
from .screens.unit_receipt import UnitReceiptView
from .screens.waiting import WaitingView


def addresses() -> list:
    """Return the patterns."""
    one = "directives/<int:directive_id>"
    return [
        path("directives/", DirectiveListView.as_view(), name="directive_list"),
        path("directives/add/", NewView.as_view(), name="directive_add"),
        path("directives/waiting/", WaitingView.as_view(), name="directive_waiting"),
        path("directives/matrix/", MatrixView.as_view(), name="directive_matrix"),
        path(
            "directives/matrix/export/", MatrixExportView.as_view(), name="directive_matrix_export"
        ),
        path("directives/units/<slug:unit_code>/", UnitView.as_view(), name="directive_unit"),
        path("directives/inbox/", InboxView.as_view(), name="directive_inbox"),
        path("directives/inbox/<int:receipt_id>/", ReceiptView.as_view(), name="directive_receipt"),
        path(
            "directives/files/<int:file_id>/",
            AnswerFileView.as_view(),
            name="directive_answer_file",
        ),
        path(f"{one}/", DirectiveView.as_view(), name="directive_show"),
        path(f"{one}/edit/", EditView.as_view(), name="directive_edit"),
        path(f"{one}/change/", ChangeView.as_view(), name="directive_change"),
        path(f"{one}/units/", AddUnitsView.as_view(), name="directive_add_units"),
        path(
            f"{one}/receipts/<int:receipt_id>/",
            UnitReceiptView.as_view(),
            name="directive_unit_receipt",
        ),
    ]
