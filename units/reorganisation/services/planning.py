"""Writes plans down, reads them back and discards them."""

from dataclasses import asdict, replace
from datetime import datetime
from uuid import UUID

from django.db import transaction

from core.audit import record
from core.days import day_of
from core.models import User
from units.models import Unit

from ..enums import OperationKind, OperationState
from ..errors import NotWaiting, PlanRefused
from ..models import Reorganisation, ReorganisationPart
from ..plans import NewUnit, Plan
from ..validators import faults_of


@transaction.atomic
def plan_reorganisation(
    *, plan: Plan, by: User | None, now: datetime, request_key: UUID | None = None
) -> Reorganisation:
    """Write a plan down; the second click with the same key returns the first one's.

    Who goes back in the browser and sends something else makes another plan.

    Raises PlanRefused with every reason.
    """
    # Two plans that name the same unit wait for each other here.
    keys = [one.pk for one in (*plan.predecessors, *plan.known_successors)]
    list(Unit.objects.select_for_update().filter(pk__in=keys).order_by("pk").values_list("pk"))
    present = _sent_before(request_key)
    if present and _is_second_click(present, plan):
        return present
    faults = faults_of(plan, today=day_of(now))
    if faults:
        raise PlanRefused(faults)
    operation = Reorganisation.objects.create(
        kind=plan.kind,
        effective_on=plan.effective_on,
        decision=plan.decision.strip(),
        note=plan.note.strip(),
        new_units=[asdict(one) for one in plan.new_units],
        request_key=None if present else request_key,
        planned_by=by,
        planned_at=now,
    )
    ReorganisationPart.objects.bulk_create(_parts(operation, plan))
    record(
        actor=by,
        action="reorganisation.plan",
        subject=operation,
        kind=plan.kind,
        effective_on=plan.effective_on.isoformat(),
        predecessors=[unit.code for unit in plan.predecessors],
        successors=[unit.code for unit in plan.successors],
    )
    return operation


@transaction.atomic
def discard_plan(*, operation: Reorganisation, by: User, now: datetime) -> bool:
    """Give up a plan that waits; return False when that was done before.

    Raises NotWaiting when it was carried out in the meantime.
    """
    operation = Reorganisation.objects.select_for_update().get(pk=operation.pk)
    if operation.state == OperationState.DISCARDED:
        return False
    if operation.state != OperationState.PLANNED:
        raise NotWaiting
    operation.state = OperationState.DISCARDED
    operation.version += 1
    operation.save(update_fields=["state", "version"])
    record(actor=by, action="reorganisation.discard", subject=operation)
    return True


def plan_of(operation: Reorganisation) -> Plan:
    """Return what was planned, with the units as they are now."""
    parts = list(operation.parts.select_related("predecessor", "successor").order_by("pk"))
    new = {row["code"]: NewUnit(**row) for row in operation.new_units}
    predecessors = {part.predecessor_id: part.predecessor for part in parts}
    successors: dict[str, Unit | NewUnit] = {}
    taker = ""
    for part in parts:
        code = part.successor.code if part.successor else part.successor_code
        if code:
            successors[code] = part.successor or new[code]
        if part.takes_open_work:
            taker = code
    codes = list(successors)
    return Plan(
        kind=OperationKind(operation.kind),
        effective_on=operation.effective_on,
        decision=operation.decision,
        note=operation.note,
        predecessors=tuple(predecessors.values()),
        successors=tuple(successors.values()),
        taker=codes.index(taker) if taker in codes else 0,
    )


def _sent_before(request_key: UUID | None) -> Reorganisation | None:
    return Reorganisation.objects.filter(request_key=request_key).first() if request_key else None


def _is_second_click(present: Reorganisation, plan: Plan) -> bool:
    """Tell whether a plan that was written down says the same, and was not discarded since."""
    sent = replace(plan, decision=plan.decision.strip(), note=plan.note.strip())
    return present.state != OperationState.DISCARDED and plan_of(present) == sent


def _parts(operation: Reorganisation, plan: Plan) -> list[ReorganisationPart]:
    if not plan.successors:
        return [
            ReorganisationPart(operation=operation, predecessor=one) for one in plan.predecessors
        ]
    return [
        ReorganisationPart(
            operation=operation,
            predecessor=predecessor,
            successor=successor if isinstance(successor, Unit) else None,
            successor_code=successor.code if isinstance(successor, NewUnit) else "",
            takes_open_work=place == plan.taker,
        )
        for predecessor in plan.predecessors
        for place, successor in enumerate(plan.successors)
    ]
