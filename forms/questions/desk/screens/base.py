"""What all screens of questions share: the moment, the question of the address, the way back."""

from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.paginator import WagtailPaginator

from core.days import day_of
from units.screens import GuardedScreen

from ... import rules
from ...models import Question
from ..reads import LOADED

ROWS = 30


class QuestionScreen(GuardedScreen):
    """A screen of those who answer, at the centre or in units."""

    page_title = _("Questions")
    header_icon = "help"
    http_method_names = ["get", "post"]

    def allowed(self, user) -> bool:
        """Let in the centre and all who answer for a unit."""
        return rules.is_voice_centre(user) or bool(rules.answering_units(user))

    def get_page_subtitle(self) -> str:
        """Name this screen at the end of its trail."""
        return str(self.page_title)

    @cached_property
    def now(self):
        """Return the moment for which the whole screen speaks."""
        return timezone.now()

    @cached_property
    def today(self):
        """Return the day of the portal's own clock."""
        return day_of(self.now)


def question_or_404(user, question_id: int) -> Question:
    """Return a question that the account may open."""
    question = rules.questions_for(user).select_related(*LOADED).filter(pk=question_id).first()
    if question is None:
        raise Http404
    return question


def list_crumb() -> tuple[str, Any]:
    """Return address and name of the list."""
    return reverse("question_list"), _("Questions")


def page_of(rows, request, *, size: int = ROWS):
    """Return one page of rows; whatever is asked for, there is a page."""
    return WagtailPaginator(rows, size).get_page(request.GET.get("p"))
