"""Reads of appointments that several screens share: who holds what on a day, heads first."""

from datetime import date

from django.db.models import Case, Exists, IntegerField, OuterRef, Q, QuerySet, Value, When

from .enums import PostLevel
from .models import Appointment, Body, Person

# Within a body: heads, deputies, members, staff; in a level by the list of posts, then by name.
IN_ORDER = ("level_order", "position__sort_order", "person__sort_name", "from_date", "pk")


def held_on(day: date, *, prefix: str = "") -> Q:
    """Return the condition that an appointment runs on a day."""
    begun = Q(**{f"{prefix}cancelled_at__isnull": True, f"{prefix}from_date__lte": day})
    open_ended = Q(**{f"{prefix}to_date__isnull": True})
    return begun & (open_ended | Q(**{f"{prefix}to_date__gte": day}))


def lasts_until(day: date) -> Q:
    """Return the condition that an appointment counts on a day or later: running or to come."""
    open_ended = Q(to_date__isnull=True) | Q(to_date__gte=day)
    return Q(cancelled_at__isnull=True) & open_ended


def level_order(path: str = "position__level") -> Case:
    """Return the place of a level: heads first."""
    ranks = [When(**{path: level}, then=Value(rank)) for rank, level in enumerate(PostLevel.values)]
    return Case(*ranks, default=Value(len(ranks)), output_field=IntegerField())


def in_order(appointments: QuerySet[Appointment]) -> QuerySet[Appointment]:
    """Return appointments with heads and deputies first."""
    return appointments.annotate(level_order=level_order()).order_by(*IN_ORDER)


def valid_on(day: date, *, prefix: str = "") -> Q:
    """Return the condition that a body exists on a day; `prefix` leads to it from the rows."""
    open_begin = Q(**{f"{prefix}valid_from__isnull": True})
    open_end = Q(**{f"{prefix}valid_to__isnull": True})
    begun = open_begin | Q(**{f"{prefix}valid_from__lte": day})
    return begun & (open_end | Q(**{f"{prefix}valid_to__gte": day}))


def holders_on(day: date) -> QuerySet[Appointment]:
    """Return the appointments that run on a day, with people, posts and bodies, heads first."""
    rows = Appointment.objects.filter(held_on(day))
    return in_order(rows.select_related("person", "position", "body"))


def holds_any(day: date) -> Exists:
    """Return whether a person holds any post on a day."""
    return Exists(Appointment.objects.filter(held_on(day), person=OuterRef("pk")))


def ever_held() -> Exists:
    """Return whether a person holds, held or will hold a post; cancelled entries do not count."""
    rows = Appointment.objects.filter(cancelled_at__isnull=True, person=OuterRef("pk"))
    return Exists(rows)


def holds_or_will(day: date) -> Exists:
    """Return whether a person holds a post on a day or is to hold one."""
    return Exists(Appointment.objects.filter(lasts_until(day), person=OuterRef("pk")))


def people_whose_posts_ended(day: date) -> QuerySet[Person]:
    """Return the people whose last appointment ended before a day; who never had one is not."""
    return Person.objects.filter(ever_held()).exclude(holds_or_will(day))


def bodies_on(day: date) -> QuerySet[Body]:
    """Return the bodies that exist on a day, in their order."""
    return Body.objects.filter(valid_on(day))
