"""The page on which people vote: what it shows, what it keeps, where a ballot leads."""

import re
from unittest.mock import patch

import pytest
from django.db import OperationalError
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation

from factories.guard import guard_fields, shown, solved
from factories.polls import (
    answers_to,
    cast_ballots,
    choices_of,
    make_codes,
    make_poll,
    make_question,
    posted_to,
    questions_of,
)
from factories.portal import make_english, make_unit, make_user
from forms.polls.enums import QuestionKind
from forms.polls.models import Ballot, Poll, RefusalCount
from units.enums import PortalRole, UnitRole

pytestmark = pytest.mark.django_db
RECEIPT = re.compile(r"data-receipt>([0-9A-Z-]{19})<")


def address(poll, name: str = "vote") -> str:
    return reverse(f"voting:{name}", args=[poll.pk])


def page_of(client: Client, poll):
    return client.get(poll.page.get_url())


def send(client: Client, poll, **changes):
    """Fill in the page as a browser does and send it."""
    response = page_of(client, poll)
    return client.post(address(poll), solved(response) | posted_to(poll) | changes)


def text_of(response) -> str:
    return response.content.decode()


def refused(poll) -> dict[str, int]:
    rows = RefusalCount.objects.filter(poll=poll)
    return {row.reason: row.count for row in rows}


def test_ballot_with_every_kind_leads_to_thanks_and_its_receipt_is_found(client: Client) -> None:
    poll = make_poll(kinds=QuestionKind.values)

    sent = send(client, poll)

    assert (sent.status_code, sent["Location"]) == (303, address(poll, "thanks"))
    thanks = client.get(sent["Location"])
    assert thanks["Cache-Control"] == "private, no-store"
    (code,) = RECEIPT.findall(text_of(thanks))
    ballot = Ballot.objects.get()
    assert ballot.answers == answers_to(poll)
    checked = client.post(address(poll, "check"), {"receipt": code.lower().replace("-", " ")})
    assert f"vị trí {ballot.position}" in text_of(checked)
    assert ballot.hash in text_of(checked)


def test_page_has_fields_for_every_kind_and_no_inline_script(client: Client) -> None:
    poll = make_poll(kinds=QuestionKind.values)

    text = text_of(page_of(client, poll))

    assert {name for name in posted_to(poll) if f'name="{name}"' not in text} == set()
    assert text.count("<fieldset") >= len(QuestionKind.values)
    assert not re.search(r"<script(?![^>]*src=)(?![^>]*ld\+json)|style=", text)


def test_device_that_voted_sees_its_receipt_and_casts_no_second_ballot(client: Client) -> None:
    poll = make_poll()
    send(client, poll)

    again = text_of(page_of(client, poll))
    repeated = client.post(address(poll), guard_fields("vote") | posted_to(poll))

    assert '<form class="poll-form"' not in again
    assert RECEIPT.search(again)
    assert repeated.status_code == 303
    assert Ballot.objects.count() == 1
    assert refused(poll) == {"repeated": 1}


def test_two_tabs_cast_one_ballot_and_another_device_its_own(client: Client) -> None:
    poll = make_poll()
    tabs = [page_of(client, poll) for _number in range(2)]

    sent = [client.post(address(poll), solved(tab) | posted_to(poll)) for tab in tabs]

    assert [one.status_code for one in sent] == [303, 303]
    assert Ballot.objects.count() == 1
    assert send(Client(), poll).status_code == 303
    assert Ballot.objects.count() == 2


def test_vietnamese_and_english_page_are_one_poll_for_a_device(client: Client) -> None:
    poll = make_poll()
    english = make_english(poll.page)
    send(client, poll)

    text = text_of(client.get(english.get_url()))

    assert "This device has voted" in text
    with translation.override("en"):
        thanks = client.get(address(poll, "thanks"))
    assert "Thank you for voting" in text_of(thanks)


def test_double_tap_needs_no_second_proof(client: Client) -> None:
    poll = make_poll(audience="codes")
    code = make_codes(poll)[0]
    fields = solved(page_of(client, poll)) | posted_to(poll) | {"code": code}

    first, second = (client.post(address(poll), fields) for _number in range(2))
    bare = client.post(address(poll), {"form_key": fields["form_key"]})

    assert {one.status_code for one in (first, second, bare)} == {303}
    assert Ballot.objects.count() == 1


