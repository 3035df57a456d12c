"""Remembers on a device, for half an hour, which opinion its visitor may look after.

A signed cookie and no address: addresses stay in histories and logs, which others read.
"""

from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from ..models import Opinion

COOKIE = "own_opinion"
SALT = "forms.opinions.own"
SECONDS = 30 * 60


def remember(response: HttpResponse, opinion: Opinion) -> HttpResponse:
    """Let the visitor look after an opinion."""
    response.set_signed_cookie(
        COOKIE,
        opinion.submission_key.hex,
        salt=SALT,
        max_age=SECONDS,
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )
    return response


def forget(response: HttpResponse) -> HttpResponse:
    """Leave nothing on the device."""
    response.delete_cookie(COOKIE, samesite="Lax")
    return response


def own_opinion(request: HttpRequest) -> Opinion | None:
    """Return the opinion that the visitor may look after now, or None."""
    key = request.get_signed_cookie(COOKIE, default="", salt=SALT, max_age=SECONDS)
    if not key:
        return None
    rows = Opinion.objects.select_related("topic__locale", "group")
    return rows.filter(submission_key=UUID(hex=key)).first()
