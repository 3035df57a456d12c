"""Writes the official reply to a group of opinions and publishes it for all of them at once."""

from datetime import datetime
from hashlib import sha256

from django.db import transaction
from django.utils.translation import gettext as _

from core.audit import record
from core.text import plain_text

from ..models import OpinionGroup
from .decisions import DecisionRefused
from .grouping import locked_group


def version_of(group: OpinionGroup) -> str:
    """Return a mark of a group's texts, by which a later change shows."""
    return sha256(f"{group.label}\n{group.reply}\n{group.public_reply}".encode()).hexdigest()[:16]


@transaction.atomic
def save_reply(*, group_id: int, label: str, reply: str, seen: str, by) -> OpinionGroup:
    """Keep the label and the draft of the reply; readers see the draft when it is published.

    `seen` is `version_of` the group that the person opened. Raises `DecisionRefused`.
    """
    group = locked_group(group_id=group_id, by=by)
    if seen != version_of(group):
        raise DecisionRefused(
            _("A colleague has changed this group meanwhile. Look at it again, then save.")
        )
    group.label, group.reply = label, reply
    group.save()
    record(actor=by, action="opinions.group.write", subject=group, topic=group.topic_id)
    return group


@transaction.atomic
def publish_reply(
    *, group_id: int, label: str, reply: str, seen: str, by, now: datetime
) -> OpinionGroup:
    """Show a reply beside every opinion of the group at once; a published one is replaced.

    Raises `DecisionRefused` without a text or without opinions.
    """
    if not plain_text(reply):
        raise DecisionRefused(_("Write the reply first."))
    group = save_reply(group_id=group_id, label=label, reply=reply, seen=seen, by=by)
    if not group.opinions.exists():
        raise DecisionRefused(_("There is no opinion in this group to reply to."))
    group.public_reply, group.replied_at, group.replied_by = group.reply, now, by
    group.save()
    record(actor=by, action="opinions.group.reply", subject=group, topic=group.topic_id)
    return group
