"""What every screen of opinions shares: who may open it, the way back, one moment."""

from datetime import datetime
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from units.screens import GuardedScreen

from ..models import OpinionTopicPage
from ..moderation import waiting_count
from ..rules import moderates

QUEUE = _("Opinions to moderate")


class OpinionScreen(GuardedScreen):
    """A screen of opinions; whoever moderates none finds nothing here."""

    page_title = QUEUE
    header_icon = "openquote"
    template = ""

    def allowed(self, user) -> bool:
        """Tell whether the account moderates opinions at all."""
        return moderates(user)

    @cached_property
    def now(self) -> datetime:
        """Return the moment for which the whole screen speaks."""
        return timezone.now()

    def trail(self) -> list[tuple[str, str]]:
        """Lead back to what waits."""
        return [(reverse("opinions_queue"), str(QUEUE))]

    def answer(self, status: int = 200, **context: Any) -> HttpResponse:
        """Render the screen."""
        return render(self.request, self.template, self.get_context_data(**context), status=status)

    def tabs(self, current: str) -> list[dict[str, Any]]:
        """Return the two ways to look at opinions: one by one, and by topic."""
        waiting = waiting_count(self.request.user)
        tabs = (("opinions_queue", QUEUE, waiting), ("opinion_topics", _("By topic"), None))
        return [
            {"url": reverse(name), "label": label, "count": count, "is_current": name == current}
            for name, label, count in tabs
        ]


def topic_crumb(topic: OpinionTopicPage) -> tuple[str, str]:
    """Return the way back to a topic."""
    return reverse("opinion_topic", args=[topic.pk]), topic.title