def test_faults_are_listed_and_everything_typed_stays(client: Client) -> None:
    poll = make_poll(kinds=QuestionKind.values, audience="codes")
    fields = posted_to(poll)
    numbers = {question.kind: question for question in questions_of(poll)}
    fields[f"q{numbers['number'].pk}"] = "rất nhiều"
    fields[f"q{numbers['text'].pk}"] = "Món “canh” <b>nguội</b>"

    response = send(client, poll, **fields, code="SAIROI")
    unknown = text_of(response)
    fields[f"q{numbers['number'].pk}"] = "7"
    unknown = text_of(send(client, poll, **fields, code="SAIROI"))

    assert response.status_code == 422
    text = text_of(response)
    assert f'href="#cau-{numbers["number"].pk}"' in text
    for kept in ("rất nhiều", "Món “canh” &lt;b&gt;nguội&lt;/b&gt;", 'value="SAIROI"'):
        assert kept in text
    ballot = text[text.index("data-poll") : text.index("</form>", text.index("data-poll"))]
    assert (ballot.count(" checked>"), ballot.count(" selected>")) == (6, 3)
    assert "Mã này không đúng" in unknown
    assert not Ballot.objects.exists()


def test_shuffled_choices_keep_their_order_when_shown_again(client: Client) -> None:
    poll = make_poll(kinds=())
    make_question(poll.sections.get(), "single", choices=12, is_shuffled=True)
    (question,) = questions_of(poll)
    order = re.compile(rf'id="id_q{question.pk}_(\d+)"')

    first = page_of(client, poll)
    again = client.post(address(poll), solved(first))
    other = page_of(Client(), poll)

    orders = [order.findall(text_of(one)) for one in (first, again, other)]
    assert orders[0] == orders[1] != orders[2]
    assert {int(pk) for pk in orders[2]} == set(choices_of(question))


def test_condition_is_told_to_those_without_script(client: Client) -> None:
    poll = make_poll(kinds=("scale",))
    (scale,) = questions_of(poll)
    make_question(
        scale.section, "text", sort_order=1, condition_on=scale,
        condition_operator="at_most", condition_value="2",
    )  # fmt: skip

    text = text_of(page_of(client, poll))

    assert "Chỉ trả lời nếu" in text
    assert f'data-on="q{scale.pk}" data-operator="at_most" data-value="2"' in text
    assert send(client, poll).status_code == 303
    assert set(Ballot.objects.get().answers) == {str(scale.pk)}


@pytest.mark.parametrize("phase", ["coming", "closed", "cancelled"])
def test_page_outside_the_open_time_has_no_form_and_takes_no_ballot(client, phase: str) -> None:
    poll = make_poll(phase=phase)

    page = page_of(client, poll)
    sent = client.post(address(poll), guard_fields("vote") | posted_to(poll))

    assert page.status_code == 200
    assert "data-guard" not in text_of(page)
    assert sent.status_code == 409
    assert not Ballot.objects.exists()
    assert refused(poll) == {"not_open": 1}


def test_ballot_that_was_stored_gets_its_receipt_after_the_close(client: Client) -> None:
    poll = make_poll()
    send(client, poll)
    Poll.objects.update(closes_at=timezone.now())

    late = client.post(address(poll), guard_fields("vote") | posted_to(poll))

    assert late.status_code == 303
    assert RECEIPT.search(text_of(client.get(late["Location"])))


def test_closed_poll_shows_no_figure_before_the_count(client: Client) -> None:
    poll = make_poll(phase="closed")
    cast_ballots(poll, 12)

    assert "đang được kiểm" in text_of(page_of(client, poll))
    assert "poll-turnout" not in text_of(page_of(client, poll))


@pytest.mark.parametrize("interim", [True, False])
def test_open_poll_shows_figures_only_where_it_said_so_and_after_voting(client, interim) -> None:
    poll = make_poll(shows_interim=interim)
    cast_ballots(poll, 12)

    before = text_of(page_of(client, poll))
    send(client, poll)
    after = text_of(page_of(client, poll))

    assert "poll-turnout" not in before
    assert ("poll-turnout" in after) is interim


def test_codes_let_several_people_vote_on_one_device(client: Client) -> None:
    poll = make_poll(audience="codes")
    codes = make_codes(poll, 2)

    sent = [send(client, poll, code=code) for code in (*codes, codes[0])]

    assert [one.status_code for one in sent] == [303, 303, 422]
    assert "Mã này đã được dùng" in text_of(sent[2])
    assert Ballot.objects.count() == 2


def test_accounts_log_in_vote_once_and_are_told(client: Client) -> None:
    poll, user = make_poll(audience="accounts"), make_user()

    stranger = text_of(page_of(client, poll))
    client.force_login(user)
    sent = send(client, poll)
    again = text_of(page_of(client, poll))

    assert f"?next={poll.page.get_url()}" in stranger
    assert sent.status_code == 303
    assert "Tài khoản của bạn đã bỏ phiếu" in again
    assert Ballot.objects.count() == 1


