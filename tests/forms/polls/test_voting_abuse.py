"""Replays, expired and forged forms, floods: refused clearly, neighbours still vote."""

from datetime import timedelta
from unittest.mock import patch

import pytest
from django.db.models import Sum
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from factories.guard import guard_fields, solved
from factories.polls import make_codes, make_poll, posted_to
from forms.polls.enums import QuestionKind
from forms.polls.models import Ballot, RefusalCount
from forms.polls.voting.visits import Visit

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]
FACTORY = {"REMOTE_ADDR": "203.0.113.7"}
SCRIPT = "<script>alert(1)</script>"


def address(poll) -> str:
    return reverse("voting:vote", args=[poll.pk])


def refused(poll) -> dict[str, int]:
    rows = RefusalCount.objects.filter(poll=poll).values_list("reason").order_by()
    return dict(rows.annotate(Sum("count")))


def vote(client: Client, poll, **headers):
    page = client.get(poll.page.get_url(), **headers)
    return client.post(address(poll), solved(page) | posted_to(poll), **headers)


def test_proof_that_was_used_opens_no_second_ballot() -> None:
    poll = make_poll()
    first, second = (guard_fields("vote") | posted_to(poll) for _number in range(2))
    Client().post(address(poll), first)

    replayed = Client().post(address(poll), second | {"altcha": first["altcha"]})

    assert replayed.status_code == 422
    assert Ballot.objects.count() == 1
    assert refused(poll) == {"unproven": 1}


@pytest.mark.parametrize("missing", ["form_key", "altcha"])
def test_forged_and_unproven_forms_are_refused(missing: str) -> None:
    poll = make_poll(kinds=("text",))
    fields = guard_fields("vote") | posted_to(poll) | {missing: "gia-mao"}

    response = Client().post(address(poll), fields)

    assert response.status_code == 422
    assert "Cơm nóng, canh ngọt." in response.content.decode()
    assert not Ballot.objects.exists()


def test_form_of_another_purpose_is_no_ballot() -> None:
    poll = make_poll()

    response = Client().post(address(poll), guard_fields("question") | posted_to(poll))

    assert response.status_code == 422
    assert not Ballot.objects.exists()


def test_expired_form_keeps_its_answers_and_is_sent_again() -> None:
    poll, client = make_poll(kinds=("text",)), Client()
    fields = solved(client.get(poll.page.get_url())) | posted_to(poll)
    tomorrow = timezone.now() + timedelta(hours=13)

    with patch("django.utils.timezone.now", return_value=tomorrow):
        expired = client.post(address(poll), fields)
        again = client.post(address(poll), posted_to(poll) | solved(expired))

    assert expired.status_code == 422
    assert "Cơm nóng, canh ngọt." in expired.content.decode()
    assert again.status_code == 303


def test_script_in_every_field_comes_back_as_text() -> None:
    poll = make_poll(kinds=QuestionKind.values, audience="codes")
    fields = dict.fromkeys(posted_to(poll), SCRIPT) | {"code": SCRIPT, "word_answer": SCRIPT}

    response = Client().post(address(poll), guard_fields("vote") | fields)

    assert response.status_code == 422
    assert SCRIPT not in response.content.decode()


def test_megabyte_of_text_is_refused() -> None:
    poll = make_poll(kinds=("text",))
    fields = dict.fromkeys(posted_to(poll), "ă" * 500_000)

    response = Client().post(address(poll), guard_fields("vote") | fields)

    assert response.status_code == 422
    assert not Ballot.objects.exists()


def test_honest_voters_on_the_address_of_a_flood_still_vote(settings) -> None:
    """One minute, one address: far more forms than the limit, and three people who vote."""
    settings.GUARD_LIMITS = {"vote": {"soft": 5, "flood": 20}}
    poll, attacker, now = make_poll(), Client(), timezone.now()
    forged = guard_fields("vote") | posted_to(poll) | {"altcha": "gia-mao"}

    with patch("django.utils.timezone.now", return_value=now):
        flood = [attacker.post(address(poll), forged, **FACTORY) for _number in range(60)]
        honest = [vote(Client(), poll, **FACTORY) for _number in range(3)]
        elsewhere = vote(Client(), poll, REMOTE_ADDR="198.51.100.9")

    assert [one.status_code for one in flood] == [422] * 20 + [429] * 40
    assert int(flood[-1]["Retry-After"]) > 0
    assert {one.status_code for one in [*honest, elsewhere]} == {303}
    assert Ballot.objects.count() == 4
    counts = refused(poll)
    assert counts["unproven"] == 20
    assert counts.get("flood", 0) % 20 == 0


def test_guessed_codes_are_counted_and_slowed_while_right_ones_pass(settings) -> None:
    settings.GUARD_LIMITS = {"vote": {"wrong_codes": 3}}
    poll = make_poll(audience="codes")
    (code,) = make_codes(poll)

    def send(typed: str):
        fields = guard_fields("vote") | posted_to(poll) | {"code": typed}
        return Client().post(address(poll), fields, **FACTORY)

    guesses = [send(f"K7QM-2XFD-9RT{number}") for number in range(5)]

    assert [one.status_code for one in guesses] == [422] * 3 + [429] * 2
    assert send(code).status_code == 303
    assert refused(poll) == {"code_unknown": 5}


def test_guessed_receipts_are_slowed_while_a_right_one_is_found(settings) -> None:
    settings.GUARD_LIMITS = {"receipt": {"wrong_codes": 3}}
    poll, client = make_poll(), Client()
    vote(client, poll)
    receipt = client.get(reverse("voting:thanks", args=[poll.pk])).context["receipt"].code
    check = reverse("voting:check", args=[poll.pk])

    guesses = [client.post(check, {"receipt": f"K7QM-{number}"}) for number in range(5)]

    assert [one.status_code for one in guesses] == [422] * 3 + [429] * 2
    assert client.post(check, {"receipt": receipt}).status_code == 200


def test_forged_cookie_is_no_key() -> None:
    poll, client = make_poll(), Client()
    client.cookies[f"phieu-{poll.pk}"] = "00000000000000000000000000000000:gia-mao"

    assert vote(client, poll).status_code == 303
    assert Ballot.objects.count() == 1


def test_ballot_leaves_no_words_in_the_log(caplog) -> None:
    poll = make_poll(kinds=("text",), audience="codes")
    fields = guard_fields("vote") | posted_to(poll) | {"code": "MA-CUA-TOI"}

    Client().post(address(poll), fields)
    with (
        patch.object(Visit, "send", side_effect=RuntimeError),
        pytest.raises(RuntimeError),
    ):
        Client().post(address(poll), fields)

    assert "Cơm nóng" not in caplog.text
    assert "MA-CUA-TOI" not in caplog.text
