"""A public form of its own, for the tests of the guard: addresses, view and page."""

from uuid import UUID

from django import forms as django_forms
from django.core.cache import cache
from django.db import transaction
from django.http import HttpResponse
from django.template import RequestContext, Template
from django.urls import path
from django.utils.html import escape
from django.views.decorators.csrf import csrf_protect

from core.private_pages import private_page
from forms.guarding.forms import GuardedForm, long_text
from forms.guarding.services import AlreadySent
from portal.urls import urlpatterns as portal_addresses

PAGE = """{% extends "base.html" %}{% block content %}<h1>Góp ý</h1>
<form method="post" novalidate>{% csrf_token %}{{ form.non_field_errors }}
{% for field in form.own_fields %}{{ field.label_tag }} {{ field }} {{ field.errors }}{% endfor %}
{% include "forms/guarding/components/guard.html" %}
<button name="way" value="public">Gửi công khai</button></form>{% endblock %}"""


class NoteForm(GuardedForm, django_forms.Form):
    purpose = "note"
    text = long_text(100, label="Nội dung")


@private_page
@csrf_protect
def note(request) -> HttpResponse:
    """Store a note under its submission key, once; the page of a stored one names it."""
    form = NoteForm(request.POST or None, request=request)
    if stored := stored_note(form.posted_key()):
        return received(stored)
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                form.spend(now=form.now)
                text, way = form.cleaned_data["text"], request.POST.get("way", "")
                cache.set(f"note:{form.submission_key}", f"{text} ({way})")
            return received(stored_note(form.submission_key))
        except AlreadySent:
            pass
    page = Template(PAGE).render(RequestContext(request, {"form": form}))
    return HttpResponse(page, status=form.http_status, headers=form.http_headers)


def received(stored: str) -> HttpResponse:
    """Tell what was stored."""
    return HttpResponse(f"Đã nhận: {escape(stored)}")


def stored_note(key: UUID | None) -> str:
    """Return the note that was sent with a key."""
    return cache.get(f"note:{key}", "") if key else ""


urlpatterns = [path("gop-y/", note), *portal_addresses]
