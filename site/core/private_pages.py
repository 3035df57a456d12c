"""Answers to one person: kept by no cache, found by no search engine, told to no other site."""

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest
from django.http.response import HttpResponseBase

View = Callable[..., HttpResponseBase]
SAME_ORIGIN = "same-origin"
# The origin alone, for addresses that hold a token. With "no-referrer" browsers send
# "Origin: null" with the form, which the protection against forged requests must refuse.
STRICT_ORIGIN = "strict-origin"


def keep_private(response: HttpResponseBase, *, referrer: str = SAME_ORIGIN) -> HttpResponseBase:
    """Add the headers of a private answer."""
    response["Cache-Control"] = "private, no-store"
    response["Referrer-Policy"] = referrer
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response


def private_page(view: View) -> View:
    """Add these headers to every answer of a view; on classes `method_decorator(…, "dispatch")`.

    Belongs around everything else, so that answers of other decorators have them too.
    """

    @wraps(view)
    def answer(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        return keep_private(view(request, *args, **kwargs))

    return answer
