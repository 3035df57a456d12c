"""Screens on which polls are made: what they do, whom they let in, what stays after a mistake."""

from datetime import timedelta
from io import BytesIO
from uuid import uuid4
from zipfile import ZipFile

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation
from wagtail.users.models import UserProfile

from factories.poll_making import ask, draft, make_confederation, make_people, wording
from factories.polls import make_codes, make_poll
from forms.polls.enums import Audience, PollPhase, PollStatus
from forms.polls.making.addresses import OF_ONE
from forms.polls.models import BallotChain, CodeBatch, Poll, PollQuestion, WordingCorrection

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]
DAY = timedelta(days=1)
NO_ROWS = {
    "choices-TOTAL_FORMS": "0",
    "choices-INITIAL_FORMS": "0",
    "rows-TOTAL_FORMS": "0",
    "rows-INITIAL_FORMS": "0",
}


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


@pytest.fixture
def people():
    return make_people()


@pytest.fixture
def poll(people) -> Poll:
    poll = draft(people)
    ask(poll, people.chief)
    return Poll.objects.get(pk=poll.pk)


def client_of(user) -> Client:
    UserProfile.objects.update_or_create(user=user, defaults={"preferred_language": "en"})
    client = Client()
    client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[-1])
    return client


def settings_of(**fields) -> dict:
    return {
        "request_key": str(uuid4()),
        "title_vi": "Nhà ở công nhân",
        "audience": "everyone",
    } | fields


def question_of(poll: Poll, **fields) -> dict:
    poll.refresh_from_db()
    return (
        NO_ROWS
        | {
            "seen": str(poll.version),
            "text_vi": "Bạn ở đâu?",
            "kind": "single",
            "choices-paste-more": "Nhà trọ | Rented room\nNhà riêng",
            "rows-paste-more": "",
        }
        | fields
    )


def opened(poll: Poll) -> Poll:
    """Let the poll be open with a first ballot."""
    now = timezone.now()
    Poll.objects.filter(pk=poll.pk).update(
        status=PollStatus.ANNOUNCED,
        opens_at=now - DAY,
        closes_at=now + DAY,
        announced_closes_at=now + DAY,
        first_ballot_at=now,
    )
    BallotChain.objects.create(poll=poll, number=1, length=7, last_hash="0" * 64)
    return Poll.objects.get(pk=poll.pk)


def kwargs_for(name: str, poll: Poll) -> dict:
    question = PollQuestion.objects.get(section__poll=poll)
    everything = {
        "poll_section": {"section_id": question.section_id},
        "poll_question_new": {"section_id": question.section_id},
        "poll_question": {"question_id": question.pk},
        "poll_correct": {"kind": "question", "target_id": question.pk},
        "poll_codes_void": {"batch_id": poll.batches.values_list("pk", flat=True).first() or 1},
    }
    return {"poll_id": poll.pk} | everything.get(name, {})


def test_every_screen_of_a_poll_is_shut_to_other_units_and_other_roles(people):
    poll = draft(people, audience=Audience.CODES)
    ask(poll, people.chief)
    make_codes(poll)
    for user in (people.other_chief, people.contributor, people.respondent):
        client = client_of(user)
        for _route, _view, name in OF_ONE:
            address = reverse(name, kwargs=kwargs_for(name, poll))
            assert client.get(address).status_code == 404, (user, name)
            assert client.post(address).status_code == 404, (user, name)


def test_parts_of_another_poll_are_not_found_below_the_own(people, poll):
    other = make_poll(people.other, phase=PollPhase.DRAFT)
    question = PollQuestion.objects.get(section__poll=other)
    client = client_of(people.centre)
    for name, part in (
        ("poll_section", {"section_id": question.section_id}),
        ("poll_question_new", {"section_id": question.section_id}),
        ("poll_question", {"question_id": question.pk}),
        ("poll_correct", {"kind": "question", "target_id": question.pk}),
        ("poll_correct", {"kind": "unit", "target_id": 1}),
    ):
        address = reverse(name, kwargs={"poll_id": poll.pk} | part)
        assert client.get(address).status_code == 404


