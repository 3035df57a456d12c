"""Appoints people to posts; what was entered is ended or cancelled with a reason, never deleted."""

from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from core.audit import record
from core.days import day_of
from core.text import normalize

from ..models import Appointment, Body, Person, Position
from .bodies import refuse_outside
from .locking import is_already, locked, refuse_newer
from .refusals import PersonnelRefused, PostHeld


@transaction.atomic
def appoint(
    *,
    person_id: int,
    body_id: int,
    position_id: int,
    from_date: date,
    to_date: date | None = None,
    is_acting: bool = False,
    decision: str = "",
    by,
    now: datetime,
) -> Appointment:
    """Put a person into a post from a day to a day, both included; without an end it runs on.

    The very same entry again is returned as it is: a second click adds nothing. Raises `PostHeld`
    with who holds the post, and `PersonnelRefused`.
    """
    # Always in this order, and before anything is decided: body, post, person.
    body, position = locked(Body, body_id), locked(Position, position_id)
    person = locked(Person, person_id)
    wanted = Appointment(
        person=person,
        body=body,
        position=position,
        is_single=position.is_single,
        is_acting=is_acting,
        from_date=from_date,
        to_date=to_date,
        decision=normalize(decision).strip(),
        made_by=by,
        made_at=now,
    )
    same = _same_entry(wanted)
    if same is not None:
        return same
    _check_post(wanted, today=day_of(now))
    _check_days(wanted)
    _save(wanted)
    record(
        actor=by,
        action="personnel.appointment.make",
        subject=wanted,
        person=person.pk,
        body=body.pk,
        position=position.pk,
        first=from_date.isoformat(),
        last=to_date.isoformat() if to_date else None,
    )
    return wanted


@transaction.atomic
def end_appointment(
    *,
    appointment_id: int,
    last_day: date,
    reason: str = "",
    by,
    now: datetime,
    seen: str | None = None,
) -> Appointment:
    """Set the last day of an appointment that runs or is to begin; the day may lie ahead.

    Raises `PersonnelRefused` for one that has ended or was cancelled, and `PostHeld` where a
    later end would run into somebody else's time.
    """
    appointment = _lock_standing(appointment_id)
    reason = normalize(reason).strip()[:200]
    if is_already(appointment, {"to_date": last_day, "end_reason": reason}):
        return appointment
    refuse_newer(appointment, seen)
    _refuse_ended(appointment, today=day_of(now))
    before = appointment.to_date
    appointment.to_date, appointment.end_reason = last_day, reason
    _check_days(appointment, last_name="last_day")
    _save(appointment)
    record(
        actor=by,
        action="personnel.appointment.end",
        subject=appointment,
        before=before.isoformat() if before else None,
        last=last_day.isoformat(),
        reason=appointment.end_reason,
    )
    return appointment


@transaction.atomic
def change_appointment(
    *, appointment_id: int, decision: str, is_acting: bool, by, now: datetime,
    seen: str | None = None,
) -> Appointment:  # fmt: skip
    """Mend the decision or the acting flag of an appointment that runs or is to begin.

    Raises `PersonnelRefused` for one that has ended or was cancelled.
    """
    appointment = _lock_standing(appointment_id)
    decision = normalize(decision).strip()
    before, after = [appointment.decision, appointment.is_acting], [decision, is_acting]
    if after != before:
        refuse_newer(appointment, seen)
    _refuse_ended(appointment, today=day_of(now))
    if after != before:
        appointment.decision, appointment.is_acting = decision, is_acting
        _save(appointment)
        action = "personnel.appointment.change"
        record(actor=by, action=action, subject=appointment, before=before, after=after)
    return appointment


