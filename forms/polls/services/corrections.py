"""Corrects wording while members vote: logged, with its reason, and told to readers."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext as _

from core.audit import record
from core.text import normalize

from ..enums import PollPhase
from ..models import Poll, PollOption, PollQuestion, PollSection, WordingCorrection
from ..queries import ballots_cast
from .announcing import SHORTEST_REASON
from .locking import PollChanged, PollRefused, locked_poll, mark_changed
from .pages import publish_pages

BOTH = ("vi", "en")
# Which texts of what may be corrected.
WORDED: dict[str, tuple[type[models.Model], tuple[str, ...]]] = {
    "poll": (Poll, ("title", "intro", "thanks")),
    "section": (PollSection, ("text",)),
    "question": (PollQuestion, ("text", "help", "lowest_label", "highest_label")),
    "option": (PollOption, ("text",)),
}
NEEDED = ("title_vi", "text_vi")


@dataclass(frozen=True)
class Target:
    """What is corrected: the poll itself, a section, a question or an option of it."""

    kind: str
    pk: int


@transaction.atomic
def correct_wording(
    *,
    poll_id: int,
    target: Target,
    user,
    texts: Mapping[str, str],
    seen: Mapping[str, str],
    reason: str,
    now: datetime,
) -> list[WordingCorrection]:
    """Correct texts of an open poll that members have voted in; return what was corrected.

    `texts` are the new ones and `seen` those that the person looked at, by column. An option keeps
    its identity, so that ballots mean what they meant. A second click finds nothing to do. Raises
    `PollRefused`, `PollChanged`, and `ValidationError` by field.
    """
    poll = locked_poll(poll_id, user=user)
    require_correctable(poll, now=now)
    instance = target_of(poll, target)
    changed = _changed(instance, target, texts, seen)
    if not changed:
        return []
    reason = normalize(reason).strip()
    if len(reason) < SHORTEST_REASON:
        text = _("Tell readers why, in at least %(count)s characters.")
        raise ValidationError({"reason": text % {"count": SHORTEST_REASON}})
    made = _write(poll, instance, target, changed, user=user, reason=reason, now=now)
    _follow(poll, target, instance, user=user)
    record(
        actor=user,
        action="polls.wording.corrected",
        subject=poll,
        places=[one.place for one in made],
    )
    return made


def require_correctable(poll: Poll, *, now: datetime) -> None:
    """Raise `PollRefused` unless members are voting: before that a poll can be changed outright."""
    if not poll.is_locked:
        raise PollRefused(_("Nobody has voted yet: take the poll back to draft and change it."))
    if poll.phase(now) != PollPhase.OPEN:
        raise PollRefused(_("The wording of a poll that is over stands."))


def columns_of(target: Target) -> list[str]:
    """Return the texts of a target by column, Vietnamese and English by turns."""
    return [f"{name}_{language}" for name in WORDED[target.kind][1] for language in BOTH]


def target_of(poll: Poll, target: Target) -> Any:
    """Return what is corrected; raises `PollRefused` for what is not of this poll."""
    if target.kind == "poll":
        found: Any = poll if target.pk == poll.pk else None
    else:
        way = {"section": "poll", "question": "section__poll", "option": "question__section__poll"}
        model = WORDED[target.kind][0]
        found = model._default_manager.filter(pk=target.pk, **{way[target.kind]: poll}).first()
    if found is None:
        raise PollRefused(_("This text does not belong to the poll."))
    return found


def _changed(
    instance: Any, target: Target, texts: Mapping[str, str], seen: Mapping[str, str]
) -> dict[str, tuple[str, str]]:
    """Return (before, after) of the texts that are new, by column."""
    changed = {}
    for name in columns_of(target):
        before, after = getattr(instance, name), _plain(texts.get(name, ""))
        if name not in texts or after == _plain(before):
            continue
        if name in seen and _plain(seen[name]) != _plain(before):
            raise PollChanged(_("Somebody else has just corrected this text. Look at it again."))
        if name in NEEDED and not after:
            raise ValidationError({name: _("This text cannot be empty.")})
        longest = type(instance)._meta.get_field(name).max_length
        if longest and len(after) > longest:
            raise ValidationError({name: _("At most %(count)s characters.") % {"count": longest}})
        changed[name] = (before, after)
    return changed


def _plain(text: str) -> str:
    """Return text as it is compared: browsers send line ends of their own."""
    return "\n".join(normalize(text).strip().splitlines())


def _write(
    poll: Poll,
    instance: Any,
    target: Target,
    changed: Mapping[str, tuple[str, str]],
    *,
    user,
    reason: str,
    now: datetime,
) -> list[WordingCorrection]:
    count = ballots_cast(poll)
    made = []
    for name, (before, after) in changed.items():
        setattr(instance, name, after)
        made.append(
            WordingCorrection.objects.create(
                poll=poll,
                place=f"{target.kind}:{target.pk}:{name}",
                before=before,
                after=after,
                reason=reason,
                corrected_by=user,
                corrected_at=now,
                ballots_before=count,
            )
        )
    instance.save()
    return made


def _follow(poll: Poll, target: Target, instance: Any, *, user) -> None:
    """Count the change and put it on the pages."""
    if target.kind == "poll":
        poll = instance
    mark_changed(poll)
    publish_pages(poll, user=user)
