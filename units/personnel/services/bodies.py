"""Makes, changes and ends the bodies of a unit."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from core.audit import record
from core.days import day_of
from core.text import fold_for_search
from units.models import Unit

from ..models import Appointment, Body
from .locking import is_already, locked, refuse_newer
from .refusals import PersonnelRefused, period_in_words

FIELDS = (
    *("name_vi", "name_en", "kind", "parent", "term", "sort_order"),
    *("is_public", "valid_from", "valid_to"),
)


@transaction.atomic
def make_body(*, unit: Unit, by, **fields: Any) -> Body:
    """Add a body to a unit; `fields` are those of `FIELDS`.

    Raises `PersonnelRefused` for a name that a body of the same time has, which also makes a
    second click change nothing, and for a body above it of another unit.
    """
    Unit.objects.select_for_update().get(pk=unit.pk)
    body = Body(unit=unit, **_known(fields))
    _check(body)
    body.save()
    record(actor=by, action="personnel.body.make", subject=body, unit=unit.code, name=body.name_vi)
    return body


@transaction.atomic
def change_body(*, body_id: int, by, seen: str | None = None, **fields: Any) -> Body:
    """Change a body; its appointments stay within its days. Raises `PersonnelRefused`."""
    body = _lock_with_unit(body_id)
    if is_already(body, _known(fields)):
        return body
    refuse_newer(body, seen)
    before = {name: str(getattr(body, name)) for name in FIELDS}
    for name, value in _known(fields).items():
        setattr(body, name, value)
    _check(body)
    _refuse_appointments_outside(body)
    body.save()
    changes = {
        name: [old, new]
        for name in FIELDS
        if (old := before[name]) != (new := str(getattr(body, name)))
    }
    if changes:
        record(actor=by, action="personnel.body.change", subject=body, changes=changes)
    return body


@transaction.atomic
def end_body(
    *, body_id: int, last_day: date, reason: str, by, now: datetime, seen: str | None = None
) -> Body:
    """End a body on a day, and on that day all appointments to it that run longer.

    Raises `PersonnelRefused` for a body that has ended, for a day before its first, and while
    another body is part of it or an appointment to it begins later.
    """
    body = _lock_with_unit(body_id)
    if body.valid_to == last_day:
        return body
    refuse_newer(body, seen)
    if body.valid_to is not None and body.valid_to < day_of(now):
        raise PersonnelRefused(_("This body has ended already."))
    if body.valid_from is not None and last_day < body.valid_from:
        raise PersonnelRefused(
            _("The last day cannot come before the first day."), field="last_day"
        )
    _refuse_parts_after(body, last_day)
    _refuse_appointments_after(body, last_day)
    longer = Appointment.objects.filter(body=body, cancelled_at__isnull=True).filter(
        Q(to_date__isnull=True) | Q(to_date__gt=last_day)
    )
    ended = list(longer.values_list("pk", flat=True))
    longer.update(to_date=last_day, end_reason=reason[:200])
    body.valid_to = last_day
    body.save(update_fields=["valid_to"])
    record(
        actor=by,
        action="personnel.body.end",
        subject=body,
        last_day=last_day.isoformat(),
        reason=reason,
        appointments=ended,
    )
    return body


def refuse_outside(body: Body, first: date, last: date | None) -> None:
    """Raise `PersonnelRefused` for days on which the body, or its unit, does not exist."""
    ends = [day for day in (body.valid_to, body.unit.valid_to) if day is not None]
    end = min(ends, default=None)
    if body.valid_from is not None and first < body.valid_from:
        raise PersonnelRefused(_exists(body, end), field="from_date")
    if end is not None and (last is None or last > end):
        raise PersonnelRefused(_exists(body, end), field="to_date")


def _lock_with_unit(body_id: int) -> Body:
    """Let one change of a unit's bodies happen at a time: they name each other."""
    unit_id = Body.objects.values_list("unit_id", flat=True).get(pk=body_id)
    Unit.objects.select_for_update().get(pk=unit_id)
    return locked(Body, body_id)


def _exists(body: Body, end: date | None) -> str:
    values = {"body": body.name, "period": period_in_words(body.valid_from, end)}
    return _("%(body)s exists %(period)s only. Choose days within.") % values


def _known(fields: dict[str, Any]) -> dict[str, Any]:
    unknown = set(fields) - set(FIELDS)
    if unknown:
        raise TypeError(f"A body has no {', '.join(sorted(unknown))}.")
    return fields


def _check(body: Body) -> None:
    if not body.name_vi.strip():
        raise PersonnelRefused(_("Enter a name."), field="name_vi")
    if body.valid_from and body.valid_to and body.valid_to < body.valid_from:
        raise PersonnelRefused(
            _("The last day cannot come before the first day."), field="valid_to"
        )
    _refuse_second_of_name(body)
    _refuse_foreign_parent(body)


def _refuse_second_of_name(body: Body) -> None:
    """Compare folded, here: a unit has some dozen bodies."""
    others = Body.objects.filter(unit_id=body.unit_id).exclude(pk=body.pk)
    wanted = fold_for_search(body.name_vi)
    for other in others:
        if fold_for_search(other.name_vi) == wanted and _meet(body, other):
            text = _("The unit has a body named %(name)s at that time already.")
            raise PersonnelRefused(text % {"name": other.name_vi}, field="name_vi")


def _meet(one: Body, other: Body) -> bool:
    def begins_in_time(first: Body, second: Body) -> bool:
        return not (first.valid_from and second.valid_to and first.valid_from > second.valid_to)

    return begins_in_time(one, other) and begins_in_time(other, one)


def _refuse_foreign_parent(body: Body) -> None:
    above = body.parent
    if above is not None and above.unit_id != body.unit_id:
        raise PersonnelRefused(_("Choose a body of the same unit."), field="parent")
    while above is not None:
        if above.pk == body.pk:
            raise PersonnelRefused(_("A body cannot stand under itself."), field="parent")
        above = above.parent


def _refuse_appointments_outside(body: Body) -> None:
    rows = Appointment.objects.filter(body=body, cancelled_at__isnull=True)
    outside = Q()
    if body.valid_from:
        outside |= Q(from_date__lt=body.valid_from)
    if body.valid_to:
        outside |= Q(to_date__isnull=True) | Q(to_date__gt=body.valid_to)
    first = rows.filter(outside).select_related("person").first() if outside else None
    if first is not None:
        text = _("%(name)s holds a post in it %(period)s: end the body by its own button.")
        period = period_in_words(first.from_date, first.to_date)
        values = {"name": first.person.full_name, "period": period}
        raise PersonnelRefused(text % values, field="valid_to" if body.valid_to else "valid_from")


def _refuse_parts_after(body: Body, last_day: date) -> None:
    longer = body.parts.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=last_day))
    names = [part.name for part in longer]
    if names:
        text = _("First end what is part of it: %(names)s.")
        raise PersonnelRefused(text % {"names": ", ".join(names)}, field="last_day")


def _refuse_appointments_after(body: Body, last_day: date) -> None:
    later = body.appointments.filter(cancelled_at__isnull=True, from_date__gt=last_day)
    first = later.select_related("person").first()
    if first is not None:
        text = _("%(name)s is appointed from %(day)s on: cancel that entry first.")
        day = date_format(first.from_date, "SHORT_DATE_FORMAT")
        values = {"name": first.person.full_name, "day": day}
        raise PersonnelRefused(text % values, field="last_day")
