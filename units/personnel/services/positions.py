"""Keeps the national list of posts; what is single about a post follows in its appointments."""

from itertools import pairwise

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from core.audit import record

from ..models import Appointment, Position
from .locking import is_already, refuse_newer
from .refusals import PersonnelRefused, period_in_words

FIELDS = ("name_vi", "name_en", "level", "sort_order", "is_single", "is_active")


@transaction.atomic
def save_position(*, position: Position, by, seen: str | None = None) -> Position:
    """Add a post to the list or change one; `position` holds what it is to be.

    `seen` is `standing_of` the post as the person saw it. A post that is so already is left
    alone. Raises `ChangedMeanwhile`, and `PersonnelRefused` where a post is to be held by one at
    a time in which two people meet or met, or where another one has the name.
    """
    former = Position.objects.select_for_update().filter(pk=position.pk).first()
    if former is not None:
        if is_already(former, {name: getattr(position, name) for name in FIELDS}):
            return former
        refuse_newer(former, seen)
    if former is not None and former.is_single != position.is_single:
        rows = Appointment.objects.filter(position=former)
        if position.is_single:
            _refuse_meeting(position)
        # Cancelled entries follow too: they say what the post is.
        rows.update(is_single=position.is_single)
    _save(position)
    action = "personnel.position.change" if former else "personnel.position.make"
    data = {"name": position.name_vi, "is_single": position.is_single, "level": position.level}
    record(actor=by, action=action, subject=position, **data, is_active=position.is_active)
    return position


def _save(position: Position) -> None:
    try:
        with transaction.atomic():
            position.save()
    except IntegrityError as error:
        # Somebody gave the name to another post this very moment.
        text = _("There is a post of this name already.")
        raise PersonnelRefused(text, field="name_vi") from error


def _refuse_meeting(position: Position) -> None:
    rows = Appointment.objects.filter(position=position, cancelled_at__isnull=True)
    rows = rows.select_related("person", "body__unit").order_by("body_id", "from_date", "pk")
    for earlier, later in pairwise(rows):
        if earlier.body_id == later.body_id and not _is_over(earlier, later):
            text = _(
                "%(one)s (%(one_time)s) and %(two)s (%(two_time)s) hold it in %(body)s, %(unit)s."
            )
            values = {
                "one": earlier.person.full_name,
                "one_time": period_in_words(earlier.from_date, earlier.to_date),
                "two": later.person.full_name,
                "two_time": period_in_words(later.from_date, later.to_date),
                "body": later.body.name,
                "unit": later.body.unit.name,
            }
            raise PersonnelRefused(text % values, field="is_single")


def _is_over(earlier: Appointment, later: Appointment) -> bool:
    return earlier.to_date is not None and earlier.to_date < later.from_date