@transaction.atomic
def cancel_appointment(
    *, appointment_id: int, reason: str, by, now: datetime, seen: str | None = None
) -> Appointment:
    """Take back an entry that should never have been made; it stays on record with its reason.

    Raises `PersonnelRefused` without a reason, and for one that was cancelled already.
    """
    appointment = _lock_standing(appointment_id)
    refuse_newer(appointment, seen)
    reason = normalize(reason).strip()[:200]
    if not reason:
        raise PersonnelRefused(_("Say why the entry is cancelled."), field="reason")
    appointment.cancelled_at, appointment.cancel_reason = now, reason
    appointment.save(update_fields=["cancelled_at", "cancel_reason"])
    record(actor=by, action="personnel.appointment.cancel", subject=appointment, reason=reason)
    return appointment


def meeting(appointment: Appointment) -> QuerySet[Appointment]:
    """Return the other standing appointments to the same post in the same body at its time."""
    rows = Appointment.objects.filter(
        body=appointment.body_id, position=appointment.position_id, cancelled_at__isnull=True
    ).exclude(pk=appointment.pk)
    rows = rows.filter(Q(to_date__isnull=True) | Q(to_date__gte=appointment.from_date))
    if appointment.to_date is not None:
        rows = rows.filter(from_date__lte=appointment.to_date)
    return rows.select_related("person", "position").order_by("from_date", "pk")


def _same_entry(wanted: Appointment) -> Appointment | None:
    names = ("person", "body", "position", "from_date", "to_date", "is_acting", "decision")
    values = {name: getattr(wanted, name) for name in names if getattr(wanted, name) is not None}
    values["to_date__isnull"] = wanted.to_date is None
    return Appointment.objects.filter(cancelled_at__isnull=True, **values).first()


def _lock_standing(appointment_id: int) -> Appointment:
    """Lock what `appoint` locks, in the same order, then the entry. It must not be cancelled."""
    keys = Appointment.objects.values_list("body_id", "position_id").get(pk=appointment_id)
    body, position = locked(Body, keys[0]), locked(Position, keys[1])
    person_id = Appointment.objects.values_list("person_id", flat=True).get(pk=appointment_id)
    person = locked(Person, person_id)
    appointment = locked(Appointment, appointment_id)
    appointment.body, appointment.position, appointment.person = body, position, person
    if appointment.cancelled_at is not None:
        raise PersonnelRefused(_("This entry was cancelled."))
    return appointment


def _refuse_ended(appointment: Appointment, *, today: date) -> None:
    if appointment.to_date is not None and appointment.to_date < today:
        raise PersonnelRefused(
            _("This appointment has ended. If the entry is wrong, cancel it and make a new one.")
        )


def _check_post(wanted: Appointment, *, today: date) -> None:
    body, position = wanted.body, wanted.position
    if body.unit_id != wanted.person.unit_id:
        raise PersonnelRefused(_("Choose a body of the person's own unit."), field="body")
    if body.valid_to is not None and body.valid_to < today:
        text = _("%(body)s has ended: nobody is appointed to it any more.")
        raise PersonnelRefused(text % {"body": body.name}, field="body")
    if not position.is_active:
        text = _("The post “%(post)s” is not in use any more.")
        raise PersonnelRefused(text % {"post": position.name}, field="position")


def _check_days(wanted: Appointment, *, last_name: str = "to_date") -> None:
    if wanted.to_date is not None and wanted.to_date < wanted.from_date:
        raise PersonnelRefused(_("The last day cannot come before the first day."), field=last_name)
    try:
        refuse_outside(wanted.body, wanted.from_date, wanted.to_date)
    except PersonnelRefused as refusal:
        refusal.field = last_name if refusal.field == "to_date" else refusal.field
        raise
    holders = meeting(wanted)
    if not wanted.is_single:
        holders = holders.filter(person=wanted.person_id)
    holder = holders.first()
    if holder is not None:
        raise PostHeld(holder)


def _save(appointment: Appointment) -> None:
    """Save; where the database's own seal refuses, say who holds the post."""
    try:
        with transaction.atomic():
            appointment.save()
    except IntegrityError as error:
        holder = meeting(appointment).first()
        if holder is None:
            raise
        raise PostHeld(holder) from error
