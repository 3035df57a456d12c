"""Ways in which receipts stand: each is a filter, a figure, and a link from one to other."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils.translation import pgettext_lazy

from .enums import AnswerState, DirectiveState, ExtensionState, ReceiptState
from .models import DirectiveAnswer, DirectiveReceipt, ExtensionRequest

OPENED = (ReceiptState.OPENED, ReceiptState.ACKNOWLEDGED, ReceiptState.DONE)
ACKNOWLEDGED = (ReceiptState.ACKNOWLEDGED, ReceiptState.DONE)
UNREAD = (ReceiptState.DELIVERED, ReceiptState.OPENED)


@dataclass(frozen=True)
class Standing:
    """A filter of receipts; `condition(today)` says which receipts stand so."""

    key: str
    label: Any
    condition: Callable[[date], Q]


def is_asked() -> Q:
    """Tell the receipts of directives that still ask for something."""
    return Q(directive__state=DirectiveState.SENT)


def is_overdue(today: date) -> Q:
    """Tell the receipts that are not done though their day is over."""
    return is_asked() & ~Q(state=ReceiptState.DONE) & Q(due_on__lt=today)


def asks_time() -> Q:
    """Tell the receipts with a request for more time that waits."""
    waiting = ExtensionRequest.objects.filter(receipt=OuterRef("pk"), state=ExtensionState.ASKED)
    return is_asked() & ~Q(state=ReceiptState.DONE) & Q(Exists(waiting))


def has_answer_waiting() -> Q:
    """Tell the receipts whose last answer is neither accepted nor returned."""
    return is_asked() & Q(Exists(waiting_answers().filter(receipt=OuterRef("pk"))))


def waiting_answers() -> QuerySet[DirectiveAnswer]:
    """Return the answers that the Office has to judge: no later one has replaced them."""
    later = DirectiveAnswer.objects.filter(
        receipt=OuterRef("receipt"), number__gt=OuterRef("number"), sent_at__isnull=False
    )
    answers = DirectiveAnswer.objects.filter(
        state=AnswerState.SENT, receipt__directive__state=DirectiveState.SENT
    )
    return answers.exclude(Exists(later))


def waiting_requests() -> QuerySet[ExtensionRequest]:
    """Return the requests for more time that the Office has to decide."""
    return ExtensionRequest.objects.filter(
        state=ExtensionState.ASKED, receipt__directive__state=DirectiveState.SENT
    ).exclude(receipt__state=ReceiptState.DONE)


# For the Office: how units stand with a directive.
STANDINGS = (
    Standing("all", pgettext_lazy("receipts", "Sent to"), lambda today: Q()),
    Standing("opened", pgettext_lazy("receipts", "Opened"), lambda today: Q(state__in=OPENED)),
    Standing(
        "acknowledged",
        pgettext_lazy("receipts", "Acknowledged"),
        lambda today: Q(state__in=ACKNOWLEDGED),
    ),
    Standing("done", pgettext_lazy("receipts", "Done"), lambda today: Q(state=ReceiptState.DONE)),
    Standing("overdue", pgettext_lazy("receipts", "Overdue"), is_overdue),
    Standing(
        "unread",
        pgettext_lazy("receipts", "Not acknowledged"),
        lambda today: Q(state__in=UNREAD),
    ),
    Standing(
        "unanswered",
        pgettext_lazy("receipts", "Not answered"),
        lambda today: Q(must_answer=True, answered_at=None),
    ),
    Standing("extension", pgettext_lazy("receipts", "More time asked"), lambda today: asks_time()),
    Standing(
        "answer", pgettext_lazy("receipts", "Answer to judge"), lambda today: has_answer_waiting()
    ),
)
PROGRESS = ("all", "opened", "acknowledged", "done", "overdue")
# For units: what is to be done.
TABS = (
    Standing(
        "new",
        pgettext_lazy("inbox", "New"),
        lambda today: is_asked() & Q(state=ReceiptState.DELIVERED),
    ),
    Standing(
        "acknowledge",
        pgettext_lazy("inbox", "To acknowledge"),
        lambda today: is_asked() & Q(state__in=UNREAD),
    ),
    Standing(
        "answer",
        pgettext_lazy("inbox", "To answer or do"),
        lambda today: is_asked() & Q(state=ReceiptState.ACKNOWLEDGED),
    ),
    Standing("overdue", pgettext_lazy("inbox", "Overdue"), is_overdue),
    Standing(
        "done",
        pgettext_lazy("inbox", "Done"),
        lambda today: Q(state=ReceiptState.DONE) | ~is_asked(),
    ),
    Standing("all", pgettext_lazy("inbox", "All"), lambda today: Q()),
)


def standing_of(standings: Iterable[Standing], key: str) -> Standing | None:
    """Return the standing with a key, None for any other word."""
    return next((one for one in standings if one.key == key), None)


def count_standings(
    receipts: QuerySet[DirectiveReceipt], standings: Iterable[Standing], today: date
) -> dict[str, int]:
    """Return how many receipts stand in each way; one query."""
    counts = {
        one.key: Count("pk", filter=one.condition(today)) for one in standings if one.key != "all"
    }
    return receipts.order_by().aggregate(**counts, all=Count("pk"))
