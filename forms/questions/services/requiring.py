"""Refusals that several services share."""

from django.utils.translation import gettext as _

from core.text import normalize

from ..errors import NotAllowed, QuestionRefused


def require_allowed(is_allowed: bool) -> None:
    """Raise `NotAllowed` unless the account may take the step."""
    if not is_allowed:
        raise NotAllowed(_("You may not take this step."))


def required_text(text: str, *, longest: int, missing: str) -> str:
    """Return a text in NFC without spaces around it. Raises `QuestionRefused`."""
    text = normalize(text).strip()
    if not text:
        raise QuestionRefused(missing)
    if len(text) > longest:
        raise QuestionRefused(_("Write at most %(count)s signs.") % {"count": longest})
    return text
