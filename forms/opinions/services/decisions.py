"""What every change of an opinion shares: the lock, the right, the trail."""

from datetime import datetime

from django.utils.translation import gettext as _

from core.audit import record

from ..enums import DecisionKind
from ..models import Opinion, OpinionDecision
from ..rules import moderates_unit


class DecisionRefused(Exception):
    """A decision that cannot be taken; its text is for the person who tried."""


def standing_of(opinion: Opinion) -> str:
    """Return where an opinion stands as one word, by which a later change shows."""
    moment = int(opinion.decided_at.timestamp() * 1_000_000) if opinion.decided_at else 0
    return f"{opinion.state}-{moment}"


def locked_opinion(*, opinion_id: int, by, seen: str = "") -> Opinion:
    """Lock and return an opinion that `by` may decide on.

    `seen` is its `standing_of` when the person read it. Raises `DecisionRefused` when it is not
    theirs, or when somebody has decided on it since.
    """
    rows = Opinion.objects.select_for_update(of=("self",)).select_related("topic", "decided_by")
    opinion = rows.get(pk=opinion_id)
    if not moderates_unit(by, opinion.topic.unit_id):
        raise DecisionRefused(_("You may not decide on this opinion."))
    if seen and seen != standing_of(opinion):
        raise DecisionRefused(_changed(opinion))
    return opinion


def log_decision(
    opinion: Opinion, *, kind: DecisionKind, now: datetime, by=None, reason: str = ""
) -> None:
    """Write a decision down twice: in the sealed log of opinions and in the audit trail."""
    OpinionDecision.objects.create(
        opinion=opinion, kind=kind, reason=reason, by=by, happened_at=now
    )
    data = {"topic": opinion.topic_id} | ({"reason": reason} if reason else {})
    record(actor=by, action=f"opinions.opinion.{kind.value}", subject=opinion, **data)


def _changed(opinion: Opinion) -> str:
    person = opinion.decided_by
    if person is None:
        return _("The sender has withdrawn this opinion meanwhile.")
    name = person.get_full_name() or person.get_username()
    return _("%(name)s has already decided on this opinion: %(state)s.") % {
        "name": name,
        "state": opinion.get_state_display(),
    }
