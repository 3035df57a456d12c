"""Bodies, posts, people and appointments for tests: rows as the services leave them."""

from datetime import date
from itertools import count
from typing import Any

from django.utils import timezone

from units.models import Unit
from units.personnel.enums import BodyKind, PostLevel
from units.personnel.models import Appointment, Body, Person, Position

_numbers = count(1)
FIRST_DAY = date(2024, 1, 1)


def make_body(unit: Unit, *, name: str = "", **fields: Any) -> Body:
    """Make a body of a unit: a public department without first or last day, unless said."""
    defaults = {"name_vi": name or f"Ban thử nghiệm {next(_numbers)}", "kind": BodyKind.DEPARTMENT}
    return Body.objects.create(unit=unit, **(defaults | fields))


def make_position(name: str = "", **fields: Any) -> Position:
    """Make a post of the national list, held by several, unless said."""
    defaults: dict[str, Any] = {
        "name_vi": name or f"Chức vụ thử nghiệm {next(_numbers)}",
        "level": PostLevel.STAFF,
        "sort_order": 100,
    }
    return Position.objects.create(**(defaults | fields))


def make_head_position(name: str = "", **fields: Any) -> Position:
    """Make a post of a head, held by one at a time."""
    return make_position(name, **({"level": PostLevel.HEAD, "is_single": True} | fields))


def make_person(unit: Unit, *, name: str = "", **fields: Any) -> Person:
    """Make a person of a unit; the last word of `name` is the given name. Internal, unless said."""
    last_name, _space, first_name = (name or f"Nguyễn Văn Thử{next(_numbers)}").rpartition(" ")
    defaults = {"last_name": last_name, "first_name": first_name}
    return Person.objects.create(unit=unit, **(defaults | fields))


def make_appointment(
    person: Person,
    *,
    body: Body | None = None,
    position: Position | None = None,
    from_date: date = FIRST_DAY,
    to_date: date | None = None,
    **fields: Any,
) -> Appointment:
    """Make an appointment, running unless `to_date` is given; its body is of the person's unit."""
    position = position or make_position()
    defaults: dict[str, Any] = {"is_single": position.is_single, "made_at": timezone.now()}
    return Appointment.objects.create(
        person=person,
        body=body or make_body(person.unit),
        position=position,
        from_date=from_date,
        to_date=to_date,
        **(defaults | fields),
    )
