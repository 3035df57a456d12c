"""The register as a list, filtered and searched, and as a workbook."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from wagtail.admin.paginator import WagtailPaginator

from core.audit import record
from core.workbooks import CONTENT_TYPE, Cell, workbook
from units.rules import is_office

from .. import rules
from ..enums import DocumentStatus
from ..models import OfficialDocument
from .base import RegisterScreen
from .filters import FilterForm

ROWS = 40
MOST_ROWS = 20_000
ROW_RELATED = ("type", "field", "issuer", "unit", "page", "drafting_unit")


class RegisterView(RegisterScreen):
    """Documents of the account's reach, newest first; numbers that are looked for first of all."""

    template_name = "documents/admin/register.html"

    def trail(self) -> list[tuple[str, str]]:
        """Stand at the top."""
        return []

    @cached_property
    def form(self) -> FilterForm:
        """Return the filters of the address."""
        return FilterForm(self.request.GET, user=self.request.user)

    def shown(self) -> Any:
        """Return the documents that fit, with what a line names, in one query."""
        documents = self.form.narrow(day=self.today)
        return documents.select_related(*ROW_RELATED).defer("folded", "page__words")

    def get(self, request) -> HttpResponse:
        """Show one screen."""
        page = WagtailPaginator(self.shown(), ROWS).get_page(request.GET.get("p"))
        chosen = {name: request.GET.get(name, "") for name in self.form.fields}
        query = urlencode({name: value for name, value in chosen.items() if value})
        user = request.user
        return self.answer(
            form=self.form,
            cards=page,
            rows=[row_of(one) for one in page.object_list],
            new_url=reverse("official_document_new") if rules.enters_documents(user) else "",
            export_url=f"{reverse('official_documents_export')}?{query}",
            vocabulary=_vocabulary() if is_office(user) else [],
        )


class ExportView(RegisterView):
    """The list as it is filtered, as the paper register has it."""

    def get(self, request) -> HttpResponse:
        """Send the workbook, and put on record that it was taken."""
        headings = [
            *(_("Number and symbol"), _("Issued on"), pgettext("document", "Type"), _("Abstract")),
            *(_("Issuer"), _("Drafting unit"), _("Signed by"), _("Position of the signer")),
            *(_("Field"), _("Urgency"), _("In force from"), _("No longer in force from")),
            *(pgettext("document", "Status"), _("State"), _("Who may read it"), _("Entered by")),
        ]
        widths = (18, 12, 18, 70, 40, 30, 24, 24, 24, 14, 14, 14, 20, 16, 26, 40)
        content = workbook(_("Register of documents"), headings, self._cells(), widths=widths)
        response = HttpResponse(content, content_type=CONTENT_TYPE)
        name = f"so-van-ban-{self.today:%Y-%m-%d}.xlsx"
        response["Content-Disposition"] = f'attachment; filename="{name}"'
        record(actor=request.user, action="document.exported", subject=request.user)
        return response

    def _cells(self) -> Iterator[list[Cell]]:
        for one in self.shown()[:MOST_ROWS]:
            yield [
                one.number_symbol,
                one.issued_on,
                one.type.name,
                one.abstract,
                issuer_of(one),
                one.drafting_unit.name if one.drafting_unit else "",
                one.signer_name,
                one.signer_position,
                one.field.name if one.field else "",
                str(one.get_urgency_display()),
                one.effective_on,
                one.expired_on,
                "" if one.state == "draft" else str(DocumentStatus(one.status).label),
                str(one.get_state_display()),
                str(one.get_audience_display()),
                one.unit.name,
            ]


def row_of(document: Any) -> dict[str, Any]:
    """Return what a line of the register shows; `document` has its `status`."""
    return {
        "document": document,
        "issuer": issuer_of(document),
        "status": DocumentStatus(document.status),
        "holds": document.status in (DocumentStatus.IN_FORCE, DocumentStatus.AMENDED),
        "is_draft": document.state == "draft",
        "is_shown": bool(document.page and document.page.live),
    }


def issuer_of(document: OfficialDocument) -> str:
    """Return the name of who issued a document."""
    return document.issuer.name if document.issuer else document.issuer_name


def _vocabulary() -> list[dict[str, str]]:
    """Return the lists that the Office keeps."""
    return [
        {"url": reverse("document_types:index"), "label": _("Types of document")},
        {"url": reverse("document_fields:index"), "label": _("Fields of documents")},
    ]
