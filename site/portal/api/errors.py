"""Answers of API v3 to what cannot be done, in Vietnamese or English, never Wagtail's English."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from ninja import NinjaAPI
from ninja.errors import AuthenticationError
from ninja.errors import ValidationError as NinjaValidationError
from pydantic import ValidationError as PydanticValidationError
from wagtail.api.v3.errors import problem_response

from core.api import RequestRefused

# Pydantic's kinds of error; the values in braces are Pydantic's own.
SENTENCES = {
    "missing": gettext_lazy("This field is missing."),
    "string_too_long": gettext_lazy("Write at most %(max_length)s characters."),
    "string_too_short": gettext_lazy("Write at least %(min_length)s characters."),
    "too_long": gettext_lazy("Give at most %(max_length)s."),
    "string_type": gettext_lazy("This must be text."),
    "list_type": gettext_lazy("This must be a list."),
    "dict_type": gettext_lazy("This must be an object."),
    "model_type": gettext_lazy("This must be an object."),
    "model_attributes_type": gettext_lazy("This must be an object."),
    "bool_parsing": gettext_lazy("This must be true or false."),
    "bool_type": gettext_lazy("This must be true or false."),
    "int_parsing": gettext_lazy("This must be a whole number."),
    "int_type": gettext_lazy("This must be a whole number."),
    "int_from_float": gettext_lazy("This must be a whole number."),
    "int_parsing_size": gettext_lazy("This number is too large."),
    "decimal_parsing": gettext_lazy("This must be a number."),
    "decimal_type": gettext_lazy("This must be a number."),
    "decimal_max_digits": gettext_lazy("Write at most %(max_digits)s digits."),
    "decimal_max_places": gettext_lazy("Write at most %(decimal_places)s decimal places."),
    "finite_number": gettext_lazy("This must be a number."),
    "greater_than": gettext_lazy("This must be greater than %(gt)s."),
    "greater_than_equal": gettext_lazy("This must be at least %(ge)s."),
    "less_than_equal": gettext_lazy("This must be at most %(le)s."),
    "literal_error": gettext_lazy("Choose one of: %(expected)s."),
    "enum": gettext_lazy("Choose one of: %(expected)s."),
    "union_tag_invalid": gettext_lazy("There is no content type of this name."),
    "union_tag_not_found": gettext_lazy("Name the content type."),
    "datetime_parsing": gettext_lazy("This is not a date and time."),
    "datetime_from_date_parsing": gettext_lazy("This is not a date and time."),
}


def register(api: NinjaAPI) -> None:
    """Put our answers in the place of Wagtail's."""
    api.add_exception_handler(NinjaValidationError, on_invalid)
    api.add_exception_handler(PydanticValidationError, on_invalid)
    api.add_exception_handler(RequestRefused, on_refused)
    api.add_exception_handler(PermissionDenied, on_denied)
    api.add_exception_handler(AuthenticationError, on_unauthenticated)
    api.add_exception_handler(Http404, on_missing)


def on_refused(request: HttpRequest, refusal: Any) -> HttpResponse:
    """Answer with the refusal's own message."""
    errors = [
        {"loc": where.split("."), "msg": str(message)}
        for where, messages in refusal.errors.items()
        for message in messages
    ]
    return problem_response(status=refusal.status, detail=refusal.message, errors=errors or None)


def on_denied(request: HttpRequest, error: Any) -> HttpResponse:
    """Answer 403 to a known account, 401 to a stranger."""
    if not request.user.is_authenticated:
        return on_unauthenticated(request, error)
    return problem_response(status=403, detail=_("Your account may not do this."))


def on_unauthenticated(request: HttpRequest, error: Any) -> HttpResponse:
    """Answer 401."""
    return problem_response(status=401, detail=_("Send a valid token."))


def on_missing(request: HttpRequest, error: Any) -> HttpResponse:
    """Answer 404 without saying whether there is something to hide."""
    return problem_response(status=404, detail=_("Not found."))


def on_invalid(request: HttpRequest, error: Any) -> HttpResponse:
    """Answer 422 with one sentence for each fault."""
    faults = error.errors if isinstance(error, NinjaValidationError) else error.errors()
    return problem_response(
        status=422,
        detail=_("Some values are not right."),
        errors=[
            {"type": fault["type"], "loc": list(fault["loc"]), "msg": _sentence(fault)}
            for fault in faults
        ],
    )


def _sentence(fault: dict[str, Any]) -> str:
    context = fault.get("ctx") or {}
    if fault["type"] == "value_error" and "error" in context:
        return str(context["error"])
    sentence = SENTENCES.get(fault["type"])
    return str(sentence) % context if sentence else fault["msg"]
