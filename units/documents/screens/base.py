"""What the screens of the register share: who opens them, the way back, refusals that are read."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from django import forms as django_forms
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages

from core.days import day_of
from units.screens import GuardedScreen

from .. import rules
from ..errors import DocumentRefused, NumberTaken
from ..models import OfficialDocument
from ..readers import readable_documents
from .forms import SeenForm

REGISTER = _("Official documents")


class RegisterScreen(GuardedScreen):
    """A screen of the register; whoever is no officer, leader or of the Office finds nothing."""

    page_title = REGISTER
    header_icon = "folder-open-inverse"
    template_name = ""

    def allowed(self, user) -> bool:
        """Let in the Office, officers and leaders."""
        return rules.reads_register(user)

    def trail(self) -> list[tuple[str, str]]:
        """Lead back to the register."""
        return [(reverse("official_documents"), str(REGISTER))]

    def get_page_subtitle(self) -> str:
        """Name this screen at the end of its trail."""
        return str(self.page_title)

    @cached_property
    def now(self) -> datetime:
        """Return the moment for which the whole screen speaks."""
        return timezone.now()

    @property
    def today(self) -> date:
        """Return the day of the portal's own clock."""
        return day_of(self.now)

    def answer(self, *, status: int = 200, **context: Any) -> HttpResponse:
        """Render the screen."""
        values = self.get_context_data(**context)
        return render(self.request, self.template_name, values, status=status)


class DocumentScreen(RegisterScreen):
    """A screen about one document that the account may read; others do not exist here."""

    @cached_property
    def document(self) -> OfficialDocument:
        """Return the document. Raises `Http404`."""
        related = ("unit", "type", "field", "issuer", "drafting_unit", "page")
        documents = readable_documents(self.request.user).select_related(*related)
        found = documents.filter(pk=self.kwargs["document_id"]).first()
        if found is None:
            raise Http404
        return found

    def trail(self) -> list[tuple[str, str]]:
        """Lead back to the register and to the document."""
        return [*super().trail(), (self.home(), self.document.number_symbol)]

    def home(self) -> str:
        """Return the address of the document's own screen."""
        return reverse("official_document", args=[self.document.pk])

    def told(self, act: Callable[[], Any]) -> bool:
        """Call a service for a button; tell a refusal on the next screen, and whether it went."""
        try:
            act()
        except DocumentRefused as refusal:
            messages.error(self.request, str(refusal))
            return False
        return True


class KeeperScreen(DocumentScreen):
    """A screen on which a document is changed, by those who keep it."""

    @cached_property
    def document(self) -> OfficialDocument:
        """Return the document. Raises `Http404` for those who may only read it."""
        found = super().document
        if not rules.keeps(self.request.user, found):
            raise Http404
        return found


def put_refusal(form: django_forms.Form, refusal: Exception) -> None:
    """Put what a service refused on the form, with all that was typed.

    A number that is taken leads to the entry that has it.
    """
    if isinstance(refusal, ValidationError):
        for name, texts in refusal.update_error_dict({}).items():
            form.add_error(name if name in form.fields else None, texts)
    elif isinstance(refusal, NumberTaken) and refusal.existing is not None:
        url = reverse("official_document", args=[refusal.existing.pk])
        there = format_html('{} <a href="{}">{}</a>', str(refusal), url, _("Open it"))
        form.add_error("number_symbol", django_forms.ValidationError(there))
    elif isinstance(refusal, NumberTaken):
        form.add_error("number_symbol", str(refusal))
    else:
        form.add_error(None, str(refusal))


def renew(form: SeenForm, document_id: int) -> None:
    """Let the next attempt count on the entry as it is stored now."""
    versions = OfficialDocument.objects.filter(pk=document_id).values_list("version", flat=True)
    form.renew(versions.first() or 0)
