"""Demonstration of organisation and personnel: bodies, posts and plainly invented people.

Made through the portal's own services, so that what is shown is what an officer could have entered.
"""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from django.db import transaction

from core.models import User
from home.demo.content import load_json
from units.models import Membership, Unit
from units.personnel.enums import PostLevel
from units.personnel.models import Appointment, Body, Person, Position
from units.personnel.services.appointments import appoint
from units.personnel.services.bodies import end_body, make_body
from units.personnel.services.linking import link_account
from units.personnel.services.people import PersonDetails, make_person
from units.personnel.services.positions import save_position

BODY_FIELDS = ("name_vi", "name_en", "kind", "term", "sort_order")
DETAILS = ("email", "phone", "is_public", "shows_contact")
# Posts that the national list does not have from the start: Vietnamese and English name.
POSTS = (("Trưởng phòng", "Head of division"), ("Tổ trưởng", "Head of group"))
LAST_IN_ORDER = 100
ENDED = "Sắp xếp tổ chức bộ máy (minh họa)"


def ensure_people(*, now: datetime) -> int:
    """Make bodies and people of the demonstration units that have none; return how many people.

    A unit whose people are there already is left as it is, whatever became of them. Nothing is made
    for units that the register does not have.
    """
    shown = Person.objects.filter(is_demonstration=True).values_list("unit__slug", flat=True)
    present, units = set(shown), Unit.objects.in_bulk(field_name="slug")
    made = 0
    _ensure_posts()
    for row in load_json("people"):
        if row["unit"] in units and row["unit"] not in present:
            made += _fill(units[row["unit"]], row, now)
    return made


def _ensure_posts() -> None:
    for name_vi, name_en in POSTS:
        if not Position.objects.filter(name_vi=name_vi).exists():
            position = Position(
                name_vi=name_vi,
                name_en=name_en,
                level=PostLevel.HEAD,
                is_single=True,
                sort_order=LAST_IN_ORDER,
            )
            save_position(position=position, by=None)


@transaction.atomic
def _fill(unit: Unit, row: dict[str, Any], now: datetime) -> int:
    bodies = dict(_bodies(unit, row["bodies"]))
    positions = Position.objects.in_bulk(field_name="name_vi")
    for one in row["people"]:
        person = _person(unit, one)
        for post in one["posts"]:
            _appoint(person, post, bodies[post["body"]], positions[post["position"]], now)
        _link(person, one.get("account", ""), now)
    for one in row["bodies"]:
        if "valid_to" in one:
            day = date.fromisoformat(one["valid_to"])
            end_body(body_id=bodies[one["key"]].pk, last_day=day, reason=ENDED, by=None, now=now)
    return len(row["people"])


def _bodies(unit: Unit, rows: list[dict[str, Any]]) -> Iterator[tuple[str, Body]]:
    """Make the bodies in the order of the file: what one is part of stands before it.

    One that somebody made before under the same name is taken as it is.
    """
    made: dict[str, Body] = {}
    present = {body.name_vi: body for body in Body.objects.filter(unit=unit)}
    for row in rows:
        fields = {name: row[name] for name in BODY_FIELDS if name in row}
        parent = made.get(row.get("parent", ""))
        body = present.get(row["name_vi"])
        made[row["key"]] = body or make_body(unit=unit, by=None, parent=parent, **fields)
        yield row["key"], made[row["key"]]


def _person(unit: Unit, row: dict[str, Any]) -> Person:
    last_name, _space, first_name = row["name"].rpartition(" ")
    details = PersonDetails(
        last_name=last_name,
        first_name=first_name,
        **{name: row[name] for name in DETAILS if name in row},
    )
    person = make_person(unit=unit, details=details, by=None, is_namesake=True)
    Person.objects.filter(pk=person.pk).update(is_demonstration=True)
    person.is_demonstration = True
    return person


def _appoint(
    person: Person, post: dict[str, Any], body: Body, position: Position, now: datetime
) -> None:
    last = date.fromisoformat(post["to"]) if "to" in post else None
    appointment = appoint(
        person_id=person.pk,
        body_id=body.pk,
        position_id=position.pk,
        from_date=date.fromisoformat(post["from"]),
        to_date=last,
        is_acting=post.get("is_acting", False),
        decision=post.get("decision", ""),
        by=None,
        now=now,
    )
    if "end_reason" in post:
        Appointment.objects.filter(pk=appointment.pk).update(end_reason=post["end_reason"])


def _link(person: Person, username: str, now: datetime) -> None:
    """Link a demonstration account that works in the unit and is nobody's yet."""
    account = (
        User.objects.filter(username=username, person__isnull=True).first() if username else None
    )
    if account and Membership.objects.filter(user=account, unit=person.unit_id).exists():
        link_account(person_id=person.pk, account_id=account.pk, by=None, now=now)
