"""What came of a topic in numbers, for readers after its close and for its unit at any time."""

from dataclasses import dataclass

from django.db.models import Count, Q

from .enums import OpinionState, RefusalReason
from .models import Opinion, OpinionGroup, OpinionTopicPage


@dataclass(frozen=True)
class Summary:
    """Counts of a topic; `reasons` holds (label, count) of what was refused."""

    waiting: int
    published: int
    refused: int
    withdrawn: int
    reasons: list[tuple[str, int]]
    groups: int
    replies: int
    replied_opinions: int

    @property
    def received(self) -> int:
        """Return how many opinions came in."""
        return self.waiting + self.published + self.refused + self.withdrawn


def summarize(topic: OpinionTopicPage) -> Summary:
    """Count the opinions on a topic and the replies to them, in two queries."""
    rows = Opinion.objects.filter(topic_id=topic.pk).order_by()
    replied = Count("pk", filter=Q(group__replied_at__isnull=False))
    counted = list(
        rows.values_list("state", "refusal_reason").annotate(count=Count("pk"), replied=replied)
    )
    states: dict[str, int] = dict.fromkeys(OpinionState.values, 0)
    for state, _reason, count, _replied in counted:
        states[state] += count
    found = {reason: count for state, reason, count, _replied in counted if reason}
    groups = OpinionGroup.objects.filter(topic_id=topic.pk).aggregate(
        made=Count("pk"), answered=Count("pk", filter=Q(replied_at__isnull=False))
    )
    return Summary(
        waiting=states[OpinionState.RECEIVED],
        published=states[OpinionState.PUBLISHED],
        refused=states[OpinionState.REFUSED],
        withdrawn=states[OpinionState.WITHDRAWN],
        reasons=[(str(one.label), found[one]) for one in RefusalReason if found.get(one)],
        groups=groups["made"],
        replies=groups["answered"],
        replied_opinions=sum(replied for *_row, replied in counted),
    )
