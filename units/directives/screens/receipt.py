"""One directive as the unit sees it: what is asked, and the one thing to do next."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.admin import messages

from .. import rules
from ..answer_forms import AnswerForm, ExtensionForm
from ..enums import DirectiveState, ExtensionState, ReceiptState
from ..errors import DirectiveRefused, WrongState
from ..ids import numbers
from ..models import DirectiveAnswer, DirectiveReceipt, DirectiveVersion
from ..queries import answers_of, files_of, history_of
from ..services.answering import draft_of, save_answer, send_answer, standing_of
from ..services.extensions import ask_extension
from ..services.receiving import acknowledge, has_standing_answer, mark_done, open_receipt
from ..wording import deadlines_of
from .base import UnitSideScreen, is_real_visit, receipt_or_404
from .directive import compared


class ReceiptView(UnitSideScreen):
    """Shows a receipt to its unit and does what is asked; what was typed stays when refused."""

    http_method_names = ["get", "post"]
    template = "directives/receipt.html"

    @cached_property
    def receipt(self) -> DirectiveReceipt:
        """Return a receipt of the account's units. Raises `Http404`."""
        return receipt_or_404(rules.own_receipts(self.request.user), self.kwargs["receipt_id"])

    def get_page_subtitle(self) -> str:
        """Name the document."""
        return str(self.receipt.directive.document)

    def get(self, request, receipt_id: int) -> HttpResponse:
        """Show the receipt; the first look of the unit opens it."""
        if self.receipt.state == ReceiptState.DELIVERED and is_real_visit(request):
            open_receipt(receipt_id=self.receipt.pk, user=request.user, now=self.now)
            self._read_again()
        return self._show()

    def post(self, request, receipt_id: int) -> HttpResponse:
        """Do one thing."""
        actions: dict[str, Callable[[], HttpResponse]] = {
            "acknowledge": self._acknowledge,
            "done": self._done,
            "save": self._save,
            "send": self._send,
            "extend": self._extend,
        }
        action = actions.get(request.POST.get("action", ""))
        if action is None:
            raise Http404
        _found = self.receipt
        return action()

    def _acknowledge(self) -> HttpResponse:
        done = _("Confirmed: your unit has received the directive.")
        return self._try(
            lambda: acknowledge(
                receipt_id=self.receipt.pk,
                number=self._number,
                user=self.request.user,
                now=self.now,
            ),
            done,
        )

    def _done(self) -> HttpResponse:
        done = _("Your unit is done with this directive.")
        return self._try(
            lambda: mark_done(
                receipt_id=self.receipt.pk,
                number=self._number,
                user=self.request.user,
                now=self.now,
            ),
            done,
        )

    def _extend(self) -> HttpResponse:
        form = ExtensionForm(self.request.POST, prefix="extension")
        if not form.is_valid():
            return self._show(extension_form=form, status=422)
        call = {"user": self.request.user, "now": self.now, **form.cleaned_data}
        return self._try(
            lambda: ask_extension(receipt_id=self.receipt.pk, **call),
            _("The request has gone to the Office."),
            form=form,
            extension_form=form,
        )

    def _save(self) -> HttpResponse:
        form = AnswerForm(self.request.POST, self.request.FILES)
        if not form.is_valid():
            return self._show(answer_form=self._told(form), status=422)
        try:
            self._keep(form)
        except DirectiveRefused as refusal:
            return self._refused(form, refusal)
        if form.looked_into[1]:
            return self._show(answer_form=self._after(form), status=422)
        messages.success(self.request, _("The draft is kept. It has not been sent yet."))
        return redirect("directive_receipt", self.receipt.pk)

    def _send(self) -> HttpResponse:
        """Keep the draft first, so that a refusal loses neither words nor files, then send it."""
        form = AnswerForm(self.request.POST, self.request.FILES)
        if not form.is_valid():
            return self._show(answer_form=self._told(form), status=422)
        seen = form.cleaned_data["seen"]
        try:
            seen = standing_of(self._keep(form))
        except WrongState:
            # Sent already, or over: sending says which, and lets a second click pass.
            pass
        except DirectiveRefused as refusal:
            return self._refused(form, refusal)
        if form.looked_into[1]:
            return self._show(answer_form=self._after(form), status=422)
        try:
            send_answer(
                receipt_id=self.receipt.pk,
                number=form.cleaned_data["number"],
                text=form.cleaned_data["text"],
                seen=seen,
                user=self.request.user,
                now=self.now,
            )
        except DirectiveRefused as refusal:
            messages.error(self.request, str(refusal))
            self._read_again()
            return self._show(answer_form=self._after(form, str(refusal)), status=422)
        messages.success(self.request, _("The answer is sent."))
        return redirect("directive_receipt", self.receipt.pk)

    def _keep(self, form: AnswerForm) -> DirectiveAnswer:
        return save_answer(
            receipt_id=self.receipt.pk,
            text=form.cleaned_data["text"],
            seen=form.cleaned_data["seen"],
            files=form.looked_into[0],
            removed=form.removed,
            user=self.request.user,
            now=self.now,
        )

    def _refused(self, form: AnswerForm, refusal: DirectiveRefused) -> HttpResponse:
        """Show again what was typed, and tell which files must be chosen anew."""
        form.add_error(None, str(refusal))
        messages.error(self.request, str(refusal))
        self._read_again()
        data = self.request.POST.copy()
        data["seen"] = standing_of(draft_of(self.receipt))
        form.data = data
        return self._show(answer_form=self._told(form), status=422)

    def _told(self, form: AnswerForm) -> AnswerForm:
        """Name the files of a refused form: a browser never sends them a second time."""
        names = [file.name or "" for file in self.request.FILES.getlist("files")]
        if names:
            text = _("Choose these files once more: %(names)s") % {"names": ", ".join(names)}
            form.add_error("files", text)
        return form

    def _after(self, form: AnswerForm, refusal: str = "") -> AnswerForm:
        """Return the form of the draft that was kept, with what was wrong beside it."""
        form.data = self._data_of_draft()
        for fault in form.looked_into[1]:
            form.add_error("files", fault)
        if refusal:
            form.add_error(None, refusal)
        return form

    def _data_of_draft(self):
        draft, data = draft_of(self.receipt), self.request.POST.copy()
        data["seen"] = standing_of(draft)
        data["number"] = str(self.receipt.directive.current)
        return data

    def _try(self, call: Callable[[], Any], done: str, form=None, **context: Any) -> HttpResponse:
        try:
            call()
        except DirectiveRefused as refusal:
            messages.error(self.request, str(refusal))
            if form is not None:
                form.add_error(None, str(refusal))
            self._read_again()
            return self._show(status=422, **context)
        messages.success(self.request, done)
        return redirect("directive_receipt", self.receipt.pk)

    @property
    def _number(self) -> int:
        """Return the version that the person had before them."""
        found = numbers([self.request.POST.get("number", "")])
        if not found:
            raise Http404
        return found.pop()

    def _read_again(self) -> None:
        self.__dict__.pop("receipt", None)

    def _show(
        self,
        *,
        answer_form: AnswerForm | None = None,
        extension_form: ExtensionForm | None = None,
        status: int = 200,
    ) -> HttpResponse:
        receipt = self.receipt
        directive = receipt.directive
        draft = draft_of(receipt)
        versions = list(directive.versions.select_related("document"))
        extension_form = extension_form or ExtensionForm(prefix="extension")
        is_asked = directive.state == DirectiveState.SENT
        return self.answer(
            status=status,
            receipt=receipt,
            directive=directive,
            files=files_of(directive.document_id),
            deadline=deadlines_of([receipt], today=self.today)[receipt.pk],
            is_asked=is_asked,
            next_step=next_step_of(receipt) if is_asked else "",
            still_holds=receipt.must_answer and has_standing_answer(receipt),
            draft=draft,
            draft_files=list(draft.files.all()) if draft else [],
            answer_form=answer_form or self._answer_form(draft),
            extension_form=extension_form,
            media=extension_form.media,
            answers=answers_of(receipt, with_draft=False),
            extensions=list(receipt.extensions.select_related("asked_by")),
            extension_waits=receipt.extensions.filter(state=ExtensionState.ASKED).exists(),
            steps=history_of(receipt),
            changes=_news_for(receipt, versions),
        )

    def _answer_form(self, draft: DirectiveAnswer | None) -> AnswerForm:
        initial = {"seen": standing_of(draft), "number": self.receipt.directive.current}
        return AnswerForm(initial=initial | {"text": draft.text if draft else ""})


def next_step_of(receipt: DirectiveReceipt) -> str:
    """Return the one thing that a unit does next: acknowledge, answer, done, or nothing."""
    if receipt.state in (ReceiptState.DELIVERED, ReceiptState.OPENED):
        return "acknowledge"
    if receipt.state == ReceiptState.DONE:
        return ""
    return "answer" if receipt.must_answer else "done"


def _news_for(receipt: DirectiveReceipt, versions: list[DirectiveVersion]) -> list[dict[str, Any]]:
    """Return what changed since the version that the unit acknowledged, the newest first."""
    first = receipt.seen_version
    return (
        [
            row
            for row in compared(versions)
            if row["changes"] and row["version"].number > max(first, 1)
        ]
        if first
        else []
    )
