"""Reads the register of units from CSV: every fault with its line, all or nothing."""

import csv
import io
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.validators import validate_email, validate_slug
from django.utils.translation import gettext as _

from core.text import normalize
from units.enums import Region, UnitKind
from units.models import Unit
from units.models.unit import CODE_VALIDATOR

REQUIRED_COLUMNS = ("code", "kind", "name_vi", "short_name_vi", "slug")
OPTIONAL_COLUMNS = ("name_en", "region", "parent", "valid_from", "valid_to", "email", "phone")
DEFAULT_PARENT = "TLD"


@dataclass(frozen=True)
class Fault:
    """One fault of the file: the line (1 is the header) and what is wrong."""

    line: int
    message: str


@dataclass
class Register:
    """Rows that may be written, or the faults that forbid it."""

    rows: list[dict] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)

    def fault(self, line: int, message: str) -> None:
        """Record a fault."""
        self.faults.append(Fault(line, message))


def read_register(path: Path) -> Register:
    """Read and validate a register; nothing is written."""
    register = Register()
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = path.read_bytes()[: error.start].count(b"\n") + 1
        register.fault(line, _("The file is not UTF-8 text. Save it again as “CSV UTF-8”."))
        return register
    reader = csv.DictReader(io.StringIO(text, newline=""))
    _check_columns(register, list(reader.fieldnames or []))
    if register.faults:
        return register
    for row in reader:
        _read_row(register, reader.line_num, row)
    if not register.rows and not register.faults:
        register.fault(1, _("The file names no unit."))
    _check_duplicates(register)
    _check_parents(register)
    return register


def _check_columns(register: Register, names: list[str]) -> None:
    missing = [name for name in REQUIRED_COLUMNS if name not in names]
    if missing:
        register.fault(1, _("Missing columns: %(names)s.") % {"names": ", ".join(missing)})
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        register.fault(1, _("Columns named twice: %(names)s.") % {"names": ", ".join(twice)})


def _read_row(register: Register, line: int, row: dict) -> None:
    if None in row or None in row.values():
        register.fault(line, _("This line does not have as many columns as the header."))
        return
    values = {name: normalize(text).strip() for name, text in row.items() if name}
    for name in REQUIRED_COLUMNS:
        if not values[name]:
            register.fault(line, _("Column %(name)s is empty.") % {"name": name})
    if values["kind"] and values["kind"] not in UnitKind.values:
        register.fault(line, _("Unknown kind of unit: %(kind)s.") % {"kind": values["kind"]})
    if values.get("region") and values["region"] not in Region.values:
        register.fault(line, _("Unknown region: %(region)s.") % {"region": values["region"]})
    _check_value(register, line, values["code"], CODE_VALIDATOR)
    _check_value(register, line, values["slug"], validate_slug)
    _check_value(register, line, values.get("email", ""), validate_email)
    for name in ("name_vi", "name_en", "short_name_vi", "slug", "email", "phone"):
        limit = int(Unit._meta.get_field(name).max_length or 0)
        if len(values.get(name, "")) > limit:
            register.fault(
                line,
                _("Column %(name)s is longer than %(limit)s characters.")
                % {"name": name, "limit": limit},
            )
    dates = {name: _read_date(register, line, values, name) for name in ("valid_from", "valid_to")}
    if dates["valid_from"] and dates["valid_to"] and dates["valid_to"] < dates["valid_from"]:
        register.fault(line, _("The last day cannot come before the first day."))
    register.rows.append(values | dates | {"line": line})


def _check_value(register: Register, line: int, value: str, validator) -> None:
    if not value:
        return
    try:
        validator(value)
    except ValidationError as error:
        register.fault(line, f"{value}: {error.messages[0]}")


def _read_date(register: Register, line: int, values: dict, name: str) -> date | None:
    text = values.get(name, "")
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        register.fault(
            line,
            _("%(value)s is not a date; write it as YYYY-MM-DD.") % {"value": text},
        )
        return None


def _check_duplicates(register: Register) -> None:
    for name in ("code", "slug"):
        seen: dict[str, int] = {}
        for row in register.rows:
            value = row[name]
            if value and value in seen:
                register.fault(
                    row["line"],
                    _("%(name)s %(value)s already stands in line %(line)s.")
                    % {"name": name, "value": value, "line": seen[value]},
                )
            seen.setdefault(value, row["line"])
    codes_by_slug = dict(Unit.objects.values_list("slug", "code"))
    for row in register.rows:
        owner = codes_by_slug.get(row["slug"])
        if owner and owner != row["code"]:
            register.fault(
                row["line"],
                _("The address %(slug)s belongs to unit %(code)s already.")
                % {"slug": row["slug"], "code": owner},
            )


def _check_parents(register: Register) -> None:
    parents: dict[str, str | None] = dict(Unit.objects.values_list("code", "parent__code"))
    parents |= {row["code"]: row.get("parent") or parents.get(row["code"]) for row in register.rows}
    for row in register.rows:
        parent = row.get("parent")
        if parent and parent not in parents:
            register.fault(row["line"], _("Unknown parent unit: %(code)s.") % {"code": parent})
        elif parent and _leads_back(row["code"], parents):
            register.fault(row["line"], _("A unit cannot stand under itself."))


def _leads_back(code: str, parents: dict[str, str | None]) -> bool:
    seen, above = set(), parents.get(code)
    while above and above not in seen:
        if above == code:
            return True
        seen.add(above)
        above = parents.get(above)
    return False
