"""The matrix of units and directives: a line for each unit, a column for each directive."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import groupby
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from core.days import begin_of
from units.enums import UnitKind
from units.models import Unit

from .enums import AnswerState, DirectiveState, ExtensionState, ReceiptState
from .models import Directive, DirectiveAnswer, DirectiveReceipt, ExtensionRequest
from .queries import sent_directives

COLUMNS = ("pk", "directive_id", "unit_id", "in_charge_id", "state", "due_on", "must_answer")


@dataclass(frozen=True)
class Sign:
    """How a state is shown: a sign, its words and the name of its colour."""

    key: str
    mark: str
    label: Any


SIGNS = {
    "none": Sign("none", "·", gettext_lazy("Not sent to this unit")),
    "delivered": Sign("delivered", "○", pgettext_lazy("matrix", "Not opened")),
    "opened": Sign("opened", "◔", pgettext_lazy("matrix", "Opened, not acknowledged")),
    "acknowledged": Sign("acknowledged", "✓", pgettext_lazy("matrix", "Acknowledged")),
    "asked": Sign("asked", "?", pgettext_lazy("matrix", "More time asked")),
    "returned": Sign("returned", "↩", pgettext_lazy("matrix", "Answer returned")),
    "overdue": Sign("overdue", "!", pgettext_lazy("matrix", "Overdue")),
    "sent": Sign("sent", "◆", pgettext_lazy("matrix", "Answered, not judged")),
    "done": Sign("done", "●", pgettext_lazy("matrix", "Done")),
}


@dataclass(frozen=True)
class Cell:
    """One unit and one directive; `words` says more than the sign."""

    sign: Sign
    words: str = ""
    receipt_id: int | None = None
    directive_id: int | None = None


@dataclass(frozen=True)
class Row:
    """A unit with its cells in the order of the columns."""

    unit: Unit
    cells: list[Cell]

    @property
    def done(self) -> int:
        """Count what the unit is done with."""
        return sum(cell.sign.key in ("done", "sent") for cell in self.cells)

    @property
    def whole(self) -> int:
        """Count what was sent to the unit."""
        return sum(cell.receipt_id is not None for cell in self.cells)


@dataclass(frozen=True)
class Matrix:
    """All of a period; `groups` are (label of the kind, rows)."""

    directives: list[Directive]
    rows: list[Row]
    groups: list[tuple[Any, list[Row]]] = field(default_factory=list)

    @property
    def totals(self) -> list[tuple[int, int]]:
        """Return (done, sent to) of each directive."""
        columns = zip(*(row.cells for row in self.rows), strict=True) if self.rows else ()
        return [
            (
                sum(cell.sign.key in ("done", "sent") for cell in column),
                sum(cell.receipt_id is not None for cell in column),
            )
            for column in columns
        ]


def read_matrix(*, first: date, last: date, kind: str = "", today: date) -> Matrix:
    """Return the matrix of the directives sent from `first` to `last`; five queries."""
    directives = list(
        sent_directives()
        .filter(sent_at__gte=begin_of(first), sent_at__lt=begin_of(last + timedelta(days=1)))
        .select_related("document")
        .order_by("sent_at", "pk")
    )
    receipts = DirectiveReceipt.objects.filter(directive__in=directives)
    if kind:
        receipts = receipts.filter(unit__kind=kind)
    found = {(one.unit_id, one.directive_id): one for one in receipts.only(*COLUMNS).order_by()}
    marks = _marks(directives)
    units = _units({unit_id for unit_id, _directive in found})
    rows = [
        Row(unit, [_cell(found.get((unit.pk, one.pk)), one, marks, today) for one in directives])
        for unit in units
    ]
    return Matrix(directives, rows, _groups(rows))


def _units(ids: set[int]) -> list[Unit]:
    """Return units by kind and name."""
    order = [kind.value for kind in UnitKind]
    units = Unit.objects.in_bulk(ids).values()
    return sorted(units, key=lambda unit: (order.index(unit.kind), unit.sort_name))


def _groups(rows: Sequence[Row]) -> list[tuple[Any, list[Row]]]:
    by_kind = groupby(rows, key=lambda row: row.unit.kind)
    return [(UnitKind(kind).label, list(members)) for kind, members in by_kind]


@dataclass(frozen=True)
class _Marks:
    """What is known of receipts beside their state; ids of receipts."""

    asked: set[int]
    last_answer: dict[int, str]


def _marks(directives: Sequence[Directive]) -> _Marks:
    asked = ExtensionRequest.objects.filter(
        receipt__directive__in=directives, state=ExtensionState.ASKED
    ).values_list("receipt", flat=True)
    answers = (
        DirectiveAnswer.objects.filter(receipt__directive__in=directives)
        .exclude(state=AnswerState.DRAFT)
        .order_by("number")
        .values_list("receipt", "state")
    )
    return _Marks(set(asked), dict(answers))


def _cell(
    receipt: DirectiveReceipt | None, directive: Directive, marks: _Marks, today: date
) -> Cell:
    if receipt is None:
        return Cell(SIGNS["none"])
    key = sign_of(receipt, directive, marks, today)
    words = str(SIGNS[key].label)
    if key in ("overdue", "asked", "returned"):
        words = f"{words} – {receipt.get_state_display()}"
    if receipt.due_on and receipt.state != ReceiptState.DONE:
        words += f" ({receipt.due_on:%d/%m/%Y})"
    if receipt.in_charge_id != receipt.unit_id:
        words += f" · {_('in the charge of its successor')}"
    return Cell(SIGNS[key], words, receipt.pk, directive.pk)


def sign_of(receipt: DirectiveReceipt, directive: Directive, marks: _Marks, today: date) -> str:
    """Return the key of the sign that says most of a receipt."""
    last = marks.last_answer.get(receipt.pk, "")
    if receipt.state == ReceiptState.DONE:
        return "sent" if last == AnswerState.SENT else "done"
    if directive.state == DirectiveState.SENT:
        if receipt.is_overdue_on(today):
            return "overdue"
        if receipt.pk in marks.asked:
            return "asked"
        if last == AnswerState.RETURNED:
            return "returned"
    return receipt.state
