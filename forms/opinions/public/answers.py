"""Headers of answers that concern one visitor only."""

from django.http.response import HttpResponseBase


def keep_private(response: HttpResponseBase, *, indexed: bool = False) -> HttpResponseBase:
    """Keep an answer out of caches, and what is one person's out of search engines."""
    response["Cache-Control"] = "private, no-store"
    response["Referrer-Policy"] = "same-origin"
    if not indexed:
        response["X-Robots-Tag"] = "noindex, nofollow"
    return response
