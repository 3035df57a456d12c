"""Codes that people read, type and keep: unguessable, without letters that look alike."""

import hmac
import secrets
from hashlib import sha256

from django.conf import settings
from django.utils.crypto import salted_hmac

from core.text import fold

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's base 32
LOOK_ALIKES = str.maketrans({"I": "1", "L": "1", "O": "0"})


def new_code(groups: int = 3, size: int = 4) -> str:
    """Return a random code such as `K7QM-2XFD-9RTA`, five bits a character.

    Three groups of four hold 60 bits, four hold 80: use four for what opens personal data.
    """
    letters = "".join(secrets.choice(ALPHABET) for _place in range(groups * size))
    return "-".join(letters[place : place + size] for place in range(0, len(letters), size))


def normalize_code(text: str) -> str:
    """Return a typed code as it is compared: capitals, no separators, O as 0, I and L as 1.

    Text that is no code comes back as something that no code equals.
    """
    letters = (letter for letter in fold(text[:200]).upper() if letter.isalnum())
    return "".join(letters).translate(LOOK_ALIKES)


def digest(code: str, *, purpose: str) -> str:
    """Return what the database keeps instead of the code: HMAC-SHA256, 64 hex digits.

    The key is derived from SECRET_KEY: a stolen table alone tells no code. The same code has
    another digest for another purpose.
    """
    return _digest(code, purpose, settings.SECRET_KEY)


def digests(code: str, *, purpose: str) -> list[str]:
    """Return the digests to look a code up by: that of the key in use, then of earlier keys.

    Printed codes outlive a change of SECRET_KEY when the old one is in SECRET_KEY_FALLBACKS.
    """
    secrets_known = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return [_digest(code, purpose, secret) for secret in secrets_known]


def _digest(code: str, purpose: str, secret: str | bytes) -> str:
    key = salted_hmac("forms.guarding.codes", purpose, secret=secret, algorithm="sha256")
    return hmac.new(key.digest(), normalize_code(code).encode(), sha256).hexdigest()
