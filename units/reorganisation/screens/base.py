"""What every screen of reorganisations shares: who may open it, the way back, one moment."""

from datetime import datetime
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from units.screens import GuardedScreen

from ..models import Reorganisation
from ..queries import operations
from ..rules import reorganises

TITLE = _("Reorganisations")


class ReorganisationScreen(GuardedScreen):
    """A screen of reorganisations; whoever arranges none finds nothing here."""

    page_title = TITLE
    header_icon = "resubmit"
    template = ""

    def allowed(self, user) -> bool:
        """Tell whether the account arranges units anew."""
        return reorganises(user)

    @cached_property
    def now(self) -> datetime:
        """Return the moment for which the whole screen speaks."""
        return timezone.now()

    def trail(self) -> list[tuple[str, str]]:
        """Lead back to the list."""
        return [(reverse("reorganisations"), str(TITLE))]

    def answer(self, status: int = 200, **context: Any) -> HttpResponse:
        """Render the screen."""
        return render(self.request, self.template, self.get_context_data(**context), status=status)


class OperationScreen(ReorganisationScreen):
    """A screen about one operation."""

    @cached_property
    def operation(self) -> Reorganisation:
        """Return the operation. Raises `Http404`."""
        found = operations().filter(pk=self.kwargs["reorganisation_id"]).first()
        if found is None:
            raise Http404
        return found

    def get_page_subtitle(self) -> str:
        """Name the operation."""
        return str(self.operation)
