"""The code by which an asker comes back: made from the key of the form, so that it lies nowhere."""

import hmac
from hashlib import sha256
from uuid import UUID

from django.conf import settings
from django.utils.crypto import salted_hmac

from forms.guarding.codes import ALPHABET, digest, digests

from .models import Question

PURPOSE = "question"
LENGTH, GROUP = 16, 4  # 80 bits, in four groups


def tracking_code(submission_key: UUID) -> str:
    """Return the code of a question that is stored now, such as `K7QM-2XFD-9RTA-04HS`."""
    return _code(submission_key, settings.SECRET_KEY)


def tracking_digest(code: str) -> str:
    """Return what the database keeps of a code."""
    return digest(code, purpose=PURPOSE)


def code_of(question: Question) -> str:
    """Return the code that was given out for a question; empty once it was withdrawn.

    After a change of SECRET_KEY those made with the old one are found as long as it is among
    SECRET_KEY_FALLBACKS.
    """
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    codes = (_code(question.submission_key, secret) for secret in secrets)
    found = (one for one in codes if question.tracking_digest in digests(one, purpose=PURPOSE))
    return next(found, "")


def find_question(code: str) -> Question | None:
    """Return the question of a code as somebody typed it."""
    known = digests(code, purpose=PURPOSE)
    return Question.objects.filter(tracking_digest__in=known).first()


def _code(submission_key: UUID, secret: str | bytes) -> str:
    key = salted_hmac("forms.questions.tracking", "code", secret=secret, algorithm="sha256")
    number = int.from_bytes(hmac.new(key.digest(), submission_key.bytes, sha256).digest())
    letters = "".join(ALPHABET[number >> 5 * place & 31] for place in range(LENGTH))
    return "-".join(letters[place : place + GROUP] for place in range(0, LENGTH, GROUP))
