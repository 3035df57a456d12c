"""What the guard lets through and what it refuses, and that nothing typed is lost."""

import base64
import json
from datetime import timedelta

import pytest
from django.core import signing
from django.test import RequestFactory
from django.utils import timezone

from factories.guard import guard_fields
from factories.guarded_note import NoteForm
from forms.guarding import forms, keys, proofs, word_proofs
from forms.guarding.services import AlreadySent

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]
NOW = timezone.now().replace(microsecond=0)


def posted(now=NOW, **data) -> NoteForm:
    request = RequestFactory().post("/", {"text": "Chào", **data})
    return NoteForm(request.POST, request=request, now=now)


def proven(purpose: str = "note") -> dict[str, str]:
    return guard_fields(purpose, now=NOW)


def key_of(*, age: timedelta = timedelta(minutes=1), purpose: str = "note") -> str:
    return keys.issue(purpose=purpose, now=NOW - age)


def altered(payload: str, change) -> str:
    """Return a proof after somebody meddled with it."""
    content = json.loads(base64.b64decode(payload))
    change(content)
    return base64.b64encode(json.dumps(content).encode()).decode()


def expired_proof() -> str:
    before = NOW - keys.LIFETIME - timedelta(minutes=1)
    return proofs.solve(proofs.new_challenge(purpose="note", level=0, now=before))


def answered(count: int = 1, answer: str | None = None, now=NOW) -> dict:
    """Return a word question as somebody without script sends it back, rightly by default."""
    token = word_proofs.new_token(purpose="note", count=count, now=now)
    questions = word_proofs.questions_of(token, purpose="note", now=now)
    right = [str(one.accepted).split("|")[0] for one in questions]
    return {"word_token": token, "word_answer": right if answer is None else [answer] * count}


def test_a_solved_form_is_valid_and_shows_nothing_of_the_guard() -> None:
    form = posted(**proven())

    assert form.is_valid(), form.errors
    assert form.cleaned_data == {"text": "Chào"}
    assert [field.name for field in form.own_fields] == ["text"]
    assert form.http_status == 200


@pytest.mark.parametrize(
    ("key", "message"),
    [
        ("", forms.FORGED),
        ("x" * 5_000, forms.FORGED),
        (lambda: key_of()[:-1], forms.FORGED),
        (lambda: key_of(purpose="vote"), forms.FORGED),
        (lambda: key_of(age=keys.LIFETIME + timedelta(seconds=1)), forms.EXPIRED),
        (lambda: key_of(age=timedelta(seconds=1)), forms.HASTY),
        (lambda: key_of(age=-timedelta(seconds=5)), forms.HASTY),
    ],
)
def test_a_key_that_is_forged_old_or_too_fresh_is_refused(key, message, settings) -> None:
    settings.GUARD_SECONDS = 2
    form = posted(**proven() | {"form_key": key if isinstance(key, str) else key()})

    assert form.non_field_errors() == [message]
    assert form.http_status == 422
    assert form["text"].value() == "Chào"


@pytest.mark.parametrize("age", [keys.LIFETIME, timedelta(seconds=2)])
def test_a_key_is_good_to_the_second(age, settings) -> None:
    settings.GUARD_SECONDS = 2
    assert posted(**proven() | {"form_key": key_of(age=age)}).is_valid()


def test_an_expired_form_goes_through_at_the_second_attempt_as_the_same_submission(settings):
    settings.GUARD_SECONDS = 2
    first = posted(**proven() | {"form_key": key_of(age=timedelta(hours=13))})
    assert not first.is_valid()

    fresh = {"form_key": first.guard.key, "altcha": proofs.solve(first.guard.challenge)}
    second = posted(**fresh)

    assert second.is_valid(), second.errors
    assert second.submission_key == first.submission_key == first.posted_key()


def test_another_error_keeps_key_and_text_and_asks_for_a_fresh_proof() -> None:
    fields = proven()
    form = posted(text="<script>" * 20, **fields)

    assert list(form.errors) == ["text"]
    assert form.guard.key == fields["form_key"]
    assert form["text"].value() == "<script>" * 20
    sent = json.loads(base64.b64decode(fields["altcha"]))["challenge"]
    assert json.loads(form.guard.challenge)["parameters"]["nonce"] != sent["parameters"]["nonce"]


