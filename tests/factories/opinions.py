"""Topics and opinions below the services, for tests of what happens to them later."""

from datetime import timedelta
from itertools import count
from typing import Any
from uuid import uuid4

from django.utils import timezone

from forms.opinions.enums import NameChoice, OpinionState
from forms.opinions.models import Opinion, OpinionGroup, OpinionIndexPage, OpinionTopicPage
from forms.opinions.tracking import code_of, digest_of
from units.models import Unit
from units.services.provisioning import national_home, unit_home

_numbers = count(1)


def opinion_section(unit: Unit | None = None) -> OpinionIndexPage:
    """Return the section of a unit, or the national one."""
    home = unit_home(unit) if unit else national_home()
    return OpinionIndexPage.objects.child_of(home).get()


def make_topic(unit: Unit | None = None, *, days: float = 7, live: bool = True, **fields: Any):
    """Make a topic that closes in so many days; negative ones lie in the past."""
    now = timezone.now()
    page = OpinionTopicPage(
        **{
            "title": f"Chủ đề góp ý số {next(_numbers)}",
            "lead": "Mời đoàn viên góp ý.",
            "body": "<p>Nội dung cần góp ý.</p>",
            "opens_at": now - timedelta(days=30),
            "closes_at": now + timedelta(days=days),
            "live": live,
        }
        | fields
    )
    opinion_section(unit).add_child(instance=page)
    page.save_revision()
    return OpinionTopicPage.objects.get(pk=page.pk)


def make_opinion(
    topic: OpinionTopicPage, *, text: str = "", state: str = "received", **fields: Any
) -> Opinion:
    """Make an opinion in a state."""
    key, now = uuid4(), timezone.now()
    text = text or f"Đề nghị công ty tăng tiền ăn ca, lần thứ {next(_numbers)}"
    by_state: dict[str, Any] = {
        OpinionState.RECEIVED: {},
        OpinionState.PUBLISHED: {"decided_at": now, "public_text": text},
        OpinionState.REFUSED: {"decided_at": now, "refusal_reason": "off_topic"},
        OpinionState.WITHDRAWN: {"decided_at": now, "text": "", "forgotten_at": now},
    }
    values = {
        "topic": topic,
        "submission_key": key,
        "tracking_digest": digest_of(code_of(key)),
        "text": text,
        "state": state,
        "received_at": now,
        "name_choice": NameChoice.PSEUDONYM if fields.get("shown_name") else NameChoice.ANONYMOUS,
    }
    return Opinion.objects.create(**values | by_state[state] | fields)


def make_group(topic: OpinionTopicPage, *opinions: Opinion, reply: str = "") -> OpinionGroup:
    """Make a group; with a text its reply is published."""
    now = timezone.now()
    group = OpinionGroup.objects.create(
        topic=topic,
        label=f"Nhóm ý kiến {next(_numbers)}",
        made_at=now,
        reply=reply,
        public_reply=reply,
        replied_at=now if reply else None,
    )
    Opinion.objects.filter(pk__in=[one.pk for one in opinions]).update(group=group)
    return group
