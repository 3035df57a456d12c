"""The demonstration of members' voice: questions, opinions and polls, through their services."""

import random
import uuid
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.http import QueryDict

from core.models import User
from forms.opinions.models import Opinion, OpinionIndexPage, OpinionTopicPage
from forms.opinions.services.grouping import make_group
from forms.opinions.services.moderating import publish_many
from forms.opinions.services.replying import publish_reply, version_of
from forms.opinions.services.sending import send_opinion
from forms.polls.answers import read_answers
from forms.polls.answers.kinds import field_name
from forms.polls.enums import QuestionKind
from forms.polls.models import Poll
from forms.polls.queries import Outline, outline_of
from forms.polls.services.announcing import announce
from forms.polls.services.casting import cast
from forms.polls.services.editing import create_poll
from forms.polls.services.freezing import freeze_poll
from forms.polls.services.questions import add_question
from forms.polls.validators import OptionText
from forms.questions.models import Question, QuestionTopic
from forms.questions.services.answering import save_draft, send
from forms.questions.services.asking import ask
from forms.questions.services.assigning import assign
from forms.questions.services.releasing import release_public
from home.demo.accounts import STAFFED_UNITS
from home.demo.content import load_json
from units.models import Unit
from units.services.provisioning import unit_home

CENTRE = "tiengnoi.daumoi"
# The same every time: a demonstration that is made twice is the same.
SPACE = uuid.UUID("6f1c9b0a-3c55-4a6f-9d0e-1197201608aa")
VOTERS = 74


def ensure_voice(*, now: datetime) -> None:
    """Make what is missing; a second time changes nothing."""
    texts = load_json("voice")
    for row in texts["questions"]:
        _ensure_answered(row, now)
    for row in texts["waiting"]:
        _ensure_waiting(row, now)
    for row in texts["topics"]:
        _ensure_topic(row, now)
    for row in texts["polls"]:
        _ensure_poll(row, now)


@transaction.atomic
def _ensure_answered(row: dict[str, Any], now: datetime) -> None:
    if Question.objects.filter(submission_key=_key(row["text"])).exists():
        return
    received_at = now - timedelta(days=row["days_ago"])
    respondent = _person("traloi", row["unit"])
    question = _ask(row, received_at)
    assign(question_id=question.pk, unit=_unit(row), user=_centre(), now=received_at)
    save_draft(
        question_id=question.pk,
        text=row["answer"],
        user=respondent,
        now=received_at,
        public_title=row["title"],
        public_text=row["text"],
    )
    send(question_id=question.pk, user=respondent, now=received_at + timedelta(days=2))
    released_at = received_at + timedelta(days=3)
    release_public(question_id=question.pk, user=_centre(), now=released_at, is_checked=True)


@transaction.atomic
def _ensure_waiting(row: dict[str, Any], now: datetime) -> None:
    if not Question.objects.filter(submission_key=_key(row["text"])).exists():
        question = _ask(row, now - timedelta(hours=row["hours_ago"]))
        if row["is_assigned"]:
            assign(question_id=question.pk, unit=_unit(row), user=_centre(), now=now)


def _ask(row: dict[str, Any], received_at: datetime) -> Question:
    asked = ask(
        submission_key=_key(row["text"]),
        text=row["text"],
        topic=QuestionTopic.objects.get(slug=row["topic"]),
        asked_unit=_unit(row),
        may_be_published=True,
        now=received_at,
    )
    Question.objects.filter(pk=asked.question.pk).update(is_demonstration=True)
    return asked.question


@transaction.atomic
def _ensure_topic(row: dict[str, Any], now: datetime) -> None:
    section = OpinionIndexPage.objects.child_of(unit_home(_unit(row))).get()
    if OpinionTopicPage.objects.child_of(section).filter(title=row["title"]).exists():
        return
    moderator, opened_at = _person("traloi", row["unit"]), now - timedelta(days=5)
    topic = OpinionTopicPage(
        title=row["title"],
        lead=row["lead"],
        body=row["body"],
        opens_at=opened_at,
        closes_at=now + timedelta(days=25),
        is_demonstration=True,
        owner=moderator,
    )
    section.add_child(instance=topic)
    topic.save_revision().publish()
    opinions = [_opinion(topic, text, opened_at) for text in row["opinions"]]
    publish_many(opinion_ids=[one.pk for one in opinions], by=moderator, now=now)
    alike = [opinions[place].pk for place in row["alike"]]
    group = make_group(
        topic_id=topic.pk, opinion_ids=alike, label=row["label"], by=moderator, now=now
    )
    publish_reply(
        group_id=group.pk,
        label=row["label"],
        reply=row["reply"],
        seen=version_of(group),
        by=moderator,
        now=now,
    )