def test_poll_is_made_question_by_question(people):
    client = client_of(people.chief)
    page = client.get(reverse("poll_new"))
    assert b'name="unit"' in page.content
    data = settings_of(unit=people.unit.pk)
    answers = [client.post(reverse("poll_new"), data) for _click in range(2)]
    poll = Poll.objects.get()
    assert [answer.url for answer in answers] == [reverse("poll", args=[poll.pk])] * 2
    section = poll.sections.get()
    address = reverse("poll_question_new", args=[poll.pk, section.pk])
    assert client.get(address).status_code == 200
    data = question_of(poll)
    answers = [client.post(address, data) for _click in range(2)]
    question = PollQuestion.objects.get()
    assert answers[0].url == answers[1].url == f"/admin/polls/{poll.pk}/#question-{question.pk}"
    assert list(question.options.values_list("text_vi", "text_en")) == [
        ("Nhà trọ", "Rented room"),
        ("Nhà riêng", ""),
    ]
    answer = client.post(address, question_of(poll, text_vi="Tiếp?", another="1"))
    assert answer.url == address
    shown = client.get(reverse("poll", args=[poll.pk])).content.decode()
    assert "Bạn ở đâu?" in shown
    assert "Nhà trọ" in shown


def test_unit_of_others_cannot_be_chosen(people):
    answer = client_of(people.chief).post(reverse("poll_new"), settings_of(unit=people.other.pk))
    assert answer.status_code == 200
    assert not Poll.objects.exists()


def test_mistake_keeps_all_that_was_typed(people, poll):
    client = client_of(people.chief)
    address = reverse("poll_question_new", args=[poll.pk, poll.sections.get().pk])
    data = question_of(
        poll,
        text_vi="Câu hỏi rất dài",
        text_en="A long question",
        **{
            "choices-TOTAL_FORMS": "2",
            "choices-0-text_vi": "Chỉ một",
            "choices-1-text_en": "No Vietnamese",
            "choices-paste-more": "",
        },
    )
    shown = client.post(address, data).content.decode()
    assert "Write it in Vietnamese too." in shown
    for text in ("Câu hỏi rất dài", "A long question", "Chỉ một", "No Vietnamese"):
        assert text in shown
    shown = client.post(address, data | {"choices-1-text_en": ""}).content.decode()
    assert "Give at least 2 choices." in shown
    assert "Câu hỏi rất dài" in shown
    assert PollQuestion.objects.count() == 1


def test_changed_question_keeps_its_options_and_their_new_places(people, poll):
    question = PollQuestion.objects.get()
    yes, no = question.options.all()
    client = client_of(people.chief)
    address = reverse("poll_question", args=[poll.pk, question.pk])
    assert "Có" in client.get(address).content.decode()
    data = question_of(poll) | {
        "choices-TOTAL_FORMS": "3",
        "choices-0-pk": yes.pk,
        "choices-0-order": "2",
        "choices-0-text_vi": "Có chứ",
        "choices-1-pk": no.pk,
        "choices-1-order": "1",
        "choices-1-text_vi": "Không",
        "choices-2-text_vi": "Bỏ",
        "choices-2-is_gone": "on",
        "choices-paste-more": "Không biết",
    }
    assert client.post(address, data).status_code == 302
    assert list(question.options.values_list("text_vi", flat=True)) == [
        "Không",
        "Có chứ",
        "Không biết",
    ]
    assert set(question.options.values_list("pk", flat=True)) > {yes.pk, no.pk}


def test_condition_is_set_and_said_in_words(people, poll):
    first = PollQuestion.objects.get()
    client = client_of(people.chief)
    address = reverse("poll_question_new", args=[poll.pk, first.section_id])
    data = question_of(
        poll,
        condition_on=first.pk,
        condition_operator="is",
        condition_option=first.options.first().pk,
    )
    assert client.post(address, data).status_code == 302
    shown = client.get(reverse("poll", args=[poll.pk])).content.decode()
    assert "Asked only when question 1 is “Yes”" in shown
    shown = client.post(address, data | question_of(poll, text_vi="Sai", condition_option=""))
    assert "Choose a choice of that question." in shown.content.decode()


