"""Carries confirmed operations out, whole or not at all, at once or on their day."""

from collections.abc import Iterator
from datetime import datetime
from functools import partial

from django.db import transaction

from core.audit import record
from core.days import day_of
from core.models import User

from ..enums import OperationState
from ..errors import NotWaiting, PlanChanged, PlanClashes, ReorganisationRefused
from ..indexing import reindex
from ..models import Reorganisation
from ..report import Report
from ..tasks import send_failure_mail
from .carrying_out import carry_out
from .previewing import preview, refuse_faults


@transaction.atomic
def apply_plan(
    *, operation: Reorganisation, digest: str, by: User | None, now: datetime
) -> Reorganisation:
    """Carry out what was confirmed, or keep the confirmation of a plan whose day has not come.

    A second click changes nothing. Raises NotWaiting, PlanRefused, PlanClashes and PlanChanged.
    """
    operation = Reorganisation.objects.select_for_update().get(pk=operation.pk)
    if operation.state == OperationState.APPLIED:
        return operation
    _refuse_ended(operation)
    refuse_faults(operation, now=now)
    if operation.effective_on > day_of(now):
        return _confirm(operation, digest, by=by, now=now)
    _keep(operation, by=by, now=now, digest=digest)
    return operation


def apply_due(*, now: datetime) -> Iterator[tuple[Reorganisation, list[str]]]:
    """Carry out each confirmed plan whose day has come; yield it with what stood against it.

    What is open on that day goes over, whatever was open when the plan was confirmed; a plan that
    became impossible needs to be looked at and confirmed again.
    """
    waiting = Reorganisation.objects.filter(
        state=OperationState.PLANNED, effective_on__lte=day_of(now)
    ).exclude(plan_digest="")
    for operation in waiting.order_by("effective_on", "pk"):
        try:
            done = _apply_due(operation, now=now)
        except ReorganisationRefused as refusal:
            _take_confirmation_back(operation, refusal.reasons, now=now)
            yield operation, refusal.reasons
        else:
            if done:
                yield operation, []


@transaction.atomic
def apply_unseen(*, operation: Reorganisation, by: User | None, now: datetime) -> Report:
    """Carry out a plan of a file, whose lines are the confirmation. Raises as `apply_plan`."""
    operation = Reorganisation.objects.select_for_update().get(pk=operation.pk)
    _refuse_ended(operation)
    refuse_faults(operation, now=now)
    return _keep(operation, by=by, now=now, digest=None)


@transaction.atomic
def _apply_due(operation: Reorganisation, *, now: datetime) -> bool:
    operation = Reorganisation.objects.select_for_update().get(pk=operation.pk)
    if not operation.is_confirmed:
        return False
    refuse_faults(operation, now=now)
    # Nobody else stands behind it at midnight than whoever confirmed it.
    _keep(operation, by=operation.applied_by or operation.planned_by, now=now, digest=None)
    return True


def _refuse_ended(operation: Reorganisation) -> None:
    if operation.state != OperationState.PLANNED:
        raise NotWaiting


def _confirm(
    operation: Reorganisation, digest: str, *, by: User | None, now: datetime
) -> Reorganisation:
    """Keep who confirmed a plan for its day, when it still does what was seen."""
    report = preview(operation=operation, user=by, now=now)
    _refuse_differing(report, digest)
    if operation.plan_digest != digest:
        operation.plan_digest, operation.applied_by = digest, by
        operation.version += 1
        operation.save(update_fields=["plan_digest", "applied_by", "version"])
        record(actor=by, action="reorganisation.confirm", subject=operation, digest=digest)
    return operation


def _keep(
    operation: Reorganisation, *, by: User | None, now: datetime, digest: str | None
) -> Report:
    """Do it, compare with what was confirmed unless that is None, and write the journal."""
    outcome = carry_out(operation=operation, user=by, now=now)
    report = outcome.report
    _refuse_differing(report, digest)
    operation.state = OperationState.APPLIED
    operation.plan_digest = report.digest()
    operation.applied_by, operation.applied_at = by, now
    operation.version += 1
    operation.save()
    reindex(outcome.journal.close())
    record(actor=by, action="reorganisation.apply", subject=operation, report=report.in_languages())
    return report


def _refuse_differing(report: Report, digest: str | None) -> None:
    if report.clashes:
        raise PlanClashes([str(text) for text in report.clashes])
    if digest is not None and report.digest() != digest:
        raise PlanChanged


@transaction.atomic
def _take_confirmation_back(
    operation: Reorganisation, reasons: list[str], *, now: datetime
) -> None:
    """Let a plan that could not be carried out be looked at again, and tell who confirmed it."""
    operation = Reorganisation.objects.select_for_update().get(pk=operation.pk)
    if not operation.is_confirmed:
        return
    operation.plan_digest = ""
    operation.version += 1
    operation.save(update_fields=["plan_digest", "version"])
    record(actor=None, action="reorganisation.fail", subject=operation, reasons=reasons)
    transaction.on_commit(partial(send_failure_mail.enqueue, operation.pk, reasons))
