"""How one unit stands with a directive, as the Office sees it: judges answers, gives more time."""

from typing import Any

from django import forms as django_forms
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.admin import messages

from ..enums import AnswerState
from ..errors import DirectiveRefused
from ..forms import DecideForm, ReturnForm
from ..models import DirectiveReceipt, ExtensionRequest
from ..queries import answers_of, history_of
from ..services.answering import accept_answer, return_answer
from ..services.extensions import grant_extension, refuse_extension
from ..standings import waiting_answers, waiting_requests
from ..wording import deadlines_of
from .base import OneDirectiveScreen, receipt_or_404


class UnitReceiptView(OneDirectiveScreen):
    """Shows a receipt to the Office; a look of the Office opens nothing for the unit."""

    template = "directives/unit_receipt.html"

    @cached_property
    def receipt(self) -> DirectiveReceipt:
        """Return the receipt of the directive in the same address. Raises `Http404`."""
        return receipt_or_404(self.directive.receipts.all(), self.kwargs["receipt_id"])

    def trail(self) -> list[tuple[str, str]]:
        """Lead back to the directive."""
        return [*super().trail(), self.crumb()]

    def get_page_subtitle(self) -> str:
        """Name the unit."""
        return self.receipt.unit.short_name_vi

    def get(self, request, directive_id: int, receipt_id: int) -> HttpResponse:
        """Show the receipt."""
        return self._show()

    def post(self, request, directive_id: int, receipt_id: int) -> HttpResponse:
        """Judge the answer, or decide on more time."""
        actions = {
            "accept": self._accept,
            "return": self._return,
            "grant": self._grant,
            "refuse": self._refuse,
        }
        action = actions.get(request.POST.get("action", ""))
        if action is None:
            raise Http404
        return action() or redirect("directive_unit_receipt", directive_id, receipt_id)

    def _accept(self) -> HttpResponse | None:
        form = django_forms.Form(self.request.POST)
        form.full_clean()
        return self._try(
            form,
            lambda: accept_answer(answer_id=self._answer_id, user=self.request.user, now=self.now),
            _("The answer is accepted."),
        )

    def _return(self) -> HttpResponse | None:
        form = ReturnForm(self.request.POST, prefix="return")
        if not form.is_valid():
            return self._show(return_form=form, status=422)
        call = {"user": self.request.user, "now": self.now, **form.cleaned_data}
        return self._try(
            form,
            lambda: return_answer(answer_id=self._answer_id, **call),
            _("The answer is returned; the unit is told."),
            return_form=form,
        )

    def _grant(self) -> HttpResponse | None:
        request, form = self._request, self._decide_form
        if not form.is_valid():
            return self._show(decide_form=form, status=422)
        until = form.cleaned_data["until"] or request.asked_until
        call: dict[str, Any] = {"note": form.cleaned_data["note"], "user": self.request.user}
        return self._try(
            form,
            lambda: grant_extension(request_id=request.pk, until=until, now=self.now, **call),
            _("More time is given; the unit is told."),
            decide_form=form,
        )

    def _refuse(self) -> HttpResponse | None:
        request, form = self._request, self._decide_form
        if not form.is_valid():
            return self._show(decide_form=form, status=422)
        call = {"note": form.cleaned_data["note"], "user": self.request.user, "now": self.now}
        return self._try(
            form,
            lambda: refuse_extension(request_id=request.pk, **call),
            _("More time is refused; the unit is told."),
            decide_form=form,
        )

    def _try(self, form, call, done: str, **context: Any) -> HttpResponse | None:
        """Do it and say so; a refusal shows the form with what was typed."""
        try:
            call()
        except DirectiveRefused as refusal:
            form.add_error(None, str(refusal))
            messages.error(self.request, str(refusal))
            self.__dict__.pop("receipt", None)
            return self._show(status=422, **context)
        messages.success(self.request, done)
        return None

    @property
    def _answer_id(self) -> int:
        return self._own_id("answer", self.receipt.answers.exclude(state=AnswerState.DRAFT))

    @cached_property
    def _request(self) -> ExtensionRequest:
        pk = self._own_id("request", self.receipt.extensions.all())
        return self.receipt.extensions.get(pk=pk)

    @cached_property
    def _decide_form(self) -> DecideForm:
        return DecideForm(self.request.POST, prefix=f"extension-{self._request.pk}")

    def _own_id(self, name: str, rows) -> int:
        """Return the id in the form when it is one of the receipt's. Raises `Http404`."""
        value = self.request.POST.get(name, "")
        is_number = value.isascii() and value.isdigit() and len(value) < 16
        if not is_number or not rows.filter(pk=int(value)).exists():
            raise Http404
        return int(value)

    def _show(
        self,
        *,
        return_form: ReturnForm | None = None,
        decide_form: DecideForm | None = None,
        status: int = 200,
    ) -> HttpResponse:
        receipt = self.receipt
        waiting = waiting_requests().filter(receipt=receipt).select_related("asked_by").first()
        if waiting and decide_form is None:
            decide_form = DecideForm.for_request(waiting)
        return_form = return_form or ReturnForm(prefix="return")
        return self.answer(
            status=status,
            directive=self.directive,
            receipt=receipt,
            deadline=deadlines_of([receipt], today=self.today)[receipt.pk],
            answers=answers_of(receipt, with_draft=False),
            to_judge=waiting_answers().filter(receipt=receipt).first(),
            request_waiting=waiting,
            decide_form=decide_form,
            return_form=return_form,
            media=return_form.media,
            extensions=list(receipt.extensions.select_related("asked_by", "decided_by")),
            steps=history_of(receipt),
        )