def test_somebody_elses_change_is_told_before_anything_is_lost(people, poll):
    client = client_of(people.chief)
    address = reverse("poll_settings", args=[poll.pk])
    data = settings_of(seen=poll.version)
    Poll.objects.update(version=poll.version + 1, title_vi="Của người khác")
    shown = client.post(address, data).content.decode()
    assert "has been changed since you opened this screen" in shown
    assert "Nhà ở công nhân" in shown
    assert f'value="{poll.version + 1}"' in shown
    assert client.post(address, data | {"seen": poll.version + 1}).status_code == 302
    assert Poll.objects.get().title_vi == "Nhà ở công nhân"


def test_questions_move_without_script(people, poll):
    ask(poll, people.chief, "Hai")
    poll.refresh_from_db()
    client = client_of(people.chief)
    address = reverse("poll_arrange", args=[poll.pk])
    last = PollQuestion.objects.last()
    data = {"act": f"question-up:{last.pk}", "seen": poll.version}
    assert client.post(address, data).url.endswith(f"#question-{last.pk}")
    assert wording(poll)[0] == "Hai"
    client.post(address, data)
    assert wording(poll)[0] == "Hai"
    client.post(address, {"act": f"question-delete:{last.pk}", "seen": poll.version + 1})
    assert wording(poll) == ["Bạn có hài lòng không?"]
    for act in ("question-up:x", "drop:1", ""):
        assert client.post(address, {"act": act, "seen": 1}).status_code == 404


def test_form_without_its_token_is_refused(people, poll):
    client = Client(enforce_csrf_checks=True)
    client.force_login(people.chief, backend=settings.AUTHENTICATION_BACKENDS[-1])
    address = reverse("poll_arrange", args=[poll.pk])
    assert client.post(address, {"act": "x"}).status_code == 403


def test_trial_then_announcement_with_its_checklist(people, poll):
    client = client_of(people.chief)
    state, announce = (reverse(name, args=[poll.pk]) for name in ("poll_state", "poll_announce"))
    client.post(state, {"act": "begin_trial", "seen": poll.version})
    shown = client.get(reverse("poll", args=[poll.pk])).content.decode()
    assert f"/bo-phieu/{poll.pk}/" in shown
    shown = client.get(announce).content.decode()
    assert "Say when the poll opens." in shown
    poll.refresh_from_db()
    refused = client.post(announce, {"seen": poll.version})
    assert "Say when the poll opens." in refused.content.decode()
    now = timezone.now()
    Poll.objects.update(opens_at=now - DAY, closes_at=now + DAY)
    refused = client.post(announce, {"seen": poll.version}).content.decode()
    assert "This time is over." in refused
    answer = client.post(announce, {"seen": poll.version, "opens_now": "on"})
    assert answer.url == reverse("poll", args=[poll.pk])
    poll.refresh_from_db()
    assert poll.phase(timezone.now()) == PollPhase.OPEN
    shown = client.get(reverse("poll", args=[poll.pk])).content.decode()
    assert "Back to draft" in shown
    assert client.get(announce).status_code == 404
    client.post(state, {"act": "take_back", "seen": poll.version})
    poll.refresh_from_db()
    assert poll.status == PollStatus.DRAFT


def test_open_poll_shows_how_many_voted_and_nothing_of_what(people, poll):
    opened(poll)
    client = client_of(people.chief)
    shown = client.get(reverse("poll", args=[poll.pk])).content.decode()
    assert "<dd>7</dd>" in shown
    assert "7 ballots" in client.get(reverse("polls")).content.decode()
    for name in ("poll_settings", "poll_announce", "poll_section_new"):
        assert client.get(reverse(name, args=[poll.pk])).status_code == 404


