"""Two people at once: one decision, one row."""

from threading import Barrier, Thread
from uuid import uuid4

import pytest
from django.db import connection
from django.utils import timezone

from factories.opinions import make_opinion, make_topic
from factories.portal import make_unit, make_user
from forms.opinions.models import Opinion, OpinionDecision
from forms.opinions.services.decisions import DecisionRefused, standing_of
from forms.opinions.services.moderating import publish_opinion
from forms.opinions.services.sending import send_opinion
from units.enums import UnitRole

# SQLite keeps the test database in memory, for one thread.
pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def at_once(call, number: int) -> list[str]:
    """Make a call in several threads that start together; return what came of each."""
    barrier, outcomes = Barrier(number), []

    def run(place: int) -> None:
        barrier.wait()
        try:
            outcomes.append(str(call(place).pk))
        except DecisionRefused:
            outcomes.append("refused")
        finally:
            connection.close()

    threads = [Thread(target=run, args=(place,)) for place in range(number)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes


def test_two_moderators_make_one_decision():
    unit = make_unit()
    opinion = make_opinion(make_topic(unit))
    users = [make_user(unit=unit, role=UnitRole.RESPONDENT) for _number in range(2)]
    seen = standing_of(opinion)

    def publish(place: int) -> Opinion:
        return publish_opinion(
            opinion_id=opinion.pk,
            by=users[place],
            seen=seen,
            public_text=f"Bản {place}",
            shows_name=True,
            now=timezone.now(),
        )

    assert sorted(at_once(publish, 2)) == sorted([str(opinion.pk), "refused"])
    assert OpinionDecision.objects.count() == 1


def test_one_submission_sent_five_times_is_one_opinion():
    topic, key = make_topic(make_unit()), uuid4()

    def send(place: int) -> Opinion:
        return send_opinion(
            topic_id=topic.pk,
            submission_key=key,
            text="Đề nghị tăng tiền ăn ca",
            name_choice="anonymous",
            shown_name="",
            language="vi",
            now=timezone.now(),
        )

    assert len(set(at_once(send, 5))) == 1
    assert Opinion.objects.count() == 1
