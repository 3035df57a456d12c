"""Reads what everybody may know of a unit's people: public persons in public bodies, no others."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from units.models import Unit

from ..enums import BodyKind, PostLevel
from ..models import Appointment, Body
from ..queries import held_on, in_order, valid_on
from .portraits import PORTRAITS, portrait_of

# The bodies that lead a unit, the highest first: whoever heads the first one heads the unit.
LEADING = (BodyKind.PRESIDIUM, BodyKind.STANDING_COMMITTEE, BodyKind.EXECUTIVE_COMMITTEE)
LEADERS = (PostLevel.HEAD, PostLevel.DEPUTY)


@dataclass(frozen=True)
class Card:
    """A person as readers see them in one body, with all posts held there."""

    name: str
    posts: list[str]
    level: str
    portrait: Any = None
    email: str = ""
    phone: str = ""

    @property
    def initial(self) -> str:
        """Return the first letter of the given name, shown where there is no photo."""
        return self.name.rpartition(" ")[2][:1].upper()

    @property
    def is_leader(self) -> bool:
        """Tell whether the person heads the body or is a deputy."""
        return self.level in LEADERS


@dataclass
class Node:
    """A body with its people, heads first, and the bodies that are part of it."""

    body: Body
    cards: list[Card]
    parts: list["Node"] = field(default_factory=list)

    @property
    def heads(self) -> list[Card]:
        """Return who heads the body."""
        return [card for card in self.cards if card.level == PostLevel.HEAD]

    def walk(self) -> Iterable["Node"]:
        """Yield this body and all below it."""
        yield self
        for part in self.parts:
            yield from part.walk()


@dataclass(frozen=True)
class Former:
    """A person who headed the unit, from year to year."""

    name: str
    post: str
    first: int
    last: int


@dataclass(frozen=True)
class Organisation:
    """Public bodies of a unit as a tree, who leads it, who led it."""

    roots: list[Node]
    leaders: list[Card]
    former: list[Former]

    @property
    def nodes(self) -> list[Node]:
        """Return all bodies in the order of the chart."""
        return [node for root in self.roots for node in root.walk()]

    @property
    def is_empty(self) -> bool:
        """Tell whether there is nothing to show."""
        return not self.roots


def day_shown(unit: Unit, today: date) -> date:
    """Return today, or the last day of a unit that has ended."""
    return unit.valid_to if unit.valid_to and unit.valid_to < today else today


def public_appointments(day: date, **filters: Any):
    """Return the appointments of public persons in public bodies of a day, heads first."""
    rows = Appointment.objects.filter(
        held_on(day),
        valid_on(day, prefix="body__"),
        body__is_public=True,
        person__is_public=True,
        **filters,
    )
    return in_order(rows.select_related("person__photo", "position", "body"))


def organisation_of(unit_id: int, day: date) -> Organisation:
    """Return the public organisation of a unit on a day: four queries, whatever its size."""
    bodies = list(Body.objects.filter(valid_on(day), unit=unit_id, is_public=True))
    if not bodies:
        return Organisation([], [], [])
    appointments = list(public_appointments(day, body__unit=unit_id).prefetch_related(PORTRAITS))
    nodes = {
        body.pk: Node(body, cards_of([one for one in appointments if one.body_id == body.pk]))
        for body in bodies
    }
    roots: list[Node] = []
    for body in bodies:
        # What is part of a body that is not shown stands by itself.
        above = nodes.get(body.parent_id or 0)
        (above.parts if above else roots).append(nodes[body.pk])
    leading = leading_body(bodies)
    leaders = [card for card in nodes[leading.pk].cards if card.is_leader] if leading else []
    return Organisation(roots, leaders, _former(leading, day) if leading else [])


def leading_body(bodies: list[Body]) -> Body | None:
    """Return the body that leads a unit: the highest committee, else a lone department."""
    for kind in LEADING:
        found = next((body for body in bodies if body.kind == kind), None)
        if found is not None:
            return found
    tops = [body for body in bodies if body.parent_id is None]
    return tops[0] if len(tops) == 1 else None


def cards_of(appointments: Iterable[Appointment]) -> list[Card]:
    """Return one card for each person in the order given, with all their posts."""
    by_person: dict[int, list[Appointment]] = {}
    for one in appointments:
        by_person.setdefault(one.person_id, []).append(one)
    return [_card(held) for held in by_person.values()]


def post_of(appointment: Appointment) -> str:
    """Return a post in the active language, marked where it is held for the time being."""
    name = appointment.position.name
    return acting(name) if appointment.is_acting else name


def acting(post: str) -> str:
    """Return a post as it is called while somebody holds it for the time being."""
    return _("%(post)s (acting)") % {"post": post}


def _card(held: list[Appointment]) -> Card:
    person, level = held[0].person, held[0].position.level
    contact = (person.email, person.phone) if person.shows_contact else ("", "")
    posts = list(dict.fromkeys(post_of(one) for one in held))
    return Card(person.full_name, posts, level, portrait_of(person.photo), *contact)


def _former(leading: Body, day: date) -> list[Former]:
    """Return who headed the leading body before, the last first; years that touch are one.

    Who came back after others, or after a gap, stands there once for each time.
    """
    rows = Appointment.objects.filter(
        body=leading,
        position__level=PostLevel.HEAD,
        person__is_public=True,
        cancelled_at__isnull=True,
        to_date__lt=day,
    ).exclude(person__in=_heads_on(leading, day))
    found: list[Former] = []
    later: int | None = None
    for one in rows.select_related("person", "position").order_by("-to_date", "-pk"):
        first, last = one.from_date.year, one.to_date.year
        if one.person_id == later and last >= found[-1].first - 1:
            found[-1] = replace(found[-1], first=min(first, found[-1].first))
        else:
            found.append(Former(one.person.full_name, post_of(one), first, last))
        later = one.person_id
    return found


def _heads_on(leading: Body, day: date):
    rows = Appointment.objects.filter(held_on(day), body=leading, position__level=PostLevel.HEAD)
    return rows.values("person")
