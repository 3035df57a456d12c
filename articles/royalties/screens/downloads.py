"""Files of a statement: for finance alone, and for those who may see people."""

from abc import ABC, abstractmethod
from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views import View
from wagtail.admin import messages

from articles.models import RoyaltyStatement
from articles.royalties import exports
from articles.royalties.errors import StatementRefused
from articles.royalties.forms import PayDayForm
from articles.royalties.pdf import statement_pdf
from articles.royalties.rules import may_see_bank, may_see_people
from articles.royalties.screens.base import statement_or_404
from core.audit import record
from core.workbooks import CONTENT_TYPE


class DownloadView(View, ABC):
    """A file about one statement, never kept by a cache."""

    http_method_names = ["get"]
    kind = ""
    ending = "xlsx"
    content_type = CONTENT_TYPE

    def may_load(self, user, statement: RoyaltyStatement) -> bool:
        """Tell whether the account gets this file."""
        return may_see_people(user, statement)

    @abstractmethod
    def content(self, statement: RoyaltyStatement) -> bytes:
        """Return the file."""

    def get(self, request, statement_id: int) -> HttpResponse:
        """Answer with the file; for others it does not exist."""
        statement = statement_or_404(request.user, statement_id)
        if not self.may_load(request.user, statement):
            raise Http404
        return self.answer(statement)

    def answer(self, statement: RoyaltyStatement) -> HttpResponse:
        """Return the file as a download and record who took it."""
        response = HttpResponse(self.content(statement), content_type=self.content_type)
        name = exports.file_name(self.kind, statement, self.ending)
        response["Content-Disposition"] = f'attachment; filename="{name}"'
        response["Cache-Control"] = "private, no-store"
        record(actor=self.request.user, action=f"statement.file.{self.kind}", subject=statement)
        return response


class LinesDownload(DownloadView):
    """Lines by person."""

    kind = "nhuan-but"

    def content(self, statement: RoyaltyStatement) -> bytes:
        """Return the workbook."""
        return exports.line_list(statement)


class PdfDownload(DownloadView):
    """The statement as an official table."""

    kind = "bang-ke-nhuan-but"
    ending = "pdf"
    content_type = "application/pdf"

    def content(self, statement: RoyaltyStatement) -> bytes:
        """Return the document."""
        return statement_pdf(statement)


class FinanceDownload(DownloadView):
    """A list with bank accounts or tax codes, of payments made or of a day to look at before."""

    make: Callable[..., bytes]

    def may_load(self, user, statement: RoyaltyStatement) -> bool:
        """Let in finance alone."""
        return may_see_bank(user)

    def answer(self, statement: RoyaltyStatement) -> HttpResponse:
        """Lead back to the payment where there is nothing to list."""
        try:
            self.payments = exports.payments_on(statement, self._day())
        except StatementRefused as refusal:
            return self._back(statement, str(refusal))
        if not self.payments:
            return self._back(statement, _("Choose the day of payment first."))
        return super().answer(statement)

    def content(self, statement: RoyaltyStatement) -> bytes:
        """Return the workbook."""
        return type(self).make(statement, self.payments)

    def _day(self) -> Any:
        form = PayDayForm(self.request.GET)
        return form.cleaned_data["paid_on"] if form.is_valid() else None

    def _back(self, statement: RoyaltyStatement, text: str) -> HttpResponse:
        messages.warning(self.request, text)
        return redirect("royalty_statement", statement.pk)


class BankDownload(FinanceDownload):
    """What the bank transfers."""

    kind = "danh-sach-chuyen-khoan"
    make = staticmethod(exports.bank_list)


class TaxDownload(FinanceDownload):
    """What is withheld from whom."""

    kind = "danh-sach-thue"
    make = staticmethod(exports.tax_list)
