"""Shows what an operation would do, by doing it and taking all of it back at once."""

from datetime import datetime
from typing import Any

from django.db import transaction

from core.days import day_of

from ..enums import OperationState
from ..errors import NotWaiting, PlanRefused
from ..models import Reorganisation
from ..report import Report
from ..validators import faults_of
from .carrying_out import carry_out
from .planning import plan_of


def preview(*, operation: Reorganisation, user: Any, now: datetime) -> Report:
    """Return the report of an operation that is not carried out.

    It runs in a savepoint that is rolled back: no row stays, and what waits for the commit, such
    as mail, tasks and caches, is forgotten with it. Raises NotWaiting, and PlanRefused with what
    forbids the plan by now.
    """
    with transaction.atomic():
        operation = Reorganisation.objects.select_for_update().get(pk=operation.pk)
        if operation.state != OperationState.PLANNED:
            raise NotWaiting
        refuse_faults(operation, now=now)
        report = carry_out(operation=operation, user=user, now=now).report
        transaction.set_rollback(True)
    return report


def refuse_faults(operation: Reorganisation, *, now: datetime) -> None:
    """Raise PlanRefused when the plan is not possible any more."""
    today = day_of(now)
    faults = faults_of(plan_of(operation), today=today, apart_from=operation)
    if faults:
        raise PlanRefused(faults)
