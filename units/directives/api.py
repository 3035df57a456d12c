"""Own routes of API v3 for directives, with a token: a unit's receipts, the Office's progress."""

from datetime import date, datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Field, Query, Router, Schema
from pydantic import PositiveInt
from wagtail.api.v3.auth import BearerTokenAuth

from core.addresses import absolute
from core.api import RequestRefused, Window, json_response
from core.days import day_of
from units.rules import is_office

from . import rules
from .enums import DirectiveState, ReceiptState
from .errors import DirectiveRefused
from .models import Directive, DirectiveReceipt
from .queries import LOADED, files_of, progress_of
from .services.receiving import acknowledge
from .standings import TABS, standing_of

router = Router(tags=["directives"], auth=BearerTokenAuth())


class Receipt(Schema):
    """A directive to a unit; `version` holds now, `seen_version` was acknowledged last."""

    id: int
    unit: str
    in_charge: str
    document: str
    title: str
    directive_state: DirectiveState
    version: int
    seen_version: int
    state: ReceiptState
    must_answer: bool
    due_on: date | None
    extended_to: date | None
    delivered_at: datetime
    opened_at: datetime | None
    acknowledged_at: datetime | None
    answered_at: datetime | None
    done_at: datetime | None


class ReceiptList(Schema):
    """One part of the receipts of the account's units."""

    items: list[Receipt]
    limit: int
    offset: int
    next: str | None


class DocumentOfDirective(Schema):
    """A file of the document; fetched with the session of the admin."""

    name: str
    size: int
    url: str


class ReceiptDetail(Receipt):
    """A receipt with what is asked."""

    task: str
    abstract: str
    files: list[DocumentOfDirective]


class Progress(Schema):
    """How far units are with a directive."""

    id: int
    document: str
    title: str
    state: DirectiveState
    version: int
    deadline: date | None
    sent_at: datetime | None
    sent_to: int
    opened: int
    acknowledged: int
    done: int
    overdue: int


class ProgressList(Schema):
    """One part of the directives of the Office."""

    items: list[Progress]
    limit: int
    offset: int
    next: str | None


class ReceiptFilters(Schema):
    """`?tab=`: new, acknowledge, answer, overdue, done or all."""

    tab: str = Field("all", max_length=20)


class SeenVersion(Schema):
    """The version that the person has read."""

    version: PositiveInt


@router.get("/", response=ReceiptList, operation_id="directives_list", url_name="list_receipts")
def list_receipts(
    request: HttpRequest, filters: Query[ReceiptFilters], window: Query[Window]
) -> HttpResponse:
    """List the receipts in the charge of the account's units, the newest first."""
    standing = standing_of(TABS, filters.tab)
    if standing is None:
        raise RequestRefused("new, acknowledge, answer, overdue, done, all", where="tab")
    receipts = _own(request).filter(standing.condition(day_of(timezone.now())))
    items = [_receipt(one) for one in window.cut(receipts.order_by("-delivered_at", "-pk"))]
    return json_response(window.envelope(request, items))


@router.get(
    "/progress/",
    response=ProgressList,
    operation_id="directives_progress",
    url_name="list_progress",
)
def list_progress(request: HttpRequest, window: Query[Window]) -> HttpResponse:
    """List the directives that were sent with how far units are; for the Office."""
    if not is_office(request.user):
        raise Http404
    directives = Directive.objects.exclude(state=DirectiveState.DRAFT).select_related("document")
    found = list(window.cut(directives.order_by("-sent_at", "-pk")))
    figures = progress_of(found, today=day_of(timezone.now()))
    items = [_progress(one, {fig.key: fig.count for fig in figures[one.pk]}) for one in found]
    return json_response(window.envelope(request, items))


@router.get(
    "/{receipt_id}/",
    response=ReceiptDetail,
    operation_id="directives_detail",
    url_name="detail_receipt",
)
def get_receipt(request: HttpRequest, receipt_id: PositiveInt) -> HttpResponse:
    """Return one receipt with what is asked; reading it here opens nothing."""
    return json_response(_detail(_receipt_or_404(request, receipt_id)))


@router.post(
    "/{receipt_id}/acknowledge/",
    response=ReceiptDetail,
    operation_id="directives_acknowledge",
    url_name="acknowledge_receipt",
)
def acknowledge_receipt(
    request: HttpRequest, receipt_id: PositiveInt, data: SeenVersion
) -> HttpResponse:
    """Acknowledge the version that was read; another one that holds by now is answered with 409."""
    receipt = _receipt_or_404(request, receipt_id)
    try:
        acknowledge(
            receipt_id=receipt.pk, number=data.version, user=request.user, now=timezone.now()
        )
    except DirectiveRefused as refusal:
        raise RequestRefused(str(refusal), status=409) from refusal
    return json_response(_detail(_receipt_or_404(request, receipt_id)))


def _own(request: HttpRequest):
    return rules.own_receipts(request.user).select_related(*LOADED)


def _receipt_or_404(request: HttpRequest, receipt_id: int) -> DirectiveReceipt:
    found = _own(request).filter(pk=receipt_id).first()
    if found is None:
        raise Http404
    return found


def _receipt(receipt: DirectiveReceipt) -> dict[str, Any]:
    directive = receipt.directive
    names = [
        *("seen_version", "state", "must_answer", "due_on", "extended_to", "delivered_at"),
        *("opened_at", "acknowledged_at", "answered_at", "done_at"),
    ]
    return {
        "id": receipt.pk,
        "unit": receipt.unit.code,
        "in_charge": receipt.in_charge.code,
        "document": directive.document.number_symbol,
        "title": directive.title,
        "directive_state": directive.state,
        "version": directive.current,
    } | {name: getattr(receipt, name) for name in names}


def _detail(receipt: DirectiveReceipt) -> dict[str, Any]:
    directive = receipt.directive
    files = files_of(directive.document_id)
    return _receipt(receipt) | {
        "task": directive.task,
        "abstract": directive.document.abstract,
        "files": [file | {"url": absolute(file["url"])} for file in files],
    }


def _progress(directive: Directive, counts: dict[str, int]) -> dict[str, Any]:
    names = ("title", "state", "deadline", "sent_at")
    return {
        "id": directive.pk,
        "document": directive.document.number_symbol,
        "version": directive.current,
        "sent_to": counts["all"],
    } | {
        **{name: getattr(directive, name) for name in names},
        **{name: counts[name] for name in ("opened", "acknowledged", "done", "overdue")},
    }
