"""What the screens of one poll share: it is found or there is nothing; refusals stay readable."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django import forms as django_forms
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages

from units.screens import GuardedScreen

from ..enums import PollPhase
from ..models import Poll
from ..rules import polls_for
from ..services.locking import PollRefused
from .forms import SeenForm


class PollScreen(GuardedScreen):
    """A screen of one poll, for those who make it."""

    header_icon = "list-ul"
    http_method_names = ["get", "post"]
    poll: Poll

    def allowed(self, user) -> bool:
        """Find the poll among those of the account."""
        polls = polls_for(user).select_related("unit", "page")
        found = polls.filter(pk=self.kwargs["poll_id"]).first()
        if found is not None:
            self.poll = found
        return found is not None

    def trail(self) -> list[tuple[str, str]]:
        """Lead back to the list and to the poll."""
        return [list_crumb(), (reverse("poll", args=[self.poll.pk]), self.poll.title)]

    def get_page_subtitle(self) -> str:
        """Name what is done here at the end of the trail."""
        return str(self.page_title)

    @cached_property
    def now(self) -> datetime:
        """Return the moment of the request, the same for all that it does."""
        return timezone.now()

    @property
    def phase(self) -> PollPhase:
        """Return where the poll stands."""
        return self.poll.phase(self.now)

    def answer(self, **context: Any) -> HttpResponse:
        """Render the screen."""
        values = {"poll": self.poll, "phase": self.phase} | context
        return render(self.request, self.template_name, self.get_context_data(**values))

    def home(self) -> str:
        """Return the address of the poll's own screen."""
        return reverse("poll", args=[self.poll.pk])

    def tried(self, form: django_forms.Form, act: Callable[[], Any]) -> Any:
        """Call a service; what it refuses is put on the form, with all that was typed."""
        try:
            return act()
        except PollRefused as refusal:
            form.add_error(None, str(refusal))
        except ValidationError as fault:
            put_faults(form, fault)
        if isinstance(form, SeenForm):
            form.renew(current_version(self.poll.pk))
        return None

    def told(self, act: Callable[[], Any]) -> Any:
        """Call a service for a button; a refusal is told on the next screen."""
        try:
            return act()
        except PollRefused as refusal:
            messages.error(self.request, str(refusal))
        except ValidationError as fault:
            messages.error(self.request, " ".join(fault.messages))
        return None


def list_crumb() -> tuple[str, Any]:
    """Return the address and the name of the list of polls."""
    return reverse("polls"), _("Polls")


def current_version(poll_id: int) -> int:
    """Return the version of a poll as it is stored."""
    return Poll.objects.filter(pk=poll_id).values_list("version", flat=True).first() or 0


def put_faults(form: Any, fault: ValidationError) -> None:
    """Put faults beside their fields, others above the form."""
    for name, texts in fault.update_error_dict({}).items():
        form.add_error(name if name in form.fields else None, texts)
