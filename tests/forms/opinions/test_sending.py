"""What members send: stored once, found by its code alone, taken back for good."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from factories.opinions import make_group, make_opinion, make_topic
from factories.portal import make_unit
from forms.opinions.enums import OpinionState
from forms.opinions.models import Opinion, OpinionDecision
from forms.opinions.services.sending import TopicClosed, send_opinion, withdraw_opinion
from forms.opinions.tracking import code_of, find_opinion, shown_code

pytestmark = pytest.mark.django_db


def send(topic, **fields):
    values = {
        "submission_key": uuid4(),
        "text": "Đề nghị xây nhà trẻ gần khu công nghiệp",
        "name_choice": "pseudonym",
        "shown_name": "Công nhân may",
        "language": "vi",
        "now": timezone.now(),
    }
    return send_opinion(topic_id=topic.pk, **values | fields)


@pytest.fixture
def topic():
    return make_topic(make_unit())


def test_a_submission_is_stored_once(topic):
    key = uuid4()
    first, again = send(topic, submission_key=key), send(topic, submission_key=key, text="Khác hẳn")
    assert first == again
    assert Opinion.objects.count() == 1
    assert first.state == OpinionState.RECEIVED
    assert first.shown_name == "Công nhân may"


def test_an_anonymous_opinion_keeps_no_name(topic):
    assert send(topic, name_choice="anonymous").shown_name == ""


@pytest.mark.parametrize("closed", ["closed", "upcoming", "draft"])
def test_a_topic_that_is_not_open_takes_nothing(closed):
    now = timezone.now()
    fields = {
        "closed": {"closes_at": now},
        "upcoming": {"opens_at": now + timedelta(hours=1)},
        "draft": {"live": False},
    }[closed]
    with pytest.raises(TopicClosed):
        send(make_topic(make_unit(), **fields), now=now)


def test_the_last_moment_counts(topic):
    assert send(topic, now=topic.closes_at - timedelta(seconds=1)).pk
    with pytest.raises(TopicClosed):
        send(topic, now=topic.closes_at)


def test_the_code_finds_its_opinion_and_no_other(topic):
    opinion, other = send(topic), send(topic)
    code = shown_code(opinion)
    assert code == code_of(opinion.submission_key)
    assert code != shown_code(other)
    assert find_opinion(code.lower().replace("-", " ")) == opinion
    assert find_opinion(code[:-1] + ("0" if code[-1] != "0" else "1")) is None
    assert find_opinion("") is None
    stored = str(Opinion.objects.filter(pk=opinion.pk).values().get())
    assert code not in stored


def test_withdrawing_deletes_every_word(topic):
    opinion = make_opinion(topic, state="published", shown_name="Lan", public_name="Lan")
    make_group(topic, opinion, reply="<p>Cảm ơn</p>")
    now = timezone.now()
    withdrawn = withdraw_opinion(opinion_id=opinion.pk, now=now)
    assert withdrawn.state == OpinionState.WITHDRAWN
    words = (withdrawn.text, withdrawn.shown_name, withdrawn.public_text, withdrawn.public_name)
    assert not any(words)
    assert withdrawn.group is None
    assert withdraw_opinion(opinion_id=opinion.pk, now=now).decided_at == now
    assert OpinionDecision.objects.filter(opinion=opinion).count() == 1


@pytest.mark.parametrize("change", ["update", "delete"])
def test_decisions_are_sealed(topic, change):
    withdraw_opinion(opinion_id=send(topic).pk, now=timezone.now())
    decisions = OpinionDecision.objects.all()
    with pytest.raises(IntegrityError), transaction.atomic():
        decisions.update(kind="refused") if change == "update" else decisions.delete()


def test_a_topic_with_opinions_cannot_be_deleted(topic):
    make_opinion(topic)
    with pytest.raises(IntegrityError), transaction.atomic():
        topic.delete()
