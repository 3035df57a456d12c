"""Decides what readers see: publishes, changes the public version, refuses with a reason."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from core.text import normalize
from forms.guarding.personal_details import find_personal_details

from ..enums import DecisionKind, OpinionState
from ..models import Opinion
from .decisions import DecisionRefused, locked_opinion, log_decision, standing_of


@dataclass(frozen=True)
class Outcome:
    """What came of one opinion of many; `message` says why it was left."""

    opinion_id: int
    message: str = ""

    @property
    def is_done(self) -> bool:
        """Tell whether it was published."""
        return not self.message


@transaction.atomic
def publish_opinion(
    *, opinion_id: int, by, seen: str, public_text: str, shows_name: bool, now: datetime
) -> Opinion:
    """Show an opinion in a version without personal details; a published one is changed.

    `shows_name` leaves out the name that the member chose when false. Raises `DecisionRefused`.
    """
    opinion = locked_opinion(opinion_id=opinion_id, by=by, seen=seen)
    text = normalize(public_text).strip()
    if not text:
        raise DecisionRefused(_("Write what readers shall see, or refuse the opinion."))
    if opinion.state == OpinionState.WITHDRAWN:
        raise DecisionRefused(_("The sender has withdrawn this opinion."))
    if opinion.state == OpinionState.REFUSED and opinion.forgotten_at is not None:
        raise DecisionRefused(_("The text of this opinion was deleted when its time was over."))
    was_published = opinion.state == OpinionState.PUBLISHED
    opinion.state = OpinionState.PUBLISHED
    opinion.public_text = text
    opinion.public_name = _name_shown(opinion) if shows_name else ""
    opinion.refusal_reason = opinion.refusal_note = ""
    opinion.decided_at, opinion.decided_by = now, by
    opinion.save()
    kind = DecisionKind.CHANGED if was_published else DecisionKind.PUBLISHED
    log_decision(opinion, kind=kind, by=by, now=now)
    return opinion


@transaction.atomic
def refuse_opinion(
    *, opinion_id: int, by, seen: str, reason: str, note: str, now: datetime
) -> Opinion:
    """Keep an opinion from readers, or take it from them again; the sender reads why.

    Raises `DecisionRefused`.
    """
    opinion = locked_opinion(opinion_id=opinion_id, by=by, seen=seen)
    if opinion.state == OpinionState.WITHDRAWN:
        raise DecisionRefused(_("The sender has withdrawn this opinion."))
    opinion.state = OpinionState.REFUSED
    opinion.public_text = opinion.public_name = ""
    opinion.refusal_reason, opinion.refusal_note = reason, normalize(note).strip()
    opinion.group = None
    opinion.decided_at, opinion.decided_by = now, by
    opinion.save()
    log_decision(opinion, kind=DecisionKind.REFUSED, by=by, reason=reason, now=now)
    return opinion


def publish_many(*, opinion_ids: Iterable[int], by, now: datetime) -> list[Outcome]:
    """Show waiting opinions as they were sent, each in a transaction of its own.

    One in which personal details may stand is left for its own screen: somebody must read it.
    """
    return [_publish_unread(opinion_id, by=by, now=now) for opinion_id in opinion_ids]


def _publish_unread(opinion_id: int, *, by, now: datetime) -> Outcome:
    try:
        with transaction.atomic():
            opinion = locked_opinion(opinion_id=opinion_id, by=by)
            if opinion.state != OpinionState.RECEIVED:
                raise DecisionRefused(_("Somebody has decided on it already."))
            if find_personal_details(f"{opinion.text}\n{opinion.shown_name}"):
                raise DecisionRefused(_("It may hold personal details: open it and read it."))
            publish_opinion(
                opinion_id=opinion.pk,
                by=by,
                seen=standing_of(opinion),
                public_text=opinion.text,
                shows_name=True,
                now=now,
            )
    except DecisionRefused as refusal:
        return Outcome(opinion_id, str(refusal))
    return Outcome(opinion_id)


def _name_shown(opinion: Opinion) -> str:
    """Return the name that the member chose; one that was deleted since stays as it is shown."""
    return opinion.public_name if opinion.forgotten_at is not None else opinion.shown_name