def test_session_that_ended_meanwhile_loses_nothing_typed(client: Client) -> None:
    poll = make_poll(kinds=("text",), audience="accounts")
    client.force_login(make_user())
    fields = solved(page_of(client, poll)) | posted_to(poll)

    client.logout()
    sent = client.post(address(poll), fields)

    assert sent.status_code == 422
    assert "Cơm nóng, canh ngọt." in text_of(sent)
    assert not Ballot.objects.exists()


def test_trial_is_open_to_those_who_make_the_poll_and_counts_nothing(client: Client) -> None:
    unit, other = make_unit(), make_unit()
    poll = make_poll(unit, phase="test", audience="codes", with_page=False)
    chief = make_user(unit=unit, role=UnitRole.CHIEF_EDITOR)
    foreign = make_user(unit=other, role=UnitRole.CHIEF_EDITOR)
    writer = make_user(unit=unit, role=UnitRole.CONTRIBUTOR)
    centre = make_user(portal_role=PortalRole.VOICE_CENTRE)

    for stranger in (None, foreign, writer):
        client.logout()
        if stranger:
            client.force_login(stranger)
        assert client.get(address(poll)).status_code == 404
        assert client.post(address(poll), guard_fields("vote")).status_code == 404
    for editor in (chief, centre):
        client.force_login(editor)
        shown_form = client.get(address(poll))
        sent = client.post(address(poll), solved(shown_form) | posted_to(poll))
        assert "poll-trial" in text_of(shown_form)
        assert "poll-trial" in text_of(client.get(sent["Location"]))

    assert Ballot.objects.filter(is_trial=True).count() == 2
    assert not Ballot.objects.filter(is_trial=False).exists()
    assert refused(poll) == {}


@pytest.mark.parametrize("phase", ["draft", "test"])
def test_poll_that_is_not_announced_is_nowhere(client: Client, phase: str) -> None:
    poll = make_poll(phase=phase)

    names = ("vote", "thanks", "check")
    found = [client.get(address(poll, name)).status_code for name in names]

    assert [page_of(client, poll).status_code, *found] == [404] * 4


@pytest.mark.parametrize("number", ["0", "99999999999999999999999"])
def test_poll_that_is_not_there_is_404(client: Client, number: str) -> None:
    assert client.get(f"/bo-phieu/{number}/").status_code == 404
    assert client.post(f"/bo-phieu/{number}/", {}).status_code == 404


def test_unknown_receipt_is_refused_and_says_nothing_of_answers(client: Client) -> None:
    poll, other = make_poll(kinds=("text",)), make_poll()
    send(client, other)
    (code,) = RECEIPT.findall(text_of(client.get(address(other, "thanks"))))

    for typed in ("", "K7QM-2XFD-9RTA-0C4W", code, "'; --", "x" * 100_000):
        response = client.post(address(poll, "check"), {"receipt": typed})
        assert response.status_code == 422
    found = text_of(client.post(address(other, "check"), {"receipt": code}))
    assert "Lựa chọn" not in found


@pytest.mark.parametrize("where", ["find_receipt", "_store_once"])
def test_busy_database_hands_the_ballot_back_to_be_sent_again(client: Client, where: str) -> None:
    poll = make_poll(kinds=("text", "multiple"))
    fields = solved(page_of(client, poll)) | posted_to(poll)

    with patch(f"forms.polls.services.casting.{where}", side_effect=OperationalError("locked")):
        busy = client.post(address(poll), fields)
    text = text_of(busy)
    kept = dict(shown(busy)) | fields

    assert (busy.status_code, busy["Retry-After"]) == (503, "5")
    assert "Cơm nóng, canh ngọt." in text
    assert text.count(f'name="q{questions_of(poll)[1].pk}"') == 2
    assert client.post(address(poll), kept).status_code == 303
    assert Ballot.objects.count() == 1


def test_page_costs_the_same_for_few_and_many_questions(client: Client, count_queries) -> None:
    small, large = make_poll(), make_poll(kinds=[*QuestionKind.values] * 4)
    page_of(client, small)
    page_of(client, large)

    costs = [count_queries(lambda poll=poll: page_of(Client(), poll)) for poll in (small, large)]

    assert costs[0] == costs[1] <= 15


def test_sending_costs_few_queries_and_no_frame(client: Client, count_queries) -> None:
    poll = make_poll(kinds=QuestionKind.values)
    cast_ballots(poll, 1)
    fields = solved(page_of(client, poll)) | posted_to(poll)

    cost = count_queries(lambda: client.post(address(poll), fields))

    # Savepoints of the proof included.
    assert cost <= 22
