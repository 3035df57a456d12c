"""Headers of every answer that belongs to one person: never kept, listed or passed on."""

from collections.abc import Mapping

from django.http import HttpResponse


def private(response: HttpResponse, headers: Mapping[str, str] | None = None) -> HttpResponse:
    """Keep an answer out of caches and search engines, its address out of other sites."""
    for name, value in (headers or {}).items():
        response[name] = value
    response["Cache-Control"] = "private, no-store"
    response["X-Robots-Tag"] = "noindex, nofollow"
    response["Referrer-Policy"] = "same-origin"
    return response
