"""Decisions on opinions: who may, what readers get, and the second of two moderators."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from core.models import AuditEntry
from factories.opinions import make_group, make_opinion, make_topic
from factories.portal import make_unit, make_user
from forms.opinions.enums import OpinionState
from forms.opinions.models import Opinion
from forms.opinions.services.decisions import DecisionRefused, standing_of
from forms.opinions.services.forgetting import forget_private_versions
from forms.opinions.services.grouping import (
    add_to_group,
    dissolve_group,
    remove_from_group,
)
from forms.opinions.services.grouping import make_group as group_opinions
from forms.opinions.services.moderating import publish_many, publish_opinion, refuse_opinion
from forms.opinions.services.replying import publish_reply, save_reply, version_of
from units.enums import PortalRole, UnitRole

pytestmark = pytest.mark.django_db


@pytest.fixture
def unit():
    return make_unit()


@pytest.fixture
def topic(unit):
    return make_topic(unit)


@pytest.fixture
def respondent(unit):
    return make_user(unit=unit, role=UnitRole.RESPONDENT)


def publish(opinion, by, **fields):
    values = {
        "seen": standing_of(opinion),
        "public_text": opinion.text,
        "shows_name": True,
        "now": timezone.now(),
    }
    return publish_opinion(opinion_id=opinion.pk, by=by, **values | fields)


def refuse(opinion, by, **fields):
    values = {"seen": standing_of(opinion), "reason": "insult", "note": "", "now": timezone.now()}
    return refuse_opinion(opinion_id=opinion.pk, by=by, **values | fields)


def test_readers_get_the_version_of_the_moderator(topic, respondent):
    opinion = make_opinion(topic, text="Quản đốc An ép tăng ca", shown_name="Lan")
    done = publish(opinion, respondent, public_text="Quản đốc […] ép tăng ca", shows_name=False)
    assert (done.state, done.public_text) == ("published", "Quản đốc […] ép tăng ca")
    assert done.public_name == ""
    assert done.text == "Quản đốc An ép tăng ca"
    assert AuditEntry.objects.filter(action="opinions.opinion.published").count() == 1
    changed = publish(done, respondent, public_text="Ép tăng ca")
    assert changed.public_name == "Lan"
    assert list(done.decisions.values_list("kind", flat=True)) == ["published", "changed"]


@pytest.mark.parametrize(
    ("role", "portal_role", "national", "may"),
    [
        (UnitRole.CHIEF_EDITOR, None, False, True),
        (UnitRole.CONTRIBUTOR, None, False, False),
        (None, PortalRole.VOICE_CENTRE, False, True),
        (None, PortalRole.PORTAL_ADMINISTRATOR, True, True),
        (UnitRole.RESPONDENT, None, True, False),
        (None, PortalRole.OFFICE, True, False),
    ],
)
def test_a_unit_decides_on_its_own_and_the_centre_on_all(unit, role, portal_role, national, may):
    user = make_user(unit=unit if role else None, role=role, portal_role=portal_role)
    opinion = make_opinion(make_topic(None if national else unit))
    if may:
        assert publish(opinion, user).state == OpinionState.PUBLISHED
        return
    for act in (publish, refuse):
        with pytest.raises(DecisionRefused):
            act(opinion, user)


def test_another_units_people_decide_nothing(topic):
    other = make_user(unit=make_unit(), role=UnitRole.CHIEF_EDITOR)
    opinion = make_opinion(topic)
    for act in (publish, refuse):
        with pytest.raises(DecisionRefused):
            act(opinion, other)
    assert publish_many(opinion_ids=[opinion.pk], by=other, now=timezone.now())[0].message
    with pytest.raises(DecisionRefused):
        group_opinions(
            topic_id=topic.pk, opinion_ids=[opinion.pk], label="x", by=other, now=timezone.now()
        )


def test_the_second_moderator_hears_who_was_first(topic, respondent):
    opinion = make_opinion(topic)
    publish(opinion, respondent)
    with pytest.raises(DecisionRefused, match=respondent.get_full_name()):
        refuse(opinion, respondent)
    with pytest.raises(DecisionRefused, match=respondent.get_full_name()):
        publish(opinion, respondent)


def test_a_refusal_takes_a_published_opinion_from_readers(topic, respondent):
    opinion = make_opinion(topic, state="published", public_name="Lan", shown_name="Lan")
    make_group(topic, opinion)
    opinion.refresh_from_db()
    done = refuse(opinion, respondent, note=" Viết lại nhé ")
    assert (done.public_text, done.public_name, done.group) == ("", "", None)
    assert (done.refusal_reason, done.refusal_note) == ("insult", "Viết lại nhé")
    assert publish(done, respondent).refusal_reason == ""


def test_withdrawn_and_empty_ones_are_not_published(topic, respondent):
    with pytest.raises(DecisionRefused):
        publish(make_opinion(topic, state="withdrawn"), respondent, public_text="x")
    with pytest.raises(DecisionRefused):
        refuse(make_opinion(topic, state="withdrawn"), respondent)
    with pytest.raises(DecisionRefused):
        publish(make_opinion(topic), respondent, public_text=" \u200b ")


def test_many_are_published_unless_they_may_name_somebody(topic, respondent):
    plain = make_opinion(topic)
    named = make_opinion(topic, text="Gọi tôi số 0912345678 nhé")
    under_name = make_opinion(topic, shown_name="Nguyễn Văn An")
    decided = make_opinion(topic, state="refused")
    rows = [plain, named, under_name, decided]
    outcomes = publish_many(opinion_ids=[one.pk for one in rows], by=respondent, now=timezone.now())
    assert [one.is_done for one in outcomes] == [True, False, False, False]
    assert Opinion.objects.published().get() == plain


def test_groups_hold_published_opinions_of_one_topic(unit, topic, respondent):
    one, two = (make_opinion(topic, state="published") for _number in range(2))
    now = timezone.now()
    made = {"topic_id": topic.pk, "by": respondent, "now": now}
    elsewhere = make_opinion(make_topic(unit), state="published")
    for ids, label in (
        ([], "Ăn ca"),
        ([one.pk, elsewhere.pk], "Ăn ca"),
        ([make_opinion(topic).pk], "Ăn ca"),
        ([one.pk], " "),
    ):
        with pytest.raises(DecisionRefused):
            group_opinions(opinion_ids=ids, label=label, **made)
    group = group_opinions(opinion_ids=[one.pk], label="Ăn ca", **made)
    add_to_group(group_id=group.pk, opinion_ids=[two.pk], by=respondent)
    with pytest.raises(DecisionRefused):
        group_opinions(opinion_ids=[two.pk], label="Khác", **made)
    remove_from_group(opinion_id=two.pk, group_id=group.pk, by=respondent)
    assert list(group.opinions.all()) == [one]
    dissolve_group(group_id=group.pk, by=respondent)
    one.refresh_from_db()
    assert (one.group, one.state) == (None, "published")


def test_a_reply_is_published_for_the_whole_group(topic, respondent):
    group = make_group(topic, make_opinion(topic, state="published"))
    write = {"group_id": group.pk, "label": "Ăn ca", "by": respondent}
    seen = version_of(group)
    saved = save_reply(reply="<p>Nháp</p>", seen=seen, **write)
    assert (saved.public_reply, saved.replied_at) == ("", None)
    with pytest.raises(DecisionRefused):
        save_reply(reply="<p>Đè lên</p>", seen=seen, **write)
    now, seen = timezone.now(), version_of(saved)
    with pytest.raises(DecisionRefused):
        publish_reply(reply="<p> </p>", seen=seen, now=now, **write)
    done = publish_reply(reply="<p>Trả lời</p>", seen=seen, now=now, **write)
    assert (done.public_reply, done.replied_at) == ("<p>Trả lời</p>", now)
    with pytest.raises(DecisionRefused):
        dissolve_group(group_id=group.pk, by=respondent)


def test_a_group_without_opinions_gets_no_reply(topic, respondent):
    group = make_group(topic)
    with pytest.raises(DecisionRefused):
        publish_reply(
            group_id=group.pk,
            label="Ăn ca",
            reply="<p>Trả lời</p>",
            seen=version_of(group),
            by=respondent,
            now=timezone.now(),
        )
    group.refresh_from_db()
    assert group.reply == ""


def test_private_versions_are_forgotten_in_time(topic, respondent, settings):
    settings.OPINION_KEEP_DAYS = 90
    now = timezone.now()
    old = {"decided_at": now - timedelta(days=91), "text": "Ông An đánh tôi", "shown_name": "Lan"}
    refused = make_opinion(topic, state="refused", **old)
    hidden = make_opinion(topic, state="published", **old | {"public_text": "[…] đánh tôi"})
    shown = make_opinion(topic, state="published", **old | {"public_name": "Lan"})
    recent = make_opinion(topic, state="refused", **old | {"decided_at": now - timedelta(days=89)})
    waiting = make_opinion(topic)
    call_command("forget_opinion_details", verbosity=0)
    for one in (refused, hidden, shown, recent, waiting):
        one.refresh_from_db()
    assert [one.text for one in (refused, hidden)] == ["", ""]
    assert [one.shown_name for one in (refused, hidden)] == ["", ""]
    assert hidden.public_text == "[…] đánh tôi"
    assert all(one.text for one in (shown, recent, waiting))
    assert forget_private_versions(now=now) == 0
    with pytest.raises(DecisionRefused):
        publish(refused, respondent, public_text="x")