def test_times_and_cancellation_of_an_open_poll(people, poll):
    poll = opened(poll)
    client = client_of(people.chief)
    times, cancel = (reverse(name, args=[poll.pk]) for name in ("poll_times", "poll_cancel"))
    assert client.get(times).status_code == 200
    earlier = timezone.localtime(poll.closes_at - timedelta(hours=2))
    data = {"seen": poll.version, "closes_at": f"{earlier:%Y-%m-%d %H:%M}"}
    assert "never earlier" in client.post(times, data).content.decode()
    later = f"{timezone.localtime(poll.closes_at + DAY):%Y-%m-%d %H:%M}"
    assert client.post(times, data | {"closes_at": later}).status_code == 302
    poll.refresh_from_db()
    assert poll.is_extended
    data = {"seen": poll.version, "reason_vi": "ngắn", "reason_en": ""}
    shown = client.post(cancel, data).content.decode()
    assert "at least 10 characters" in shown
    assert "ngắn" in shown
    assert client.post(cancel, data | {"reason_vi": "Câu hỏi sai nội dung."}).status_code == 302
    poll.refresh_from_db()
    assert poll.status == PollStatus.CANCELLED
    assert "Câu hỏi sai nội dung." in client.get(reverse("poll", args=[poll.pk])).content.decode()


def test_wording_is_corrected_on_its_own_screen(people):
    poll = make_poll(people.unit)
    opened(poll)
    question = PollQuestion.objects.get()
    client = client_of(people.chief)
    address = reverse("poll_correct", args=[poll.pk, "question", question.pk])
    assert "7 members have voted" in client.get(address).content.decode()
    data = {
        "text_vi": "Câu hỏi đã sửa",
        "seen_text_vi": question.text_vi,
        "text_en": "",
        "reason": "ngắn",
    }
    shown = client.post(address, data).content.decode()
    assert "at least 10 characters" in shown
    assert "Câu hỏi đã sửa" in shown
    data["reason"] = "Sửa lỗi chính tả."
    for _click in range(2):
        assert client.post(address, data).status_code == 302
    assert WordingCorrection.objects.count() == 1
    for address in (reverse("poll", args=[poll.pk]), poll.page.url):
        shown = client.get(address).content.decode()
        assert "Sửa lỗi chính tả." in shown, address
        assert "Câu hỏi single" in shown, address


def test_codes_come_once_as_a_file(people):
    poll = draft(people, audience=Audience.CODES)
    client = client_of(people.chief)
    address = reverse("poll_codes", args=[poll.pk])
    assert client.get(address).status_code == 200
    data = {"request_key": str(uuid4()), "unit": people.unit.pk, "count": "3", "label": "Ca sáng"}
    answer = client.post(address, data)
    assert answer["Content-Type"] == "application/zip"
    assert {"private", "no-store"} <= set(answer["Cache-Control"].split(", "))
    assert len(ZipFile(BytesIO(answer.content)).namelist()) == 2
    assert "first click" in client.post(address, data).content.decode()
    batch = CodeBatch.objects.get()
    void = reverse("poll_codes_void", args=[poll.pk, batch.pk])
    assert client.post(void).url == address
    shown = client.get(address).content.decode()
    assert "Ca sáng" in shown
    assert "Voided at" in shown
    wrong = client.post(address, data | {"count": "20001"})
    assert wrong.status_code == 200
    assert CodeBatch.objects.count() == 1


def test_own_codes_are_kept_whole_or_not_at_all(people):
    poll = draft(people, audience=Audience.CODES)
    client = client_of(people.chief)
    address = reverse("poll_codes_import", args=[poll.pk])
    data = {"request_key": str(uuid4()), "unit": people.unit.pk, "text": "ABCD123456\nngắn"}
    shown = client.post(address, data).content.decode()
    assert "Row 2" in shown
    assert "ABCD123456" in shown
    assert not CodeBatch.objects.exists()
    file = SimpleUploadedFile("ma.csv", b"ABCD123456\nABCD123457\n")
    answer = client.post(address, data | {"text": "", "file": file})
    assert answer.url == reverse("poll_codes", args=[poll.pk])
    assert CodeBatch.objects.get().size == 2
    again = SimpleUploadedFile("ma.csv", b"ABCD123456\nABCD123457\n")
    assert (
        "first click" in client.post(address, data | {"text": "", "file": again}).content.decode()
    )
    nothing = client.post(address, data | {"text": ""})
    assert "one of the two" in nothing.content.decode()


