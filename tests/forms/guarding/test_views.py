"""A guarded form in its page: statuses, headers, what is shown again."""

import pytest

from factories.guard import guard_fields, shown, solved
from forms.guarding.models import SpentProof

pytestmark = pytest.mark.django_db
TOGETHER = {"REMOTE_ADDR": "203.0.113.7"}


def test_a_form_is_sent_once_however_often_it_arrives(client, note_address) -> None:
    page = client.get(note_address)
    fields = {"text": "Chào", "way": "public", **solved(page)}

    answers = [client.post(note_address, fields).content.decode() for _attempt in range(3)]

    assert answers == ["Đã nhận: Chào (public)"] * 3
    assert SpentProof.objects.count() == 1


def test_the_page_is_private_and_its_script_obeys_the_policy(client, note_address) -> None:
    page = client.get(note_address)
    text = page.content.decode()

    assert page["Cache-Control"] == "private, no-store"
    assert page["X-Robots-Tag"] == "noindex, nofollow"
    assert page["Referrer-Policy"] == "same-origin"
    assert "style=" not in text
    assert 'src="/static/guarding/guard.js"' in text
    assert '<label for="id_word_answer_note">' in text
    assert '<input id="id_word_answer_note" name="word_answer" value="" maxlength' in text


def test_a_megabyte_of_script_is_refused_with_every_letter_kept(client, note_address) -> None:
    text = "<script>alert(1)</script>" * 42_000
    answer = client.post(note_address, {"text": text, **guard_fields("note")})

    body = answer.content.decode()
    assert answer.status_code == 422
    assert "1050000" in body.replace(".", "")
    assert body.count("&lt;script&gt;") == 42_000
    assert "<script>alert" not in body
    assert body.count('aria-invalid="true"') == 1


def test_a_flood_is_refused_with_the_form_and_its_neighbour_gets_through(
    client, note_address, settings
) -> None:
    settings.GUARD_LIMITS = {"note": {"soft": 2, "flood": 4}}
    flood = {"text": "rác", "form_key": "x"}
    for _number in range(5):
        answer = client.post(note_address, flood, **TOGETHER)
    assert answer.status_code == 429
    assert 1 <= int(answer["Retry-After"]) <= 120

    # A colleague who opened the form before it began: kept, and let in at the second attempt.
    refused = client.post(note_address, {"text": "Lời của tôi", **guard_fields("note")}, **TOGETHER)
    assert refused.status_code == 429
    assert ">\nLời của tôi</textarea>" in refused.content.decode()
    again = client.post(note_address, {"text": "Lời của tôi", **solved(refused)}, **TOGETHER)
    assert again.content.decode() == "Đã nhận: Lời của tôi ()"

    # Without script two questions are put. Elsewhere nobody notices anything.
    assert refused.content.decode().count('name="word_answer"') == 2
    elsewhere = client.get(note_address, REMOTE_ADDR="203.0.113.8")
    assert elsewhere.content.decode().count('name="word_answer"') == 1
    sent = {"text": "Chào", **solved(elsewhere)}
    assert client.post(note_address, sent, REMOTE_ADDR="203.0.113.8").status_code == 200


def test_a_wrong_answer_weighs_more_than_a_form(client, note_address, settings) -> None:
    settings.GUARD_LIMITS = {"note": {"flood": 8}}
    fields = {"text": "Chào", "word_answer": "sai"}
    for status in (422, 422, 429):
        page = client.get(note_address)
        assert client.post(note_address, fields | shown(page)).status_code == status
