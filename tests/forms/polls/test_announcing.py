"""From draft to trial, before readers and back; wording is corrected in the open."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.utils import timezone, translation

from core.models import AuditEntry
from factories.poll_making import ask, draft, make_confederation, make_people
from factories.polls import make_poll
from factories.portal import make_english
from forms.polls.enums import PollPhase, PollStatus
from forms.polls.models import Ballot, BallotChain, Poll, PollPage, WordingCorrection
from forms.polls.models.ballots import CHAINS
from forms.polls.queries import pages_of, poll_of_page
from forms.polls.services.announcing import (
    announce,
    begin_trial,
    cancel,
    change_times,
    end_trial,
    take_back,
)
from forms.polls.services.corrections import Target, correct_wording
from forms.polls.services.locking import PollChanged, PollRefused
from units.services.provisioning import unit_home

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]
DAY = timedelta(days=1)
ENGLISH = {"title_en": "Meals", "thanks_en": "", "intro_en": ""}


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


@pytest.fixture
def people():
    return make_people()


@pytest.fixture
def now():
    return timezone.now()


@pytest.fixture
def poll(people, now) -> Poll:
    poll = draft(people, opens_at=now + DAY, closes_at=now + 8 * DAY)
    ask(poll, people.chief)
    return Poll.objects.get()


def announced(poll: Poll, people, now, *, opens_now: bool = True) -> Poll:
    poll.refresh_from_db()
    announce(poll_id=poll.pk, user=people.chief, seen=poll.version, opens_now=opens_now, now=now)
    poll.refresh_from_db()
    return poll


def vote(poll: Poll, now) -> None:
    """Put the mark of a first ballot where casting puts it."""
    Poll.objects.filter(pk=poll.pk).update(first_ballot_at=now)
    BallotChain.objects.filter(poll=poll, number=1).update(length=3)
    poll.refresh_from_db()


def make_trial_ballot(poll: Poll, now) -> Ballot:
    digest = uuid4().hex * 2
    return Ballot.objects.create(
        poll=poll, is_trial=True, key_digest=digest, receipt_digest=digest, answers={},
        cast_on=now.date(), chain=0, position=1, previous_hash=digest, hash=digest,
    )  # fmt: skip


def test_trial_needs_whole_questions_and_its_ballots_go(people, poll, now):
    poll.sections.create(text_vi="Phần trống")
    with pytest.raises(PollRefused, match="Phần trống"):
        begin_trial(poll_id=poll.pk, user=people.chief, seen=poll.version)
    poll.sections.last().delete()
    begin_trial(poll_id=poll.pk, user=people.chief, seen=poll.version)
    make_trial_ballot(poll, now)
    end_trial(poll_id=poll.pk, user=people.chief, seen=poll.version + 1)
    poll.refresh_from_db()
    assert poll.status == PollStatus.DRAFT
    assert not Ballot.objects.exists()


def test_announced_poll_has_a_live_page_below_its_units_section(people, poll, now):
    begin_trial(poll_id=poll.pk, user=people.chief, seen=poll.version)
    make_trial_ballot(poll, now)
    poll = announced(poll, people, now, opens_now=False)
    page = poll.page
    assert poll.phase(now) == PollPhase.COMING
    assert (page.live, page.title, page.slug) == (True, "Bữa ăn ca", "bua-an-ca")
    assert page.unit == people.unit
    assert page.get_parent().slug == "trung-cau-y-kien"
    assert poll.announced_closes_at == poll.closes_at
    assert poll.chains.count() == CHAINS
    assert not Ballot.objects.exists()
    assert AuditEntry.objects.filter(action="polls.poll.announced").count() == 1


@pytest.mark.parametrize(
    ("opens", "closes", "field"),
    [
        (None, 8, "opens_at"),
        (-1, 8, "opens_at"),
        (1, None, "closes_at"),
        (1, 368, "closes_at"),
    ],
)
def test_times_that_cannot_be_are_refused_by_field(people, poll, now, opens, closes, field):
    def moment(days):
        return None if days is None else now + days * DAY

    Poll.objects.update(opens_at=moment(opens), closes_at=moment(closes))
    with pytest.raises(ValidationError) as refusal:
        announced(poll, people, now, opens_now=False)
    assert set(refusal.value.message_dict) == {field}
    assert not PollPage.objects.exists()


def test_run_of_a_year_is_allowed(people, poll, now):
    Poll.objects.update(closes_at=now + 367 * DAY)
    assert announced(poll, people, now, opens_now=False).status == PollStatus.ANNOUNCED


def test_second_click_announces_once(people, poll, now):
    seen = poll.version
    announced(poll, people, now)
    with pytest.raises(PollRefused):
        announce(poll_id=poll.pk, user=people.chief, seen=seen, opens_now=True, now=now)
    assert PollPage.objects.count() == 1


def test_poll_wholly_in_english_has_an_english_page(people, poll, now):
    section = unit_home(people.unit).get_children().get(slug="trung-cau-y-kien")
    make_english(section.specific)
    poll = announced(poll, people, now)
    assert [page.locale.language_code for page in pages_of(poll)] == ["vi"]
    take_back(poll_id=poll.pk, user=people.chief, seen=poll.version, now=now)
    Poll.objects.update(title_en="Meals")
    poll.sections.update(text_en="Part 1")
    poll.sections.get().questions.update(text_en="Are you content?")
    poll = announced(poll, people, now)
    _page, english = pages_of(poll)
    assert (english.title, english.live, english.locale.language_code) == ("Meals", True, "en")
    assert poll_of_page(english) == poll


def test_national_poll_hangs_below_the_national_home(people, now):
    poll = draft(people, unit=make_confederation(), opens_at=now, closes_at=now + DAY)
    ask(poll, people.centre)
    poll.refresh_from_db()
    announce(poll_id=poll.pk, user=people.centre, seen=poll.version, opens_now=True, now=now)
    page = PollPage.objects.get()
    assert page.get_parent().depth == 3
    assert page.unit is None


def test_poll_goes_back_to_draft_before_the_first_ballot_only(people, poll, now):
    poll = announced(poll, people, now)
    take_back(poll_id=poll.pk, user=people.chief, seen=poll.version, now=now)
    poll.refresh_from_db()
    assert (poll.status, poll.page.live) == (PollStatus.DRAFT, False)
    Poll.objects.update(title_vi="Bữa ăn giữa ca")
    poll = announced(poll, people, now)
    assert (poll.page.title, poll.page.slug) == ("Bữa ăn giữa ca", "bua-an-ca")
    vote(poll, now)
    with pytest.raises(PollRefused, match="voted"):
        take_back(poll_id=poll.pk, user=people.chief, seen=poll.version, now=now)


def test_open_poll_closes_later_and_never_earlier(people, poll, now):
    poll = announced(poll, people, now)

    def close(at, **fields):
        poll.refresh_from_db()
        return change_times(
            **{
                "poll_id": poll.pk,
                "user": people.chief,
                "seen": poll.version,
                "opens_at": now - DAY,
                "closes_at": at,
                "now": now + DAY,
            }
            | fields
        )

    for at in (poll.closes_at, poll.closes_at - DAY, None, now + 400 * DAY):
        with pytest.raises(ValidationError):
            close(at)
    with pytest.raises(PollChanged):
        close(poll.closes_at + DAY, seen=0)
    changed = close(poll.closes_at + DAY)
    assert changed.is_extended
    assert changed.opens_at == now
    with pytest.raises(PollRefused):
        close(now + 20 * DAY, now=now + 10 * DAY)


def test_times_may_change_as_one_likes_before_the_opening(people, poll, now):
    poll = announced(poll, people, now, opens_now=False)
    changed = change_times(
        poll_id=poll.pk,
        user=people.chief,
        seen=poll.version,
        opens_at=now + 2 * DAY,
        closes_at=now + 3 * DAY,
        now=now,
    )
    assert not changed.is_extended
    assert changed.closes_at == now + 3 * DAY


def test_cancelling_after_the_first_ballot_needs_a_public_reason(people, poll, now):
    poll = announced(poll, people, now)
    vote(poll, now)

    def call_off(reason, at=now):
        poll.refresh_from_db()
        return cancel(
            poll_id=poll.pk, user=people.chief, seen=poll.version, reason_vi=reason, now=at
        )

    with pytest.raises(ValidationError):
        call_off("ngắn quá")
    with pytest.raises(PollRefused, match="over"):
        call_off("Kết quả không như ý.", at=poll.closes_at)
    cancelled = call_off("Câu hỏi gây hiểu lầm.")
    assert cancelled.status == PollStatus.CANCELLED
    assert cancelled.page.live
    assert call_off("Lý do khác hẳn.").cancel_reason_vi == "Câu hỏi gây hiểu lầm."


def test_cancelling_before_any_ballot_takes_the_page_away(people, poll, now):
    poll = announced(poll, people, now)
    cancel(poll_id=poll.pk, user=people.chief, seen=poll.version, reason_vi="", now=now)
    assert not PollPage.objects.get().live


def test_wording_is_corrected_in_the_open_once(people, poll, now):
    poll = announced(poll, people, now)
    question = poll.sections.get().questions.get()
    option = question.options.first()
    target = Target("option", option.pk)

    def correct(text, *, reason="Lỗi chính tả trong câu.", seen="Có", user=people.chief, at=now):
        return correct_wording(
            poll_id=poll.pk, target=target, user=user, texts={"text_vi": text},
            seen={"text_vi": seen}, reason=reason, now=at,
        )  # fmt: skip

    with pytest.raises(PollRefused, match="draft"):
        correct("Có chứ")
    vote(poll, now)
    for refused in (
        lambda: correct("Có chứ", reason="ngắn"),
        lambda: correct(""),
        lambda: correct("x" * 301),
    ):
        with pytest.raises(ValidationError):
            refused()
    with pytest.raises(PollChanged):
        correct("Có chứ", seen="Không")
    with pytest.raises(PollRefused):
        correct("Có chứ", user=people.other_chief)
    with pytest.raises(PollRefused):
        correct("Có chứ", at=poll.closes_at)
    [made] = correct("Có chứ")
    assert (made.before, made.after, made.ballots_before) == ("Có", "Có chứ", 3)
    assert made.place == f"option:{option.pk}:text_vi"
    assert correct("Có chứ") == []
    assert WordingCorrection.objects.count() == 1
    option.refresh_from_db()
    assert option.text_vi == "Có chứ"


def test_corrected_title_stands_on_the_page_as_well(people, poll, now):
    poll = announced(poll, people, now)
    vote(poll, now)
    correct_wording(
        poll_id=poll.pk,
        target=Target("poll", poll.pk),
        user=people.chief,
        texts={"title_vi": "Bữa ăn giữa ca", "intro_vi": "Hai dòng\r\nở đây"},
        seen={"title_vi": "Bữa ăn ca", "intro_vi": ""},
        reason="Viết rõ hơn cho bạn đọc.",
        now=now,
    )
    page = PollPage.objects.get()
    assert (page.title, page.intro) == ("Bữa ăn giữa ca", "Hai dòng\nở đây")
    assert WordingCorrection.objects.count() == 2


def test_texts_of_another_poll_are_out_of_reach(people, poll, now):
    poll = announced(poll, people, now)
    vote(poll, now)
    other = make_poll(people.other)
    for target in (
        Target("poll", other.pk),
        Target("section", other.sections.get().pk),
        Target("question", other.sections.get().questions.get().pk),
    ):
        with pytest.raises(PollRefused):
            correct_wording(
                poll_id=poll.pk, target=target, user=people.chief, texts={"text_vi": "x"},
                seen={}, reason="Lỗi chính tả trong câu.", now=now,
            )  # fmt: skip


def test_database_keeps_times_of_an_announced_poll(poll):
    with pytest.raises(IntegrityError):
        Poll.objects.update(status=PollStatus.ANNOUNCED, closes_at=None)
