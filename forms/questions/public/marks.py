"""“Was this answer helpful?”: one mark of a device, which a signed cookie of the page remembers."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render

from core.private_pages import keep_private
from forms.guarding import limits

from ..models import QuestionPage
from ..services.marking import mark_helpful

PURPOSE = "helpful"
COOKIE = "helpful"
YEAR = 365 * 24 * 3600


def has_marked(request: HttpRequest, page: QuestionPage) -> bool:
    """Tell whether this device has said already whether the answer helped."""
    return request.get_signed_cookie(COOKIE, default="", salt=_salt(page)) != ""


def mark(request: HttpRequest, page: QuestionPage) -> HttpResponseBase:
    """Count the mark of a device once, then lead back to the page."""
    answer = request.POST.get("helpful")
    response = HttpResponseRedirect(f"{request.path}#helpful")
    if answer not in {"yes", "no"} or has_marked(request, page):
        return keep_private(response)
    try:
        limits.check(request, PURPOSE)
    except limits.TooMany as flood:
        return keep_private(_too_many(request, flood))
    mark_helpful(page=page, helped=answer == "yes")
    response.set_signed_cookie(
        COOKIE, answer, salt=_salt(page), max_age=YEAR, path=request.path,
        secure=request.is_secure(), httponly=True, samesite="Lax",
    )  # fmt: skip
    return keep_private(response)


def _too_many(request: HttpRequest, flood: limits.TooMany) -> HttpResponse:
    response = render(request, "questions/too_many.html", {"flood": flood}, status=429)
    response["Retry-After"] = str(flood.retry_after)
    return response


def _salt(page: QuestionPage) -> str:
    return f"forms.questions.helpful.{page.pk}"
