"""The code with which a sender finds an opinion again: made of its key, never stored."""

from uuid import UUID

from django.utils.crypto import salted_hmac

from forms.guarding.codes import ALPHABET, digest, digests

from .models import Opinion

PURPOSE = "opinion"
CHARACTERS, GROUP = 16, 4  # 80 bits


def code_of(submission_key: UUID) -> str:
    """Return the code of a submission, such as `K7QM-2XFD-9RTA-0WZE`.

    The same for the same submission, so that a form that is sent twice gets one receipt; nobody
    computes it without SECRET_KEY.
    """
    secret = salted_hmac("forms.opinions.code", submission_key.hex, algorithm="sha256").digest()
    number = int.from_bytes(secret, "big")
    letters = [ALPHABET[number >> 5 * place & 31] for place in range(CHARACTERS)]
    return "-".join("".join(letters[at : at + GROUP]) for at in range(0, CHARACTERS, GROUP))


def digest_of(code: str) -> str:
    """Return what the database keeps of a code."""
    return digest(code, purpose=PURPOSE)


def find_opinion(code: str) -> Opinion | None:
    """Return the opinion of a typed code, or None."""
    return Opinion.objects.filter(tracking_digest__in=digests(code, purpose=PURPOSE)).first()


def shown_code(opinion: Opinion) -> str:
    """Return the code of an opinion, nothing when SECRET_KEY was changed since it was sent."""
    code = code_of(opinion.submission_key)
    return code if digest_of(code) == opinion.tracking_digest else ""
