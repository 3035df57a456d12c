"""Carries confirmed operations out, whole or not at all, at once or on their day."""

import logging
from collections.abc import Callable, Iterator
from datetime import datetime
from functools import partial

from django.db import OperationalError, transaction
from django.utils.translation import gettext as _

from core.audit import record
from core.days import day_of
from core.models import User

from ..enums import OperationState
from ..errors import NotWaiting, PlanChanged, PlanClashes, PlanDiffers, ReorganisationRefused
from ..indexing import reindex
from ..models import Reorganisation
from ..promises import Promise, differences, promise_of
from ..report import Report
from ..tasks import send_failure_mail
from .carrying_out import carry_out
from .previewing import preview, refuse_faults

logger = logging.getLogger(__name__)


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
    _keep(operation, by=by, now=now, check=partial(_refuse_changed, digest=digest))
    return operation


def apply_due(*, now: datetime) -> Iterator[tuple[Reorganisation, list[str]]]:
    """Carry out each confirmed plan whose day has come; yield it with what stood against it.

    What is open on that day goes over, whatever was open when the plan was confirmed. A plan that
    became impossible, clashes or touches others than was confirmed is held back: it needs to be
    looked at and confirmed again. So is one that meets an error, or it would keep the others, and
    whatever else the schedule does, from their turn. A busy database is tried again.
    """
    waiting = Reorganisation.objects.filter(
        state=OperationState.PLANNED, effective_on__lte=day_of(now)
    ).exclude(plan_digest="")
    for operation in waiting.order_by("effective_on", "pk"):
        try:
            done = _apply_due(operation, now=now)
        except OperationalError:
            raise
        except Exception as error:
            reasons = _reasons_of(error)
            _hold_back(operation, reasons, now=now)
            yield operation, reasons
        else:
            if done:
                yield operation, []


def _reasons_of(error: Exception) -> list[str]:
    if isinstance(error, ReorganisationRefused):
        return error.reasons
    logger.exception("A reorganisation could not be carried out on its day")
    text = _("The portal met an error of its own (%(error)s). Tell those who run it.")
    return [text % {"error": type(error).__name__}]


@transaction.atomic
def apply_unseen(*, operation: Reorganisation, by: User | None, now: datetime) -> Report:
    """Carry out a plan of a file, whose lines are the confirmation. Raises as `apply_plan`."""
    operation = Reorganisation.objects.select_for_update().get(pk=operation.pk)
    _refuse_ended(operation)
    refuse_faults(operation, now=now)
    return _keep(operation, by=by, now=now, check=_refuse_clashing)


@transaction.atomic
def _apply_due(operation: Reorganisation, *, now: datetime) -> bool:
    operation = Reorganisation.objects.select_for_update().get(pk=operation.pk)
    if not operation.is_confirmed:
        return False
    refuse_faults(operation, now=now)
    # Nobody else stands behind it at midnight than whoever confirmed it.
    by = operation.applied_by or operation.planned_by
    _keep(operation, by=by, now=now, check=partial(_refuse_broken, promise=operation.promise))
    return True


def _refuse_ended(operation: Reorganisation) -> None:
    if operation.state != OperationState.PLANNED:
        raise NotWaiting


def _confirm(
    operation: Reorganisation, digest: str, *, by: User | None, now: datetime
) -> Reorganisation:
    """Keep who confirmed a plan for its day, when it still does what was seen."""
    report = preview(operation=operation, user=by, now=now)
    _refuse_changed(report, digest=digest)
    promise = promise_of(report)
    # The same preview may touch others: another unit below instead of one that left.
    if (operation.plan_digest, operation.promise) != (digest, promise):
        operation.plan_digest, operation.applied_by = digest, by
        operation.promise, operation.held_back_at = promise, None
        operation.version += 1
        operation.save()
        record(actor=by, action="reorganisation.confirm", subject=operation, digest=digest)
    return operation


def _keep(
    operation: Reorganisation,
    *,
    by: User | None,
    now: datetime,
    check: Callable[[Report], None],
) -> Report:
    """Do it, compare with what was confirmed, and write the journal."""
    outcome = carry_out(operation=operation, user=by, now=now)
    report = outcome.report
    check(report)
    operation.state = OperationState.APPLIED
    operation.plan_digest, operation.held_back_at = report.digest(), None
    operation.applied_by, operation.applied_at = by, now
    operation.version += 1
    operation.save()
    reindex(outcome.journal.close())
    record(actor=by, action="reorganisation.apply", subject=operation, report=report.in_languages())
    return report


def _refuse_clashing(report: Report) -> None:
    if report.clashes:
        raise PlanClashes([str(text) for text in report.clashes])


def _refuse_changed(report: Report, *, digest: str) -> None:
    """Refuse what is not exactly what was looked at."""
    _refuse_clashing(report)
    if report.digest() != digest:
        raise PlanChanged


def _refuse_broken(report: Report, *, promise: Promise | None) -> None:
    """Refuse what touches others than was confirmed; more of ordinary content is no reason."""
    _refuse_clashing(report)
    found = differences(promise, promise_of(report))
    if found:
        raise PlanDiffers(found)


@transaction.atomic
def _hold_back(operation: Reorganisation, reasons: list[str], *, now: datetime) -> None:
    """Let a plan that was not carried out be looked at again, and tell who can confirm it."""
    confirmed = operation.plan_digest
    operation = Reorganisation.objects.select_for_update().get(pk=operation.pk)
    # Somebody may have carried it out, or discarded it, since.
    if not operation.is_confirmed or operation.plan_digest != confirmed:
        return
    operation.plan_digest, operation.held_back_at = "", now
    operation.version += 1
    operation.save(update_fields=["plan_digest", "held_back_at", "version"])
    record(actor=None, action="reorganisation.fail", subject=operation, reasons=reasons)
    transaction.on_commit(partial(send_failure_mail.enqueue, operation.pk, reasons))
