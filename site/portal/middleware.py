"""Language by address, direct routing and response headers of the public pages."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware
from django.urls import reverse
from django.utils import translation

from core.direct_route import find_route
from portal.content_policy import public_policy

# What shrinks to a sixth on the way; pictures, films and archives are packed already.
TEXT_TYPES = frozenset(
    {
        *("text/html", "text/plain", "text/javascript", "application/json", "application/xml"),
        *("application/rss+xml", "application/atom+xml", "application/manifest+json"),
    }
)
GetResponse = Callable[[HttpRequest], HttpResponse]


def is_admin(request: HttpRequest) -> bool:
    """Tell whether a request is for Wagtail's admin, which has its own language and scripts."""
    return request.path_info.startswith(reverse("wagtailadmin_home"))


class UrlLanguageMiddleware:
    """Take the language from the address and from nothing else.

    Django's own asks the browser: an officer whose telephone is set to English would get an
    English admin, and a cache would need one copy for each set of languages. In the admin,
    Wagtail then applies the language of the account's profile.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Activate the language of the address and name it in the response."""
        language = translation.get_language_from_path(request.path_info) or settings.LANGUAGE_CODE
        with translation.override(language):
            request.LANGUAGE_CODE = language  # type: ignore[attr-defined]
            response = self.get_response(request)
        if not is_admin(request):
            response.headers.setdefault("Content-Language", language)
        return response


class DirectRouteMiddleware:
    """Find the page of an address in two queries; Wagtail's walk takes two for each level."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on; the work happens once the view is known."""
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view, args, kwargs) -> None:
        """Leave the route where Wagtail's serve view looks for it; it walks when there is none."""
        match = request.resolver_match
        if match is None or match.url_name != "wagtail_serve":
            return
        route = find_route(request, args[0] if args else "")
        if route is not None:
            request._wagtail_route_for_request = route  # type: ignore[attr-defined]


class ContentPolicyMiddleware:
    """Forbid inline and foreign scripts and styles on public pages.

    Wagtail's admin, and its previews of pages, which carry its own scripts, are left alone.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response
        self.policy = public_policy()

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Add the policy unless the view set one."""
        response = self.get_response(request)
        if not (is_admin(request) or getattr(request, "is_preview", False)):
            response.headers.setdefault("Content-Security-Policy", self.policy)
        return response


class PrivateAnswersMiddleware:
    """Keep answers to people who are logged in out of every cache, their own device's too."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Forbid keeping unless the view set a rule; a stale cookie counts like a fresh one."""
        response = self.get_response(request)
        if settings.SESSION_COOKIE_NAME in request.COOKIES:
            response.headers.setdefault("Cache-Control", "private, no-store")
        return response


class CompressTextMiddleware(GZipMiddleware):
    """Compress texts for readers on slow lines.

    Files keep their length, so that a film can be wound. Answers to people who are logged in stay
    as they are: their length would tell of the secrets in them (the BREACH attack).
    """

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> Any:
        """Compress a whole text for somebody without a session."""
        kind = response.headers.get("Content-Type", "").partition(";")[0]
        # The bytes of a part are those that were asked for.
        is_whole = not response.streaming and "Content-Range" not in response.headers
        is_text = kind in TEXT_TYPES and is_whole
        if not is_text or settings.SESSION_COOKIE_NAME in request.COOKIES:
            return response
        return super().process_response(request, response)
