"""Checks of a request before Wagtail sees it, where Wagtail would answer with an error page."""

import re
from typing import Any

import orjson
from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _

from core.api import RequestRefused

LANGUAGES = ("vi", "en")
# Free text, in which a long number is only a long number.
TEXT_PARAMETERS = frozenset({"q", "search", "title", "html_path", "old_path"})
MAX_VALUE_LENGTH = 1000
MAX_DIGITS = 18
MAX_DEPTH = 40
LONG_NUMBER = re.compile(rf"[+-]?\d{{{MAX_DIGITS + 1},}}")
CONTROL_CHARACTER = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


def resolved(request: HttpRequest) -> tuple[str, str]:
    """Return the route and the name of the address that was asked for."""
    match = request.resolver_match
    return (match.route, match.url_name or "") if match else ("", "")


def language_of(request: HttpRequest) -> str:
    """Return the language of names and messages: `?locale=en` or Vietnamese, nothing else."""
    return "en" if request.GET.get("locale") == "en" else "vi"


def check_address(kwargs: dict[str, Any]) -> None:
    """Raise `Http404` for keys in the address that no row can have."""
    for name, value in kwargs.items():
        text = str(value)
        if CONTROL_CHARACTER.search(text) or LONG_NUMBER.fullmatch(text):
            raise Http404
        if name == "pk" and not text.isdecimal():
            raise Http404


def check_query(request: HttpRequest, *, status: int) -> None:
    """Refuse parameters that are too long, hold control characters or overflow a number."""
    for name, values in request.GET.lists():
        for value in values:
            _check_value(name, value, status=status)
    locale = request.GET.get("locale")
    if locale is not None and locale not in LANGUAGES:
        raise RequestRefused(_("The language must be “vi” or “en”."), where="locale", status=status)


def refuse_unknown(request: HttpRequest, allowed: frozenset[str], *, status: int) -> None:
    """Refuse parameters that the address does not know, instead of ignoring them."""
    unknown = sorted(set(request.GET) - allowed)
    if unknown:
        raise RequestRefused(
            _("Unknown parameter “%(name)s”. Known here: %(known)s.")
            % {"name": unknown[0][:100], "known": ", ".join(sorted(allowed))},
            where=unknown[0][:100],
            status=status,
        )


def read_body(request: HttpRequest) -> dict[str, Any]:
    """Return the JSON object of a write; empty for no body or a form.

    Refuses what is no JSON (status 400) and what no field can hold (status 422).
    """
    if request.method in {"GET", "HEAD", "OPTIONS"} or not request.body:
        return {}
    if (request.content_type or "").startswith("multipart/"):
        return {}
    try:
        body = orjson.loads(request.body)
    except orjson.JSONDecodeError as error:
        raise RequestRefused(_("The body is not valid JSON."), where="body", status=400) from error
    if not isinstance(body, dict):
        raise RequestRefused(_("The body must be a JSON object."), where="body")
    _check_meta(body.get("meta"))
    _check_tree(body, depth=0)
    return body


def _check_value(name: str, value: str, *, status: int) -> None:
    message = None
    if CONTROL_CHARACTER.search(value) or CONTROL_CHARACTER.search(name):
        message = _("Control characters are not allowed.")
    elif len(value) > MAX_VALUE_LENGTH:
        message = _("This value is too long.")
    elif name not in TEXT_PARAMETERS and LONG_NUMBER.search(value):
        message = _("This number is too large.")
    if message:
        raise RequestRefused(message, where=name[:100], status=status)


def _check_meta(meta: Any) -> None:
    if meta is None:
        return
    if not isinstance(meta, dict):
        raise RequestRefused(_("This must be an object."), where="meta")
    if not isinstance(meta.get("type", ""), str):
        raise RequestRefused(_("This must be text."), where="meta.type")


def _check_tree(value: Any, *, depth: int) -> None:
    if depth > MAX_DEPTH:
        raise RequestRefused(_("The body is nested too deeply."), where="body")
    if isinstance(value, str) and "\x00" in value:
        raise RequestRefused(_("Control characters are not allowed."), where="body")
    if isinstance(value, (int, float)) and abs(value) >= 10**MAX_DIGITS:
        raise RequestRefused(_("This number is too large."), where="body")
    children = value.items() if isinstance(value, dict) else ()
    for key, child in children:
        _check_tree(key, depth=depth + 1)
        _check_tree(child, depth=depth + 1)
    for child in value if isinstance(value, list) else ():
        _check_tree(child, depth=depth + 1)
