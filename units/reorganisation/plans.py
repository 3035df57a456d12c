"""What is to be done to which units, before it is written down."""

from dataclasses import asdict, dataclass
from datetime import date

from units.models import Unit
from units.regions import region_of

from .enums import OperationKind

EXACTLY_ONE = frozenset({OperationKind.MERGE, OperationKind.REPLACE, OperationKind.RENAME})


@dataclass(frozen=True)
class NewUnit:
    """A unit that the operation makes; `parent` is a code, empty for the confederation."""

    code: str
    kind: str
    name_vi: str
    short_name_vi: str
    slug: str
    name_en: str = ""
    region: str = ""
    parent: str = ""

    def as_unit(self, *, valid_from: date | None = None) -> Unit:
        """Return the unit, not saved and without its parent."""
        columns = {name: value for name, value in asdict(self).items() if name != "parent"}
        columns["region"] = self.region or region_of(kind=self.kind, slug=self.slug)
        return Unit(**columns, valid_from=valid_from)


@dataclass(frozen=True)
class Plan:
    """An operation on units; `taker` is the place in `successors` of the one with the open work."""

    kind: OperationKind
    effective_on: date
    decision: str
    predecessors: tuple[Unit, ...]
    successors: tuple[Unit | NewUnit, ...] = ()
    taker: int = 0
    note: str = ""

    @property
    def new_units(self) -> list[NewUnit]:
        """Return the units that do not exist yet."""
        return [one for one in self.successors if isinstance(one, NewUnit)]

    @property
    def known_successors(self) -> list[Unit]:
        """Return the units that exist."""
        return [one for one in self.successors if isinstance(one, Unit)]

    @property
    def ending(self) -> list[Unit]:
        """Return the predecessors that end: those that are not their own successors."""
        going_on = {one.pk for one in self.known_successors}
        return [unit for unit in self.predecessors if unit.pk not in going_on]