@pytest.mark.parametrize(
    "proof",
    [
        "rubbish",
        "ế" * 10,
        base64.b64encode(b"[]").decode(),
        base64.b64encode(b'{"challenge": {"parameters": 5}, "solution": []}').decode(),
        "A" * 100_000,
        expired_proof,
        lambda: proven("vote")["altcha"],
        lambda: altered(
            proven()["altcha"], lambda one: one["solution"].update(derivedKey="00" * 32)
        ),
        lambda: altered(
            proven()["altcha"],
            lambda one: one["challenge"]["parameters"]["data"].update(level=2),
        ),
        lambda: altered(proven()["altcha"], lambda one: one["challenge"].pop("signature")),
    ],
)
def test_a_proof_that_is_wrong_old_or_of_another_form_is_refused(proof) -> None:
    form = posted(form_key=key_of(), altcha=proof if isinstance(proof, str) else proof())

    assert form.non_field_errors() == [forms.NOT_SOLVED]
    with pytest.raises(ValueError, match="valid form"):
        form.spend(now=NOW)


def test_a_right_answer_stands_for_the_proof() -> None:
    assert posted(form_key=key_of(), **answered()).is_valid()
    assert posted(form_key=key_of(), **answered(count=2)).is_valid()


def test_a_right_answer_outlives_another_error() -> None:
    fields = answered()
    form = posted(form_key=key_of(), text="", **fields)

    assert list(form.errors) == ["text"]
    assert form.guard.token == fields["word_token"]
    assert [one.value for one in form.guard.questions] == fields["word_answer"]


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        (lambda: answered(answer="không biết"), forms.WRONG_WORD),
        (lambda: answered(answer=""), forms.NO_WORD),
        (lambda: answered() | {"word_token": "x.1.5"}, forms.WRONG_WORD),
        (lambda: answered(now=NOW - timedelta(hours=13)), forms.WRONG_WORD),
        (lambda: answered(count=2) | {"word_answer": ["hai"]}, forms.WRONG_WORD),
        (dict, forms.NO_WORD),
    ],
)
def test_a_wrong_answer_is_refused_and_another_question_is_put(fields, message) -> None:
    fields = fields()
    form = posted(form_key=key_of(), **fields)

    assert form.errors == {"word_answer": [message]}
    assert form.guard.token != fields.get("word_token")
    assert [one.value for one in form.guard.questions] == [""]


def test_a_token_cannot_be_made_at_home() -> None:
    """Nobody can ask for no question at all."""
    token = signing.Signer(salt="forms.guarding.words.vote").sign(f"aa.0.{int(NOW.timestamp())}")
    assert not posted(form_key=key_of(), word_token=token, word_answer=[]).is_valid()


def test_a_proof_opens_one_submission_and_its_retries() -> None:
    fields = proven()
    first, retry = posted(**fields), posted(**fields)
    replay = posted(**fields | {"form_key": key_of()})
    assert first.is_valid()
    assert retry.is_valid()
    assert replay.is_valid()

    first.spend(now=NOW)
    retry.spend(now=NOW)
    with pytest.raises(AlreadySent):
        replay.spend(now=NOW)

    assert replay.non_field_errors() == [AlreadySent.message]
    assert replay.http_status == 422


def test_an_answer_opens_one_submission_and_a_replay_gets_a_new_question() -> None:
    fields = answered()
    first, replay = posted(form_key=key_of(), **fields), posted(form_key=key_of(), **fields)
    assert first.is_valid()
    assert replay.is_valid()
    first.spend(now=NOW)
    with pytest.raises(AlreadySent):
        replay.spend(now=NOW)
    assert replay.guard.token != fields["word_token"]


def test_line_breaks_count_once_and_decomposed_letters_are_mended() -> None:
    form = posted(text="a\r\n" * 50, **proven())
    assert form.is_valid(), form.errors
    assert form.cleaned_data["text"] == ("a\n" * 50).strip()
    assert posted(text="ế" * 100, **proven()).is_valid()
    assert posted(text="ế" * 101, **proven()).errors["text"]
