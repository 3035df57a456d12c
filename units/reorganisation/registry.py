"""How apps above take part in undoing: their own ways back, and what stands against it."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from django.db.models import Model

if TYPE_CHECKING:
    from .models import Reorganisation

# Given a row that the operation made, the user and the time: takes it back in its own way, for
# rows that the database does not let go, such as entries of a ledger.
TakeBack = Callable[[Any, Any, Any], None]
# Given the operation: texts that say what has happened since and stands against undoing.
ChangedSince = Callable[["Reorganisation"], Iterable[str]]

_ways_back: dict[str, TakeBack] = {}
_checks: list[ChangedSince] = []
_restless: dict[str, frozenset[str]] = {}


def register_way_back(model: type[Model], take_back: TakeBack) -> None:
    """Take back made rows of a model by a function instead of deleting them.

    For what is on record for good, such as steps: such rows tell of changes and are none, so that
    more of them do not stand against undoing.
    """
    _ways_back[model._meta.label_lower] = take_back


def way_back(model: type[Model]) -> TakeBack | None:
    """Return how made rows of a model are taken back, or None: they are deleted."""
    return _ways_back.get(model._meta.label_lower)


def register_changed_since(check: ChangedSince) -> None:
    """Ask a function, before undoing, what has happened since that the journal cannot see."""
    if check not in _checks:
        _checks.append(check)


def changes_since(operation: "Reorganisation") -> list[str]:
    """Return all that apps say against undoing."""
    return [text for check in _checks for text in check(operation)]


def register_restless(model: type[Model], *columns: str) -> None:
    """Name columns that change by themselves and are no change for which undoing is refused."""
    label = model._meta.label_lower
    _restless[label] = _restless.get(label, frozenset()) | frozenset(columns)


def restless_columns(model: type[Model]) -> frozenset[str]:
    """Return the columns of a model that do not count as changed."""
    return _restless.get(model._meta.label_lower, frozenset())
