"""The page on which anybody asks, and the receipt that it ends with."""

import uuid
from typing import Any

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from wagtail.models import Locale

from core.private_pages import private_page
from forms.guarding import limits
from forms.guarding.services import AlreadySent

from ..models import QuestionIndexPage
from ..services.asking import Asked, ask, asked_with
from ..similar import READ_OF_TEXT, similar_answers
from .forms import AskForm
from .frames import asking_instead_of, national_section, section_at

RECEIPT = "receipt"
HALF_AN_HOUR = 30 * 60


@private_page
@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters()
@csrf_protect
def ask_question(request: HttpRequest, path: str) -> HttpResponse:
    """Show the form; take the question, after showing answers to questions like it.

    The form of a unit that has ended leads to its successor's; what was typed in it is taken.
    """
    section = section_at(request, path)
    if request.method != "POST":
        heir = asking_instead_of(section, request) if section else None
        if heir is not None:
            return HttpResponseRedirect(heir)
        unit = section.unit.slug if section and section.unit else ""
        initial = {"unit": unit, "may_be_published": True}
        return _form(request, AskForm(request=request, initial=initial), section)
    form = AskForm(request.POST, request.FILES, request=request)
    stored = asked_with(form.posted_key())
    if stored is not None:
        return _to_receipt(request, stored)
    is_valid = form.is_valid()
    similar = [] if form.too_many or "seen" in form.data else _similar_to(form.data.get("text", ""))
    if not form.too_many:
        form.settle_files()
    if is_valid and not similar:
        try:
            return _to_receipt(request, _store(form))
        except AlreadySent:
            pass
    if not form.too_many:
        form.keep_files(now=form.now)
    return _form(request, form, section, similar=similar)


@private_page
@require_POST
@sensitive_post_parameters()
@csrf_protect
def similar_questions(request: HttpRequest) -> HttpResponse:
    """Return the answered questions like a text, as a part of the page; nothing of it is kept."""
    try:
        limits.check(request, "similar")
    except limits.TooMany:
        return HttpResponse(status=429)
    context = {"similar": _similar_to(request.POST.get("text", ""))}
    return render(request, "questions/components/similar.html", context)


@private_page
@require_safe
def receipt(request: HttpRequest) -> HttpResponse:
    """Show the tracking code to the one who has just asked."""
    asked = _asked_by(request)
    if asked is None:
        return HttpResponseRedirect(reverse("follow_question"))
    context = {
        "asked": asked,
        "question": asked.question,
        "contact_days": settings.QUESTION_CONTACT_DAYS,
        "section": national_section(),
    }
    return render(request, "questions/receipt.html", context)


@private_page
@require_safe
def receipt_file(request: HttpRequest) -> HttpResponse:
    """Return the tracking code as a small text to keep."""
    asked = _asked_by(request)
    if asked is None:
        return HttpResponseRedirect(reverse("follow_question"))
    follow = request.build_absolute_uri(reverse("follow_question"))
    context = {"asked": asked, "question": asked.question, "follow": follow}
    response = render(request, "questions/receipt.txt", context, content_type="text/plain")
    response["Content-Disposition"] = 'attachment; filename="ma-theo-doi.txt"'
    return response


def _store(form: AskForm) -> Asked:
    with transaction.atomic():
        form.spend(now=form.now)
        return ask(
            submission_key=form.submission_key,
            language=get_language() or "vi",
            now=form.now,
            **form.question_fields(),
        )


def _form(
    request: HttpRequest,
    form: AskForm,
    section: QuestionIndexPage | None,
    similar: list[Any] | None = None,
) -> HttpResponse:
    context = {
        "form": form,
        "similar": similar or [],
        "contact_days": settings.QUESTION_CONTACT_DAYS,
        "section": section,
    }
    page = render(request, "questions/ask.html", context, status=form.http_status)
    for name, value in form.http_headers.items():
        page[name] = value
    return page


def _similar_to(text: str) -> list[Any]:
    locale = Locale.objects.get_for_language(get_language())
    return similar_answers(text=str(text)[:READ_OF_TEXT], locale=locale)


def _to_receipt(request: HttpRequest, asked: Asked) -> HttpResponse:
    address = reverse("question_receipt")
    response = HttpResponseRedirect(address)
    response.set_signed_cookie(
        RECEIPT, asked.question.submission_key.hex, salt=RECEIPT, max_age=HALF_AN_HOUR,
        path=address, secure=request.is_secure(), httponly=True, samesite="Lax",
    )  # fmt: skip
    return response


def _asked_by(request: HttpRequest) -> Asked | None:
    key = request.get_signed_cookie(RECEIPT, default="", salt=RECEIPT, max_age=HALF_AN_HOUR)
    asked = asked_with(uuid.UUID(key)) if key else None
    return asked if asked and asked.tracking_code else None