def _opinion(topic: OpinionTopicPage, text: str, opened_at: datetime) -> Opinion:
    opinion = send_opinion(
        topic_id=topic.pk,
        submission_key=_key(text),
        text=text,
        name_choice="anonymous",
        shown_name="",
        language="vi",
        now=opened_at + timedelta(hours=3),
    )
    Opinion.objects.filter(pk=opinion.pk).update(is_demonstration=True)
    return opinion


@transaction.atomic
def _ensure_poll(row: dict[str, Any], now: datetime) -> None:
    unit, editor = _unit(row), _person("truongban", row["unit"])
    if Poll.objects.filter(request_key=_key(row["title_vi"])).exists():
        return
    opened_at = now - timedelta(days=row["opened_days_ago"])
    closes_at = opened_at + timedelta(days=row["days"])
    values = {name: row[name] for name in row if name.endswith(("_vi", "_en"))}
    poll = create_poll(
        unit=unit,
        user=editor,
        values=values | {"opens_at": opened_at, "closes_at": closes_at, "asks_unit": True},
        request_key=_key(row["title_vi"]),
        now=opened_at,
    )
    Poll.objects.filter(pk=poll.pk).update(is_demonstration=True)
    for question in row["questions"]:
        _add_question(poll, editor, question)
    poll.refresh_from_db()
    announce(poll_id=poll.pk, user=editor, seen=poll.version, opens_now=True, now=opened_at)
    _vote(poll, opened_at)
    if closes_at < now:
        freeze_poll(poll_id=poll.pk, now=now)


def _add_question(poll: Poll, editor: User, row: dict[str, Any]) -> None:
    poll.refresh_from_db()
    options = {
        name: [OptionText(text_vi, text_en) for text_vi, text_en in row.get(name, [])]
        for name in ("choices", "rows")
    }
    add_question(
        poll_id=poll.pk,
        section_id=poll.sections.get().pk,
        user=editor,
        seen=poll.version,
        values={name: row[name] for name in row if name not in options},
        **options,
    )


def _vote(poll: Poll, opened_at: datetime) -> None:
    """Cast ballots of invented voters from a few units, always the same."""
    outline = outline_of(poll)
    dice = random.Random(poll.title_vi)  # noqa: S311 - invented ballots, no secret
    units = list(Unit.objects.filter(slug__in=STAFFED_UNITS).order_by("pk"))
    for number in range(VOTERS):
        cast(
            poll_id=poll.pk,
            key=_key(f"{poll.title_vi} {number}"),
            answers=read_answers(outline, _marks(outline, dice)).answers,
            unit=dice.choice(units),
            now=opened_at + timedelta(minutes=number + 1),
        )


def _marks(outline: Outline, dice: random.Random) -> QueryDict:
    """Return a filled-in form; the first choices are liked best."""
    marks = QueryDict(mutable=True)
    for one in outline.questions:
        kind, name = one.question.kind, field_name(one.question)
        places = sorted(range(len(one.choices)), key=lambda place: (place + 1) * dice.random())
        if kind == QuestionKind.SINGLE:
            marks[name] = str(one.choices[places[0]].pk)
        elif kind == QuestionKind.MULTIPLE:
            marks.setlist(name, [str(one.choices[place].pk) for place in places[:2]])
        elif kind == QuestionKind.SCALE:
            marks[name] = str(2 + dice.randrange(4))
    return marks


def _key(text: str) -> uuid.UUID:
    return uuid.uuid5(SPACE, text)


def _unit(row: dict[str, Any]) -> Unit:
    return Unit.objects.get(slug=row["unit"])


def _person(role: str, unit: str) -> User:
    return User.objects.get(username=f"{role}.{STAFFED_UNITS[unit]}")


def _centre() -> User:
    return User.objects.get(username=CENTRE)
