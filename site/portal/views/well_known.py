"""Files that people look for at fixed addresses: whom to tell of a weakness, who made this."""

from datetime import datetime, time, timedelta

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from core.addresses import absolute
from portal.security_contacts import contacts

TEXT = "text/plain; charset=utf-8"
# RFC 9116, 2.5.5: less than a year. From the day on, so that the file changes once a day.
VALID_FOR = timedelta(days=180)


@require_safe
@cache_control(public=True, max_age=86400)
def security_txt(request: HttpRequest) -> HttpResponse:
    """Return security.txt (RFC 9116); raises `Http404` rather than name a contact of no use."""
    named = contacts()
    if not named:
        raise Http404
    lines = [f"Contact: {contact}" for contact in named]
    lines.append(f"Expires: {expires(timezone.now())}")
    lines.append("Preferred-Languages: vi, en")
    address = absolute(reverse("security_txt"))
    # A canonical address without encryption is none.
    if address.startswith("https://"):
        lines.append(f"Canonical: {address}")
    return HttpResponse("\n".join(lines) + "\n", content_type=TEXT)


def expires(now: datetime) -> str:
    """Return until when the file holds, at midnight in universal time."""
    day = (now.astimezone(timezone.get_fixed_timezone(0)) + VALID_FOR).date()
    return f"{datetime.combine(day, time.min):%Y-%m-%dT%H:%M:%SZ}"


@require_safe
@cache_control(public=True, max_age=86400)
def humans_txt(request: HttpRequest) -> HttpResponse:
    """Return humans.txt: who stands behind the portal and what it is made of."""
    context = {
        "name": settings.WAGTAIL_SITE_NAME,
        "home": absolute("/"),
        "languages": settings.LANGUAGES,
    }
    return render(request, "humans.txt", context, content_type=TEXT)
