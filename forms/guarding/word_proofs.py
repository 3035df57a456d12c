"""Puts word questions and reads their answers; the page holds neither answer nor seed."""

import secrets
from datetime import UTC, datetime

from django.core import signing
from django.utils.crypto import salted_hmac

from .keys import LIFETIME
from .proofs import Proof, spent_digest
from .word_questions import WordQuestion, question_of

FIELD = "word_answer"


def new_token(*, purpose: str, count: int, now: datetime) -> str:
    """Return a signed token that stands for `count` questions."""
    return _signer(purpose).sign(f"{secrets.token_hex(12)}.{count}.{int(now.timestamp())}")


def questions_of(token: str, *, purpose: str, now: datetime) -> list[WordQuestion]:
    """Return the questions of a token, none for one that is expired or not ours."""
    try:
        nonce, count, moment = _signer(purpose).unsign(token[:200]).split(".")
    except (signing.BadSignature, ValueError):
        return []
    if now - datetime.fromtimestamp(int(moment), tz=UTC) > LIFETIME:
        return []
    return [question_of(_seed(purpose, f"{nonce}.{place}")) for place in range(int(count))]


def read_answers(token: str, answers: list[str], *, purpose: str, now: datetime) -> Proof | None:
    """Return the proof when every question of the token is answered rightly."""
    questions = questions_of(token, purpose=purpose, now=now)
    if not questions or len(questions) != len(answers):
        return None
    if not all(one.is_answered_by(given) for one, given in zip(questions, answers, strict=True)):
        return None
    nonce = token.partition(".")[0]
    return Proof(spent_digest(purpose, f"word:{nonce}"), level=0)


def _seed(purpose: str, nonce: str) -> str:
    return salted_hmac(f"forms.guarding.words.{purpose}", nonce, algorithm="sha256").hexdigest()


def _signer(purpose: str) -> signing.Signer:
    return signing.Signer(salt=f"forms.guarding.words.{purpose}")
