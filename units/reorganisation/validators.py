"""What forbids a plan, all reasons at once: the same when it is made and when it is done."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from units.lineage import predecessors_of, read_past_cache
from units.models import Unit
from units.queries import successions_until

from .enums import OperationKind, OperationState
from .models import Reorganisation, ReorganisationPart
from .plans import EXACTLY_ONE, NewUnit, Plan

DAY = "d/m/Y"
EARLIEST = date(1929, 7, 28)


def faults_of(plan: Plan, *, today: date, apart_from: Reorganisation | None = None) -> list[str]:
    """Return all reasons against a plan, in the active language; `apart_from` is the plan itself.

    28 July 1929, before which nothing can take effect, is the founding day of the trade unions.
    """
    if plan.effective_on < EARLIEST:
        return [before_the_unions()]
    return [
        *_faults_of_form(plan),
        *(text for unit in plan.ending for text in _faults_of_predecessor(plan, unit)),
        *(
            text
            for unit in plan.known_successors
            for text in _faults_of_successor(plan, unit, today)
        ),
        *(text for unit in plan.new_units for text in _faults_of_new(unit, plan.effective_on)),
        *_faults_with_others(plan, apart_from),
    ]


def _faults_of_form(plan: Plan) -> Iterator[str]:
    if not plan.decision.strip():
        yield _("Name the decision or the source.")
    if not plan.predecessors:
        yield _("Choose the units that hand over.")
    if _has_repeated([one.pk for one in plan.predecessors]):
        yield _("A unit hands over once only.")
    if _has_repeated([one.code for one in plan.successors]):
        yield _("A successor is named once only.")
    if _has_repeated([one.slug for one in plan.new_units]):
        yield _("Each new unit has an address of its own.")
    yield from _faults_of_number(plan)


def before_the_unions() -> str:
    """Return what to say of a day on which there were no trade unions yet."""
    return _("The first day cannot lie before the founding of the trade unions.")


def _faults_of_number(plan: Plan) -> Iterator[str]:
    count = len(plan.successors)
    if plan.kind in EXACTLY_ONE and count != 1:
        yield _("Units that are merged, replaced or renamed have exactly one successor.")
    if plan.kind == OperationKind.SPLIT and count < 2:
        yield _("A unit that is split has at least two successors.")
    if plan.kind == OperationKind.CLOSE and count:
        yield _("A unit that is closed has no successor.")
    if plan.kind != OperationKind.MERGE and len(plan.predecessors) > 1:
        yield _("Only a merger takes in several units.")
    if count and not 0 <= plan.taker < count:
        yield _("Say which successor takes over what is open.")
    yield from _faults_of_going_on(plan)


def _faults_of_going_on(plan: Plan) -> Iterator[str]:
    own = {unit.pk for unit in plan.predecessors}
    going_on = [one for one in plan.known_successors if one.pk in own]
    if plan.kind == OperationKind.MERGE and plan.predecessors and not plan.ending:
        yield _("A merger takes in at least one unit that ends.")
    if plan.kind in {OperationKind.REPLACE, OperationKind.RENAME} and going_on:
        yield _("A unit cannot be its own successor.")
    if plan.kind == OperationKind.SPLIT and going_on and going_on[0] != _taker(plan):
        yield _("A unit that goes on after a split keeps what is open.")


def _taker(plan: Plan) -> Unit | NewUnit | None:
    is_named = 0 <= plan.taker < len(plan.successors)
    return plan.successors[plan.taker] if is_named else None


def _faults_of_predecessor(plan: Plan, unit: Unit) -> Iterator[str]:
    last_day = plan.effective_on - timedelta(days=1)
    if unit.valid_from and unit.valid_from > last_day:
        yield _("%(unit)s exists only since %(day)s.") % _with_day(unit, unit.valid_from)
    if unit.valid_to and unit.valid_to < last_day:
        yield _("%(unit)s ended on %(day)s already.") % _with_day(unit, unit.valid_to)
    former = successions_until(date.max, predecessor=unit).first()
    if former:
        yield _("%(unit)s has a successor already: %(successor)s.") % {
            "unit": unit.name,
            "successor": former.successor.name,
        }


def _faults_of_successor(plan: Plan, unit: Unit, today: date) -> Iterator[str]:
    if unit.valid_from and unit.valid_from > plan.effective_on:
        yield _("%(unit)s exists only since %(day)s.") % _with_day(unit, unit.valid_from)
    if unit.has_ended_on(max(plan.effective_on, today)):
        yield _("%(unit)s ended on %(day)s already.") % _with_day(unit, unit.valid_to)
    # In the middle of a file of changes others are not committed yet, and must not reach the cache.
    with read_past_cache():
        earlier = predecessors_of({one.pk for one in plan.ending}, day=date.max)
    if unit.pk in earlier:
        yield _("%(unit)s cannot follow a unit that came out of it.") % {"unit": unit.name}


def _faults_of_new(new: NewUnit, effective_on: date) -> Iterator[str]:
    if new.parent and not Unit.objects.filter(code=new.parent).exists():
        yield _("Unknown parent unit: %(code)s.") % {"code": new.parent}
    try:
        new.as_unit(valid_from=effective_on).full_clean(exclude=["sort_name"])
    except ValidationError as error:
        for name, messages in error.message_dict.items():
            label = "" if name == "__all__" else f"{Unit._meta.get_field(name).verbose_name}: "
            yield from (f"{new.code}: {label}{message}" for message in messages)


def _faults_with_others(plan: Plan, apart_from: Reorganisation | None) -> Iterator[str]:
    """Tell which units stand in another plan that still waits."""
    units = {one.pk: one for one in (*plan.predecessors, *plan.known_successors)}
    waiting = ReorganisationPart.objects.filter(operation__state=OperationState.PLANNED)
    if apart_from:
        waiting = waiting.exclude(operation=apart_from)
    taken = set(waiting.values_list("predecessor", flat=True))
    taken |= set(waiting.values_list("successor", flat=True))
    for key in sorted(units.keys() & taken):
        yield _("%(unit)s stands in another plan that waits.") % {"unit": units[key].name}
    operations = Reorganisation.objects.filter(state=OperationState.PLANNED)
    if apart_from:
        operations = operations.exclude(pk=apart_from.pk)
    coming = [row for rows in operations.values_list("new_units", flat=True) for row in rows]
    codes, slugs = ({row[name] for row in coming} for name in ("code", "slug"))
    for one in plan.new_units:
        if one.code in codes or one.slug in slugs:
            yield _("Another plan that waits makes a unit %(code)s.") % {
                "code": one.code if one.code in codes else one.slug
            }


def _has_repeated(values: list) -> bool:
    return any(count > 1 for count in Counter(values).values())


def _with_day(unit: Unit, day: date | None) -> dict[str, str]:
    return {"unit": unit.name, "day": date_format(day, DAY) if day else ""}
