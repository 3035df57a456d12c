"""Makes operations of lines: all that one successor takes in on one day is one operation."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

from django.utils.translation import gettext as _

from units.models import Unit, UnitSuccession
from units.queries import today
from units.register import Fault, read_register

from ..enums import OperationKind
from ..errors import PlanRefused
from ..plans import NewUnit, Plan
from ..validators import EARLIEST, before_the_unions
from .lines import Line

DATA = Path(__file__).resolve().parents[2] / "data"
REGISTER_NOW = DATA / "units_2026.csv"


@dataclass
class Step:
    """Lines that are one operation, in order of date."""

    lines: list[Line]

    @property
    def first(self) -> Line:
        """Return the line by which faults are told."""
        return self.lines[0]

    @property
    def effective_on(self) -> date:
        """Return the first day of what comes."""
        return self.first.effective_on


@dataclass
class Replay:
    """What is to be done, what was done before, and what lies before the register."""

    steps: list[Step] = field(default_factory=list)
    done: list[Line] = field(default_factory=list)
    skipped: list[Line] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    new: dict[str, NewUnit] = field(default_factory=dict)


def known_new_units() -> dict[str, NewUnit]:
    """Return the units of the register of 2026 by address, for successors that do not exist yet."""
    names = ("code", "kind", "name_vi", "name_en", "short_name_vi", "slug")
    rows = read_register(REGISTER_NOW).rows
    return {row["slug"]: NewUnit(**{name: row[name] for name in names}) for row in rows}


def replay_of(lines: list[Line]) -> Replay:
    """Sort lines into what is to be done and what is not, with the faults; nothing is written."""
    units = {unit.slug: unit for unit in Unit.objects.all()}
    replay = Replay(new=known_new_units())
    coming = {line.to_slug for line in lines} & replay.new.keys()
    waiting: list[Line] = []
    for line in lines:
        if line.effective_on < EARLIEST:
            replay.faults.append(Fault(line.number, before_the_unions()))
        elif _is_done(line, units):
            replay.done.append(line)
        elif _is_before_the_register(line, units):
            replay.skipped.append(line)
        else:
            replay.faults += _faults_of(line, units.keys(), replay.new.keys(), coming)
            waiting.append(line)
    replay.faults += _faults_between(waiting)
    replay.steps = list(_steps(waiting))
    return replay


def plan_of_step(step: Step, *, new: dict[str, NewUnit], file: str) -> Plan:
    """Return the plan of a step, with the units as they are now.

    The first successor of a split unit takes what is open. Raises PlanRefused where a unit comes
    into being only by a later step.
    """
    leaving = list(dict.fromkeys(line.from_slug for line in step.lines))
    coming = list(dict.fromkeys(line.to_slug for line in step.lines if line.to_slug))
    units = {unit.slug: unit for unit in Unit.objects.filter(slug__in=[*leaving, *coming])}
    for slug in leaving:
        if slug not in units:
            raise PlanRefused([_("No unit has the address %(slug)s.") % {"slug": slug}])
    sources = dict.fromkeys(line.source for line in step.lines if line.source)
    notes = dict.fromkeys(line.note for line in step.lines if line.note)
    return Plan(
        kind=_kind(step, is_new=not set(coming) <= units.keys()),
        effective_on=step.effective_on,
        decision=("; ".join(sources) or file)[:255],
        note="\n".join(notes)[:2000],
        predecessors=tuple(units[slug] for slug in leaving),
        successors=tuple(units.get(slug) or new[slug] for slug in coming),
    )


def _kind(step: Step, *, is_new: bool) -> OperationKind:
    """Return what the file says, else a merger; one unit that becomes a new one is replaced."""
    if step.first.kind:
        return step.first.kind
    return OperationKind.REPLACE if is_new and len(step.lines) == 1 else OperationKind.MERGE


def _is_done(line: Line, units: dict[str, Unit]) -> bool:
    """Tell whether the register holds the change already."""
    unit = units.get(line.from_slug)
    if unit is None:
        return False
    if not line.to_slug:
        return unit.valid_to == line.effective_on - timedelta(days=1)
    successions = UnitSuccession.objects.filter(predecessor=unit, effective_on=line.effective_on)
    return successions.filter(successor__slug=line.to_slug).exists()


def _is_before_the_register(line: Line, units: dict[str, Unit]) -> bool:
    """Tell whether a unit bore its new name before there was a register that knew the old one."""
    is_known = line.from_slug in units
    return line.kind == OperationKind.RENAME and not is_known and line.to_slug in units


def _faults_of(line: Line, units, new, coming: set[str]) -> Iterator[Fault]:
    if line.effective_on > today():
        text = _("%(day)s lies ahead. A later day is planned on the screen of reorganisations.")
        yield Fault(line.number, text % {"day": f"{line.effective_on:%d/%m/%Y}"})
    if line.from_slug not in units and line.from_slug not in coming:
        text = _("No unit has the address %(slug)s.") % {"slug": line.from_slug}
        yield Fault(line.number, text)
    if line.to_slug and line.to_slug not in units and line.to_slug not in new:
        text = _("No unit has the address %(slug)s, and the register of 2026 names none.") % {
            "slug": line.to_slug
        }
        yield Fault(line.number, text)


def _faults_between(lines: list[Line]) -> Iterator[Fault]:
    """Find lines that say the same twice, and units that go on without taking anybody in."""
    first: dict[str, Line] = {}
    parts: dict[tuple, Line] = {}
    for line in lines:
        before = first.setdefault(line.from_slug, line)
        if before is not line and OperationKind.SPLIT not in {before.kind, line.kind}:
            yield _twice(line, before, "from_slug", line.from_slug)
        # Parts of one unit have lines of their own, each once.
        part = parts.setdefault((line.from_slug, line.to_slug, line.effective_on), line)
        if part is not line and OperationKind.SPLIT in {before.kind, line.kind}:
            yield _twice(line, part, "to_slug", line.to_slug)
    for step in _steps(lines):
        if all(line.from_slug == line.to_slug for line in step.lines):
            yield Fault(step.first.number, _("A merger takes in at least one unit that ends."))


def _twice(line: Line, before: Line, name: str, value: str) -> Fault:
    text = _("%(name)s %(value)s already stands in line %(line)s.")
    return Fault(line.number, text % {"name": name, "value": value, "line": before.number})


def _steps(lines: list[Line]) -> Iterator[Step]:
    """Yield the operations in order of date, then of the file."""
    found: dict[tuple, Step] = {}
    for line in sorted(lines, key=lambda line: (line.effective_on, line.number)):
        found.setdefault(_key(line), Step([])).lines.append(line)
    yield from found.values()


def _key(line: Line) -> tuple:
    """Return what lines of one operation share: what is closed or renamed is alone."""
    if line.kind in {None, OperationKind.MERGE}:
        return line.effective_on, OperationKind.MERGE, line.to_slug
    if line.kind == OperationKind.SPLIT:
        return line.effective_on, line.kind, line.from_slug
    return line.effective_on, line.kind, line.number
