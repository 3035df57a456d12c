"""The operation itself: previews run it in a savepoint that is rolled back, applying keeps it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth.models import Group
from wagtail.models import Page

from units.enums import UnitRole
from units.lineage import read_past_cache
from units.models import Unit, UnitHomePage, UnitSuccession
from units.services.english import open_english
from units.services.memberships import unit_group_name
from units.services.provisioning import provision_unit
from units.signals import unit_reorganised

from ..enums import OperationKind
from ..handover import Handover
from ..journal import Journal
from ..models import Reorganisation
from ..movers import MOVERS
from ..plans import NewUnit
from ..promises import standing_of
from ..report import Passage, Report
from .planning import plan_of


@dataclass
class Outcome:
    """What was done, for people, and the journal of it, not yet written."""

    report: Report
    journal: Journal


def carry_out(*, operation: Reorganisation, user: Any, now: datetime) -> Outcome:
    """Do all of an operation inside the caller's transaction, which may be rolled back.

    The units are locked first, in the order of their keys, so that two operations on the same
    unit follow each other.
    """
    _lock_units(operation)
    journal, report = Journal(operation), Report(plan=_plan_data(operation))
    report.standing = list(standing_of(plan_of(operation)))
    with read_past_cache():
        made = _make_units(operation, journal)
        report.made_units = [unit.code for unit in made]
        plan = plan_of(operation)
        successors = plan.known_successors
        taker = successors[plan.taker] if successors else None
        _end_units(operation, plan.ending, journal)
        _record_successions(operation, plan.predecessors, successors, journal)
        for unit in plan.ending:
            unit.refresh_from_db()
            passage = Passage(unit=unit, taker=taker)
            report.passages.append(passage)
            _hand_over(
                Handover(
                    operation=operation,
                    predecessor=unit,
                    successors=successors,
                    taker=taker,
                    effective_on=operation.effective_on,
                    now=now,
                    user=user,
                    journal=journal,
                    passage=passage,
                )
            )
    return Outcome(report=report, journal=journal)


def _hand_over(handover: Handover) -> None:
    for move in MOVERS:
        move(handover)
    unit_reorganised.send(sender=Reorganisation, handover=handover)


def _lock_units(operation: Reorganisation) -> None:
    pairs = operation.parts.values_list("predecessor", "successor")
    keys = {key for pair in pairs for key in pair if key}
    list(Unit.objects.select_for_update().filter(pk__in=keys).order_by("pk").values_list("pk"))


def _make_units(operation: Reorganisation, journal: Journal) -> list[Unit]:
    """Make and provision the units of the plan, on the English side too."""
    made = []
    for row in operation.new_units:
        new = NewUnit(**row)
        unit = new.as_unit(valid_from=operation.effective_on)
        unit.parent = Unit.objects.filter(code=new.parent or "TLD").first()
        unit.save()
        operation.parts.filter(successor_code=new.code).update(successor=unit)
        provision_unit(unit=unit)
        made.append(unit)
    if made:
        # Of these alone: what is made for others would stay when the operation is undone.
        open_english(made)
    for unit in made:
        _note_made(unit, journal)
    return made


def _note_made(unit: Unit, journal: Journal) -> None:
    """Keep everything that provisioning made, in the order in which it stands on itself."""
    journal.made(unit)
    homes = UnitHomePage.objects.filter(unit=unit).order_by("path")
    for home in homes:
        for page in Page.objects.descendant_of(home, inclusive=True).order_by("path").specific():
            journal.made(page)
    if unit.collection:
        journal.made(unit.collection)
    for group in _groups_of(unit):
        journal.made(group)


def _groups_of(unit: Unit):
    names = [unit_group_name(unit, role) for role in UnitRole]
    return Group.objects.filter(name__in=names).order_by("pk")


def _end_units(operation: Reorganisation, units: list[Unit], journal: Journal) -> None:
    last_day = operation.effective_on - timedelta(days=1)
    journal.change(Unit.objects.filter(pk__in=[one.pk for one in units]), valid_to=last_day)


def _record_successions(
    operation: Reorganisation, predecessors, successors: list[Unit], journal: Journal
) -> None:
    if operation.kind == OperationKind.CLOSE:
        return
    known = UnitSuccession.objects.filter(effective_on=operation.effective_on)
    for predecessor in predecessors:
        for successor in successors:
            # A unit may go on twice on one day, by two operations.
            if known.filter(predecessor=predecessor, successor=successor).exists():
                continue
            succession = UnitSuccession.objects.create(
                predecessor=predecessor,
                successor=successor,
                kind=operation.kind,
                effective_on=operation.effective_on,
                source=operation.decision,
            )
            journal.made(succession)


def _plan_data(operation: Reorganisation) -> dict[str, Any]:
    """Return the plan without keys, so that a preview of a unit to be made equals the truth."""
    plan = plan_of(operation)
    return {
        "kind": operation.kind,
        "effective_on": operation.effective_on.isoformat(),
        "decision": operation.decision,
        "predecessors": [unit.code for unit in plan.predecessors],
        "successors": [unit.code for unit in plan.successors],
        "taker": plan.successors[plan.taker].code if plan.successors else "",
    }