def test_unit_sees_its_own_batch_of_a_national_poll_and_no_other(people):
    poll = draft(people, unit=make_confederation(), audience=Audience.CODES)
    centre = client_of(people.centre)
    address = reverse("poll_codes_units", args=[poll.pk])
    assert centre.get(address).status_code == 200
    data = {"request_key": str(uuid4()), "each": "0", f"unit_{people.unit.pk}": "2"}
    assert (
        "This makes 0 codes."
        in centre.post(address, {"request_key": str(uuid4())}).content.decode()
    )
    answer = centre.post(address, data | {f"unit_{people.other.pk}": "1"})
    assert len(ZipFile(BytesIO(answer.content)).namelist()) == 4
    chief = client_of(people.chief)
    codes = reverse("poll_codes", args=[poll.pk])
    shown = chief.get(codes).content.decode()
    assert people.unit.short_name_vi in shown
    assert people.other.short_name_vi not in shown
    assert codes in chief.get(reverse("polls")).content.decode()
    assert chief.get(reverse("poll", args=[poll.pk])).status_code == 404
    assert chief.get(address).status_code == 404
    data = {"request_key": str(uuid4()), "unit": people.unit.pk, "count": "3"}
    assert chief.post(codes, data).status_code == 404
    stranger = client_of(people.contributor)
    assert stranger.get(codes).status_code == 404


def test_list_shows_the_own_unit_and_all_to_the_centre(people, poll):
    make_poll(people.other, title_vi="Chuyện của đơn vị kia")
    own = client_of(people.chief).get(reverse("polls")).content.decode()
    assert "Bữa ăn ca" in own
    assert "Chuyện của đơn vị kia" not in own
    centre = client_of(people.centre)
    assert "Chuyện của đơn vị kia" in centre.get(reverse("polls")).content.decode()
    narrowed = centre.get(reverse("polls"), {"unit": people.unit.pk}).content.decode()
    assert "Chuyện của đơn vị kia" not in narrowed
    narrowed = centre.get(reverse("polls"), {"phase": "open"}).content.decode()
    assert "Chuyện của đơn vị kia" in narrowed
    assert "Bữa ăn ca" not in narrowed
    assert client_of(people.contributor).get(reverse("polls")).status_code == 404


def test_list_asks_the_same_for_one_and_for_three(people, poll, count_queries):
    client = client_of(people.centre)
    client.get(reverse("polls"))
    one = count_queries(lambda: client.get(reverse("polls")))
    for _more in range(2):
        make_poll(people.other, with_page=False)
    assert count_queries(lambda: client.get(reverse("polls"))) == one


def test_bench_asks_the_same_for_one_and_for_three_questions(people, poll, count_queries):
    client = client_of(people.chief)
    address = reverse("poll", args=[poll.pk])
    client.get(address)
    one = count_queries(lambda: client.get(address))
    ask(poll, people.chief, "Hai")
    ask(poll, people.chief, "Ba")
    assert count_queries(lambda: client.get(address)) == one


def test_copy_and_deletion_of_a_draft(people, poll):
    client = client_of(people.chief)
    data = {"request_key": str(uuid4())}
    address = reverse("poll_copy", args=[poll.pk])
    assert client.get(address).status_code == 200
    answers = [client.post(address, data) for _click in range(2)]
    copy = Poll.objects.exclude(pk=poll.pk).get()
    assert answers[0].url == answers[1].url == reverse("poll_settings", args=[copy.pk])
    delete = reverse("poll_delete", args=[copy.pk])
    assert client.get(delete).status_code == 200
    assert client.post(delete, {"seen": copy.version + 1}).status_code == 200
    assert client.post(delete, {"seen": copy.version}).url == reverse("polls")
    assert list(Poll.objects.all()) == [poll]


def test_whoever_opens_at_once_needs_no_opening_time(people, poll):
    client, address = client_of(people.chief), reverse("poll_announce", args=[poll.pk])
    for closes, is_ready in ((None, False), (timezone.now() + DAY, True)):
        Poll.objects.filter(pk=poll.pk).update(opens_at=None, closes_at=closes)
        assert client.get(address).context["is_ready"] is is_ready
    assert "open the poll at once below" in client.get(address).content.decode()
