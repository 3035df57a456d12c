"""Writes a validated register: all rows or none; a second time changes nothing."""

from dataclasses import dataclass

from django.db import transaction

from units.models import Unit
from units.regions import region_of
from units.register import DEFAULT_PARENT
from units.services.addresses import follow_register, names_of

WRITTEN = (
    "kind",
    "name_vi",
    "name_en",
    "short_name_vi",
    "slug",
    "region",
    "valid_from",
    "valid_to",
    "email",
    "phone",
)


@dataclass(frozen=True)
class Written:
    """How many units were created, changed and left as they were."""

    created: int
    changed: int
    unchanged: int


@transaction.atomic
def write_register(*, rows: list[dict]) -> Written:
    """Create or update units by code. A column that the file lacks is left as it is."""
    existing = {unit.code: unit for unit in Unit.objects.select_for_update()}
    counts = {"created": 0, "changed": 0, "unchanged": 0}
    for row in rows:
        unit = existing.get(row["code"]) or Unit(code=row["code"])
        counts[_write(unit, row)] += 1
        existing[unit.code] = unit
    _link_parents(rows, existing)
    return Written(**counts)


def _write(unit: Unit, row: dict) -> str:
    is_new = unit.pk is None
    former_names = names_of(unit)
    before = {name: getattr(unit, name) for name in WRITTEN}
    for name in WRITTEN:
        if name in row:
            setattr(unit, name, row[name])
    if is_new and not unit.region:
        unit.region = region_of(kind=unit.kind, slug=unit.slug)
    if not is_new and before == {name: getattr(unit, name) for name in WRITTEN}:
        return "unchanged"
    unit.save()
    if not is_new:
        follow_register(unit=unit, former_names=former_names)
    return "created" if is_new else "changed"


def _link_parents(rows: list[dict], units: dict[str, Unit]) -> None:
    for row in rows:
        unit = units[row["code"]]
        parent = _parent_of(unit, row, units)
        if parent and unit.parent_id != parent.pk:
            unit.parent = parent
            unit.save(update_fields=["parent"])


def _parent_of(unit: Unit, row: dict, units: dict[str, Unit]) -> Unit | None:
    """Return the parent that the row names, else the confederation for a unit without one."""
    if row.get("parent"):
        return units[row["parent"]]
    is_top = unit.parent_id or unit.code == DEFAULT_PARENT
    return None if is_top else units.get(DEFAULT_PARENT)
