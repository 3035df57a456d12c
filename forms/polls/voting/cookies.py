"""Keeps the key of a ballot on the voter's device, so that two tabs cast one ballot.

A poll of everybody knows devices only: the key stays until a month after the close. Where a code
or an account gives the right to vote, others may vote on the same device: there the key only
carries the receipt to the page of thanks.
"""

from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.core.signing import BadSignature
from django.http import HttpRequest, HttpResponse

from ..enums import Audience
from ..models import Poll

AFTER_CLOSE = timedelta(days=30)
ON_THE_WAY = timedelta(minutes=15)
SALT = "forms.polls.key"


def read_key(request: HttpRequest, poll: Poll, *, is_trial: bool = False) -> UUID | None:
    """Return the key that the device keeps for a poll; None for none or a forged one."""
    try:
        kept = request.get_signed_cookie(_name(poll, is_trial), default="", salt=SALT)
        return UUID(hex=kept)
    except (BadSignature, ValueError):
        return None


def keep_key(
    response: HttpResponse, poll: Poll, key: UUID, *, now: datetime, is_trial: bool = False
) -> None:
    """Leave the key of a ballot on the device.

    For the whole portal and not for the page alone: a poll has an address in each language.
    """
    lasts = ON_THE_WAY
    if is_device_bound(poll, is_trial=is_trial) and poll.closes_at:
        lasts = max(poll.closes_at - now, timedelta(0)) + AFTER_CLOSE
    response.set_signed_cookie(
        _name(poll, is_trial),
        key.hex,
        salt=SALT,
        max_age=lasts,
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )


def is_device_bound(poll: Poll, *, is_trial: bool = False) -> bool:
    """Tell whether each device has one ballot."""
    return poll.audience == Audience.EVERYONE and not is_trial


def _name(poll: Poll, is_trial: bool) -> str:
    return f"phieu-thu-{poll.pk}" if is_trial else f"phieu-{poll.pk}"
