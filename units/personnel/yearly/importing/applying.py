"""Writes what a workbook says, whole or not at all, and the same workbook once."""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core.audit import subject_of
from core.models import AuditEntry

from ...models import FigureImport, YearlyFigure
from ..checks import NAMES
from ..services import ACTION, lock_units
from .lines import Sheet
from .planning import Change, Plan, plan_of
from .reading import read_workbook
from .uploads import Upload

AT_ONCE = 500
WRITTEN = [*NAMES, "version", "imported_with", "changed_by", "changed_at", "is_demonstration"]


class PlanChanged(Exception):
    """What was confirmed is not what would happen now; `plan` is."""

    def __init__(self, plan: Plan) -> None:
        super().__init__(
            _("The figures on the portal changed since you looked. Read again what would happen.")
        )
        self.plan = plan


class Unconfirmed(Exception):
    """The plan holds something unlikely that nobody has confirmed yet."""

    def __init__(self) -> None:
        super().__init__(_("Look at what is marked, then confirm it."))


@dataclass(frozen=True)
class Taken:
    """The import that took a workbook over; `is_new` tells it from a second click."""

    record: FigureImport
    is_new: bool


def digest_of(content: bytes) -> str:
    """Return the mark of a file: the same bytes, the same mark."""
    return hashlib.sha256(content).hexdigest()


def import_of(content: bytes) -> FigureImport | None:
    """Return the import that took this very file over, or None."""
    return FigureImport.objects.filter(sha256=digest_of(content)).first()


def take_over_figures(
    *, upload: Upload, seen: str, is_confirmed: bool, user, now: datetime
) -> Taken:
    """Write all figures of a workbook; the same workbook again changes nothing.

    `seen` is the digest of the plan that was shown; `is_confirmed` says that somebody looked at
    what is unlikely in it. Raises `PlanChanged`, also for a plan with faults, `Unconfirmed` and
    `WorkbookRefused`.
    """
    # The file is read before anything is locked: that takes longest.
    sheet = read_workbook(upload.content, name=upload.name)
    asked = _Asked(upload, sheet, seen, is_confirmed)
    return _write(asked, user=user, now=now)


@dataclass(frozen=True)
class _Asked:
    """What somebody confirmed."""

    upload: Upload
    sheet: Sheet
    seen: str
    is_confirmed: bool


@transaction.atomic
def _write(asked: _Asked, *, user, now: datetime) -> Taken:
    record, is_new = FigureImport.objects.get_or_create(
        sha256=digest_of(asked.upload.content),
        defaults={
            "name": asked.upload.name[:150],
            "rows": 0,
            "imported_by": user,
            "imported_at": now,
        },
    )
    if not is_new:
        return Taken(record, is_new=False)
    plan = _locked_plan(asked.sheet, user=user, now=now)
    if not plan.is_ready or plan.digest != asked.seen:
        raise PlanChanged(plan)
    if plan.needs_tick and not asked.is_confirmed:
        raise Unconfirmed
    record.rows = len(plan.changes)
    record.save(update_fields=["rows"])
    _store(plan.changes, record, user=user, now=now)
    return Taken(record, is_new=True)


def _locked_plan(sheet: Sheet, *, user, now: datetime) -> Plan:
    """Return the plan once its units are locked: who held a lock may have changed what it says."""
    today = timezone.localtime(now, timezone.get_default_timezone()).date()
    lock_units([change.unit.pk for change in plan_of(sheet, user=user, today=today).changes])
    return plan_of(sheet, user=user, today=today)


def _store(changes: list[Change], record: FigureImport, *, user, now: datetime) -> None:
    """Write the rows and their trail, a few hundred at a time."""
    for begin in range(0, len(changes), AT_ONCE):
        part = changes[begin : begin + AT_ONCE]
        rows = [_row(change, record, user=user, now=now) for change in part]
        YearlyFigure.objects.bulk_create(
            rows,
            update_conflicts=True,
            unique_fields=["unit", "year"],
            update_fields=WRITTEN,
        )
        AuditEntry.objects.bulk_create(
            _entry(change, row, record, user=user, now=now)
            for change, row in zip(part, rows, strict=True)
        )


def _row(change: Change, record: FigureImport, *, user, now: datetime) -> YearlyFigure:
    return YearlyFigure(
        unit=change.unit,
        year=change.year,
        **{name: getattr(change.new, name) for name in NAMES},
        version=change.stored.version + 1 if change.stored else 0,
        imported_with=record,
        changed_by=user,
        changed_at=now,
    )


def _entry(
    change: Change, row: YearlyFigure, record: FigureImport, *, user, now: datetime
) -> AuditEntry:
    return AuditEntry(
        at=now,
        actor=user,
        actor_name=user.get_full_name() or user.get_username(),
        action=ACTION,
        subject=subject_of(row),
        data={
            "unit": change.unit.code,
            "year": change.year,
            "old": change.old.as_data() if change.old else None,
            "new": change.new.as_data(),
            "import": record.pk,
        },
    )
