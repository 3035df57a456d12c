"""What the guard lets through and what it refuses, and that nothing typed is lost."""

import pytest
from django import forms as django_forms
from django.test import RequestFactory

from factories.guard import guard_fields
from forms.guarding.forms import GuardedForm, long_text


class NoteForm(GuardedForm, django_forms.Form):
    purpose = "note"
    text = long_text(100)


def posted(rf: RequestFactory, **data) -> NoteForm:
    request = rf.post("/", {"text": "Chào", **data})
    return NoteForm(request.POST, request=request)


def test_a_solved_form_is_valid_and_spends_once(rf, db):
    form = posted(rf, **guard_fields("note"))
    assert form.is_valid(), form.errors
    assert form.cleaned_data == {"text": "Chào"}
    assert form.guard.questions
