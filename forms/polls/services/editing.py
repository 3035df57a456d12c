"""Makes polls and their settings; questions are in `questions.py`, the order in `arranging.py`."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from core.audit import record
from core.text import normalize
from units.models import Unit

from ..enums import Audience
from ..models import Ballot, Poll, PollQuestion
from ..rules import edits_polls_of
from ..validators import check_settings
from .locking import PollRefused, editable_poll, mark_changed

SETTINGS = (
    *("title_vi", "title_en", "intro_vi", "intro_en", "thanks_vi", "thanks_en"),
    *("audience", "asks_unit", "shows_interim", "opens_at", "closes_at"),
)
FIRST_SECTION = ("Phần 1", "Part 1")


@transaction.atomic
def create_poll(
    *, unit: Unit, user, values: Mapping[str, Any], request_key: UUID | None, now: datetime
) -> Poll:
    """Make a draft with one section; a second click with the same key finds the first poll.

    Raises `PollRefused` for others than the unit's editors, `ValidationError` by field.
    """
    if not edits_polls_of(user, unit.pk):
        raise PollRefused(_("You do not make polls of this unit."))
    poll, is_new = new_poll(unit, user=user, values=values, request_key=request_key, now=now)
    if is_new:
        text_vi, text_en = FIRST_SECTION
        poll.sections.create(text_vi=text_vi, text_en=text_en)
        record(actor=user, action="polls.poll.created", subject=poll, unit=unit.code)
    return poll


def new_poll(
    unit: Unit, *, user, values: Mapping[str, Any], request_key: UUID | None, now: datetime
) -> tuple[Poll, bool]:
    """Return a new draft without questions, or the one that the same key made, and which it is."""
    poll = Poll(unit=unit, made_by=user, made_at=now, request_key=request_key)
    _apply(poll, values)
    if request_key is None:
        poll.save()
        return poll, True
    columns = {field.attname: getattr(poll, field.attname) for field in Poll._meta.fields}
    columns = {name: value for name, value in columns.items() if name not in ("id", "request_key")}
    poll, is_new = Poll.objects.get_or_create(request_key=request_key, defaults=columns)
    if not is_new and poll.made_by_id != user.pk:
        raise PollRefused(_("You do not make polls of this unit."))
    return poll, is_new


@transaction.atomic
def change_poll(*, poll_id: int, user, seen: int, values: Mapping[str, Any]) -> Poll:
    """Change titles, texts, audience and times of a draft.

    Raises `PollRefused`, `PollChanged`, and `ValidationError` by field.
    """
    poll = editable_poll(poll_id, user=user, seen=seen)
    _apply(poll, values)
    if poll.audience != Audience.CODES and poll.batches.exists():
        text = _("There are codes for this poll already, so it stays a poll with codes.")
        raise ValidationError({"audience": text})
    poll.save()
    mark_changed(poll)
    record(actor=user, action="polls.poll.changed", subject=poll)
    return poll


@transaction.atomic
def delete_poll(*, poll_id: int, user, seen: int) -> None:
    """Delete a poll that readers have never seen and that has no codes.

    Raises `PollRefused` and `PollChanged`.
    """
    poll = editable_poll(poll_id, user=user, seen=seen)
    if poll.page_id is not None:
        raise PollRefused(_("Readers have seen this poll. It can be cancelled, but not deleted."))
    if poll.batches.exists():
        raise PollRefused(_("There are codes for this poll. Cancel it instead of deleting it."))
    title = poll.title_vi
    drop_trial(poll)
    forget_conditions(PollQuestion.objects.filter(section__poll=poll))
    record(actor=user, action="polls.poll.deleted", subject=poll, title=title)
    poll.delete()


def drop_trial(poll: Poll) -> None:
    """Delete the ballots of a trial: they count for nothing."""
    Ballot.objects.filter(poll=poll, is_trial=True).delete()


def forget_conditions(questions) -> None:
    """Take the conditions off questions that are about to go together."""
    questions.update(condition_on=None, condition_operator="", condition_value="")


def _apply(poll: Poll, values: Mapping[str, Any]) -> None:
    for name in SETTINGS:
        if name in values:
            value = values[name]
            setattr(poll, name, normalize(value).strip() if isinstance(value, str) else value)
    check_settings(poll)
    poll.clean_fields(exclude=["made_by", "made_at", "unit"])
