"""Puts opinions that say alike together, so that they get one reply."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from core.audit import record

from ..models import Opinion, OpinionGroup, OpinionTopicPage
from ..rules import moderates_unit
from .decisions import DecisionRefused, locked_opinion


@transaction.atomic
def make_group(
    *, topic_id: int, opinion_ids: Collection[int], label: str, by, now: datetime
) -> OpinionGroup:
    """Make a group of published opinions on one topic. Raises `DecisionRefused`."""
    topic = OpinionTopicPage.objects.get(pk=topic_id)
    _require_right(by, topic)
    if not label.strip():
        raise DecisionRefused(_("Write in one sentence what these opinions say."))
    group = OpinionGroup.objects.create(topic=topic, label=label, made_by=by, made_at=now)
    _put_in(group, opinion_ids)
    record(actor=by, action="opinions.group.make", subject=group, opinions=sorted(opinion_ids))
    return group


@transaction.atomic
def add_to_group(*, group_id: int, opinion_ids: Collection[int], by) -> None:
    """Add published opinions on the same topic to a group. Raises `DecisionRefused`."""
    group = locked_group(group_id=group_id, by=by)
    _put_in(group, opinion_ids)
    record(actor=by, action="opinions.group.add", subject=group, opinions=sorted(opinion_ids))


@transaction.atomic
def remove_from_group(*, opinion_id: int, group_id: int, by) -> None:
    """Take an opinion out of a group; taking it out twice changes nothing."""
    opinion = locked_opinion(opinion_id=opinion_id, by=by)
    if opinion.group_id != group_id:
        return
    opinion.group = None
    opinion.save(update_fields=["group"])
    group = OpinionGroup.objects.get(pk=group_id)
    record(actor=by, action="opinions.group.remove", subject=group, opinions=[opinion_id])


@transaction.atomic
def dissolve_group(*, group_id: int, by) -> None:
    """Delete a group that readers do not know yet. Raises `DecisionRefused`."""
    group = locked_group(group_id=group_id, by=by)
    if group.replied_at is not None:
        raise DecisionRefused(_("The reply to this group is published: it cannot be dissolved."))
    record(actor=by, action="opinions.group.dissolve", subject=group, topic=group.topic_id)
    group.opinions.update(group=None)
    group.delete()


def locked_group(*, group_id: int, by) -> OpinionGroup:
    """Lock and return a group that `by` may change. Raises `DecisionRefused`."""
    rows = OpinionGroup.objects.select_for_update(of=("self",)).select_related("topic")
    group = rows.get(pk=group_id)
    _require_right(by, group.topic)
    return group


def _require_right(by, topic: OpinionTopicPage) -> None:
    if not moderates_unit(by, topic.unit_id):
        raise DecisionRefused(_("You may not group the opinions on this topic."))


def _put_in(group: OpinionGroup, opinion_ids: Collection[int]) -> None:
    rows = Opinion.objects.select_for_update().published()
    opinions = list(rows.filter(pk__in=opinion_ids, topic=group.topic_id).order_by("pk"))
    if not opinion_ids or len(opinions) != len(set(opinion_ids)):
        raise DecisionRefused(_("Choose published opinions on this topic."))
    if any(opinion.group_id not in (None, group.pk) for opinion in opinions):
        raise DecisionRefused(
            _("One of these opinions stands in another group by now. Look at the list again.")
        )
    Opinion.objects.filter(pk__in=[opinion.pk for opinion in opinions]).update(group=group)
