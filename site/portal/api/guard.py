"""Stands in front of every address of both APIs: language, checks, JSON refusals, cache rules."""

from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any

from django.conf import settings
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver
from django.utils import translation
from django.utils.cache import patch_vary_headers

from core.api import RequestRefused, json_response
from portal.api import errors, tenancy
from portal.api.parameters import allowed_parameters
from portal.api.requests import (
    check_address,
    check_query,
    language_of,
    read_body,
    refuse_unknown,
    resolved,
)

View = Callable[..., HttpResponse]
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


def guarded(patterns: Iterable[URLPattern | URLResolver], guard: Callable[[View], View]) -> Any:
    """Put `guard` in front of every view of `patterns`."""
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            guarded(pattern.url_patterns, guard)
        else:
            pattern.callback = guard(pattern.callback)
    return patterns


def guard_v2(view: View) -> View:
    """Guard a view of API v2: refusals are `{"message"}` with status 400 or 404."""

    @wraps(view)
    def guarded_view(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        with translation.override(language_of(request)):
            try:
                check_address(kwargs)
                check_query(request, status=400)
                response = view(request, *args, **kwargs)
                if hasattr(response, "render"):
                    response = response.render()
            except RequestRefused as refusal:
                response = json_response({"message": refusal.message}, status=refusal.status)
            except Http404:
                response = json_response({"message": translation.gettext("Not found.")}, status=404)
        return _with_cache_rules(request, response)

    return guarded_view


def guard_v3(view: View) -> View:
    """Guard a view of API v3: refusals are problem details with status 400, 404, 409 or 422."""

    @wraps(view)
    def guarded_view(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        with translation.override(language_of(request)):
            try:
                response = _checked(view, request, *args, **kwargs)
            except RequestRefused as refusal:
                response = errors.on_refused(request, refusal)
            except Http404 as missing:
                response = errors.on_missing(request, missing)
        return _with_cache_rules(request, response)

    return guarded_view


def _checked(view: View, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
    if resolved(request)[1] == "openapi-view":
        raise Http404  # Its scripts come from somebody else's server.
    check_address(kwargs)
    check_query(request, status=422)
    allowed = allowed_parameters(request)
    if allowed is not None:
        refuse_unknown(request, allowed, status=422)
    body = read_body(request)
    if request.method in SAFE_METHODS:
        tenancy.check_read(request)
        return view(request, *args, **kwargs)
    return _write(view, request, body, *args, **kwargs)


@transaction.atomic
def _write(
    view: View, request: HttpRequest, body: dict[str, Any], *args: Any, **kwargs: Any
) -> HttpResponse:
    tenancy.check_write(request, body, kwargs)
    response = view(request, *args, **kwargs)
    if response.status_code >= 400:
        # Ninja has turned the exception into an answer already; nothing may stay written.
        transaction.set_rollback(True)
    return response


def _with_cache_rules(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    patch_vary_headers(response, ["Authorization"])
    if "Authorization" in request.headers or settings.SESSION_COOKIE_NAME in request.COOKIES:
        response["Cache-Control"] = "private, no-store"
    return response
