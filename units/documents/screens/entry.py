"""Entering a document, and changing what was entered."""

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages

from .. import rules
from ..errors import DocumentRefused
from ..services.entering import change_document, enter_document
from ..vocabulary import rows_of
from .base import KeeperScreen, RegisterScreen, put_refusal, renew
from .forms import ChangeEntryForm, EntryForm, NewEntryForm

REFUSALS = (DocumentRefused, ValidationError)


class NewDocumentView(RegisterScreen):
    """A new entry; its files come next, on its own screen."""

    page_title = gettext_lazy("Enter a document")
    template_name = "documents/admin/entry.html"
    http_method_names = ["get", "post"]

    def allowed(self, user) -> bool:
        """Let in officers and the Office."""
        return rules.enters_documents(user)

    def get(self, request) -> HttpResponse:
        """Show an empty form."""
        return self._show(NewEntryForm(user=request.user))

    def post(self, request) -> HttpResponse:
        """Enter the document, or say why not beside what was typed."""
        form = NewEntryForm(request.POST, user=request.user)
        if not form.is_valid():
            return self._show(form, status=422)
        try:
            document = enter_document(
                unit=form.cleaned_data["unit"],
                user=request.user,
                values=form.values,
                secrecy=form.cleaned_data["secrecy"],
                request_key=form.key,
                now=self.now,
            )
        except REFUSALS as refusal:
            put_refusal(form, refusal)
            return self._show(form, status=422)
        messages.success(request, _("The document is entered. Add its files now."))
        return redirect("official_document", document.pk)

    def _show(self, form: EntryForm, status: int = 200) -> HttpResponse:
        return self.answer(form=form, codes=type_codes(), status=status)


class ChangeDocumentView(KeeperScreen):
    """An entry of the register, for those who keep it."""

    page_title = gettext_lazy("Change the entry")
    template_name = "documents/admin/entry.html"
    http_method_names = ["get", "post"]

    def get(self, request, document_id: int) -> HttpResponse:
        """Show what is stored."""
        return self._show(ChangeEntryForm.of(self.document, user=request.user))

    def post(self, request, document_id: int) -> HttpResponse:
        """Save, or say what is wrong beside what was typed."""
        form = ChangeEntryForm(request.POST, user=request.user, document=self.document)
        if not form.is_valid():
            return self._show(form, status=422)
        try:
            change_document(
                document_id=self.document.pk,
                user=request.user,
                seen=form.cleaned_data["seen"],
                values=form.values,
                secrecy=form.cleaned_data["secrecy"],
                now=self.now,
            )
        except REFUSALS as refusal:
            put_refusal(form, refusal)
            renew(form, self.document.pk)
            return self._show(form, status=422)
        messages.success(request, _("Saved."))
        return redirect(self.home())

    def _show(self, form: EntryForm, status: int = 200) -> HttpResponse:
        context = {"form": form, "document": self.document, "codes": type_codes()}
        return self.answer(status=status, **context)


def type_codes() -> dict[str, str]:
    """Return the types by the abbreviation in their symbol, for the suggestion in the form."""
    return {row["code"]: row["name_vi"] for row in rows_of("document_types") if row["code"]}
