"""Units that an asker chooses from: provinces by their place, all others by kind."""

from itertools import groupby
from typing import Any

from django.utils.functional import cached_property

from core.text import sort_key
from units.enums import UnitKind
from units.models import Unit
from units.names import place_name
from units.queries import active_units

ORDER = {kind.value: place for place, kind in enumerate(UnitKind)}


class Places:
    """The units of today by their addresses, read once for a form."""

    @cached_property
    def units(self) -> dict[str, Unit]:
        """Return the units by slug."""
        return {unit.slug: unit for unit in active_units()}

    def provinces(self) -> list[tuple[str, str]]:
        """Return the provincial federations by the name of their place."""
        found = (unit for unit in self.units.values() if unit.kind == UnitKind.PROVINCE)
        return sorted(((one.slug, place_name(one)) for one in found), key=_by_name)

    def by_kind(self) -> list[tuple[Any, list[tuple[str, str]]]]:
        """Return all units in groups, as a field of choices takes them."""
        units = sorted(self.units.values(), key=lambda unit: (ORDER[unit.kind], unit.sort_name))
        return [
            (UnitKind(kind).label, [(one.slug, one.name) for one in group])
            for kind, group in groupby(units, key=lambda unit: unit.kind)
        ]


def _by_name(choice: tuple[str, str]) -> str:
    return sort_key(choice[1])
