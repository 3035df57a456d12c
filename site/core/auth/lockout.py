"""Lock-out after failed log-ins: who is counted, and the page that says what to do."""

import math

from axes.helpers import get_cool_off
from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from core.text import fold

from .backends import find_account


def counted_name(request: HttpRequest | None, credentials: dict | None) -> str:
    """Return the name under which failures are counted, the same for all spellings.

    The e-mail address, its other cases and the user name of one account share one counter;
    otherwise each spelling would buy as many guesses again.
    """
    field = settings.AXES_USERNAME_FORM_FIELD
    source = credentials or getattr(request, "POST", {})
    given = source.get(field) or ""
    account = find_account(given) if given else None
    return account.get_username() if account else fold(given)[:150]


def lockout_response(request, original_response=None, credentials=None) -> HttpResponse:
    """Answer 429 with the waiting time, as a page or as JSON."""
    seconds = math.ceil(get_cool_off(request).total_seconds())
    minutes = math.ceil(seconds / 60)
    message = _("Too many failed log-ins. Please wait %(minutes)d min, then try again.")
    message %= {"minutes": minutes}
    if request.headers.get("x-requested-with") == "XMLHttpRequest":
        response: HttpResponse = JsonResponse({"message": message}, status=429)
    else:
        response = render(request, "core/auth/locked_out.html", {"message": message}, status=429)
    response["Retry-After"] = str(seconds)
    response["Cache-Control"] = "private, no-store"
    return response
