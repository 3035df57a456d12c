"""Takes an operation back, from the last row to the first, while nothing has changed since."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from core.audit import record
from core.models import User
from units.lineage import read_past_cache
from units.models import Unit

from ..enums import OperationState
from ..errors import NotWaiting, UndoRefused
from ..indexing import reindex
from ..models import Reorganisation, RowChange
from ..obstacles import obstacles_to
from ..taking_back import take_back


@transaction.atomic
def undo_reorganisation(*, operation: Reorganisation, by: User, now: datetime) -> Reorganisation:
    """Restore every row that an operation changed; the operation stays on record as undone.

    A second click changes nothing. Raises NotWaiting for what was never carried out, and
    UndoRefused with everything that has changed since.
    """
    operation = Reorganisation.objects.select_for_update().get(pk=operation.pk)
    if operation.state == OperationState.UNDONE:
        return operation
    if operation.state != OperationState.APPLIED:
        raise NotWaiting
    _lock_units(operation)
    obstacles = obstacles_to(operation)
    if obstacles:
        raise UndoRefused(obstacles)
    rows = list(operation.changes.order_by("-pk"))
    with read_past_cache():
        # The parts name units that go again; the plan keeps them by their codes.
        operation.parts.exclude(successor_code="").update(successor=None)
        _take_back(rows, by=by, now=now)
    reindex(rows)
    operation.state = OperationState.UNDONE
    operation.undone_by, operation.undone_at = by, now
    operation.version += 1
    operation.save()
    record(actor=by, action="reorganisation.undo", subject=operation)
    return operation


def _take_back(rows: list[RowChange], *, by: User, now: datetime) -> None:
    """Take rows back; what is on record for good may name a unit that would go."""
    try:
        take_back(rows, user=by, now=now)
    except ProtectedError as error:
        names = {str(one._meta.verbose_name) for one in error.protected_objects}
        text = _("What cannot be taken back names a new unit: %(what)s.")
        raise UndoRefused([text % {"what": ", ".join(sorted(names))}]) from error


def why_not_undone(operation: Reorganisation) -> list[str]:
    """Return what stands against undoing, in the active language; nothing where it is possible."""
    return obstacles_to(operation) if operation.state == OperationState.APPLIED else []


def _lock_units(operation: Reorganisation) -> None:
    pairs: Any = operation.parts.values_list("predecessor", "successor")
    keys = {key for pair in pairs for key in pair if key}
    list(Unit.objects.select_for_update().filter(pk__in=keys).order_by("pk").values_list("pk"))
