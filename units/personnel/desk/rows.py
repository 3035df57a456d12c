"""Lines of the lists: what each person holds, and who sits in each body."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from ..enums import PostLevel
from ..models import Appointment, Body, Person, Position
from ..queries import in_order
from ..services.refusals import period_in_words
from ..staffing import LEADING


@dataclass(frozen=True)
class PersonRow:
    """A person with the posts that run, and the last day of the last one where none does."""

    person: Person
    posts: list[Appointment] = field(default_factory=list)
    coming: list[Appointment] = field(default_factory=list)
    left_on: date | None = None

    @property
    def account(self) -> str:
        """Return what there is to say of the account; empty without one."""
        account = self.person.account
        if account is None:
            return ""
        if not account.is_active:
            return _("account closed")
        return _("account kept") if self.person.account_is_kept else _("has an account")


def person_rows(people: Sequence[Person], *, today: date) -> list[PersonRow]:
    """Return the lines of people, heads of bodies first among their posts; one query."""
    rows = Appointment.objects.filter(
        person__in=[person.pk for person in people], cancelled_at__isnull=True
    )
    by_person: dict[int, list[Appointment]] = defaultdict(list)
    for one in in_order(rows.select_related("position", "body")):
        by_person[one.person_id].append(one)
    return [_person_row(person, by_person[person.pk], today) for person in people]


def _person_row(person: Person, appointments: list[Appointment], today: date) -> PersonRow:
    held = [one for one in appointments if one.is_held_on(today)]
    coming = [one for one in appointments if one.from_date > today]
    ended = [one.to_date for one in appointments if one.to_date and one.to_date < today]
    left_on = max(ended, default=None) if not held and not coming else None
    return PersonRow(person, held, coming, left_on)


@dataclass(frozen=True)
class BodyCard:
    """A body with who sits in it today, and the single posts that nobody holds."""

    body: Body
    members: list[Appointment]
    vacancies: list[Position]
    today: date

    @property
    def is_ended(self) -> bool:
        """Tell whether the body exists no more."""
        return self.body.valid_to is not None and self.body.valid_to < self.today

    @property
    def lacks_head(self) -> bool:
        """Tell whether nobody heads it and no post of a head is known to be vacant.

        A standing committee within its executive committee is headed by the head of that one.
        """
        if self.body.parent_id is not None and self.body.kind in LEADING:
            return False
        levels = [one.position.level for one in self.members]
        levels += [position.level for position in self.vacancies]
        return not self.is_ended and PostLevel.HEAD not in levels

    @property
    def kind(self) -> str:
        """Return the kind in words; empty where the name says it already."""
        label = str(self.body.get_kind_display())
        return "" if label == self.body.name else label

    @property
    def days(self) -> str:
        """Return the days of the body in words; empty without any."""
        return period_in_words(self.body.valid_from, self.body.valid_to)


def body_cards(
    bodies: Iterable[Body], *, holders: Iterable[Appointment], posts: dict[int, list[Position]],
    today: date,
) -> list[BodyCard]:  # fmt: skip
    """Return the cards; `holders` heads first, `posts` the single posts each body has had."""
    members: dict[int, list[Appointment]] = defaultdict(list)
    for one in holders:
        members[one.body_id].append(one)
    return [
        BodyCard(body, members[body.pk], _vacant(posts.get(body.pk, []), members[body.pk]), today)
        for body in bodies
    ]


def single_posts(bodies: Sequence[Body]) -> dict[int, list[Position]]:
    """Return the single posts in use that bodies have or had a holder of; two queries."""
    rows = Appointment.objects.filter(
        body__in=[body.pk for body in bodies],
        is_single=True,
        cancelled_at__isnull=True,
        position__is_active=True,
    )
    pairs = list(rows.order_by().values_list("body_id", "position_id").distinct())
    positions = Position.objects.in_bulk({position_id for _body, position_id in pairs})
    found: dict[int, list[Position]] = defaultdict(list)
    for body_id, position_id in pairs:
        found[body_id].append(positions[position_id])
    return found


def _vacant(posts: list[Position], members: list[Appointment]) -> list[Position]:
    held = {one.position_id for one in members}
    free = [position for position in posts if position.pk not in held]
    return sorted(free, key=lambda one: (PostLevel.values.index(one.level), one.sort_order, one.pk))


@dataclass(frozen=True)
class HistoryRow:
    """One appointment in the history of a person."""

    appointment: Appointment
    today: date

    @property
    def state(self) -> str:
        """Return `cancelled`, `ended`, `coming` or `held`."""
        one = self.appointment
        if one.cancelled_at is not None:
            return "cancelled"
        if one.to_date is not None and one.to_date < self.today:
            return "ended"
        return "coming" if one.from_date > self.today else "held"

    @property
    def state_words(self) -> str:
        """Return the state in words."""
        words = {
            "cancelled": _("cancelled"),
            "ended": _("ended"),
            "coming": _("to begin"),
            "held": pgettext("appointment", "running"),
        }
        return words[self.state]

    @property
    def days(self) -> str:
        """Return the period in words."""
        return period_in_words(self.appointment.from_date, self.appointment.to_date)


ORDER_OF_STATES = ("coming", "held", "ended", "cancelled")


def history_of(person: Person, *, today: date) -> list[HistoryRow]:
    """Return all entries of a person: what is to come, what runs (heads first), then backwards.

    One query.
    """
    rows = in_order(person.appointments.select_related("position", "body"))
    found = [HistoryRow(one, today) for one in rows]
    return sorted(found, key=_place_in_history)


def _place_in_history(row: HistoryRow) -> tuple[int, int, int]:
    one = row.appointment
    rank = PostLevel.values.index(one.position.level) if row.state == "held" else 0
    return ORDER_OF_STATES.index(row.state), rank, -one.from_date.toordinal()
