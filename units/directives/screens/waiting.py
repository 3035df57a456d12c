"""What waits for the Office over all directives: requests, answers, units that are late."""

from typing import Any

from django.http import HttpResponse
from django.utils.translation import pgettext_lazy

from ..models import DirectiveReceipt
from ..queries import LOADED
from ..standings import Standing, asks_time, count_standings, has_answer_waiting, is_overdue
from ..wording import deadlines_of
from .base import DirectiveScreen, page_of

TABS = (
    Standing("extension", pgettext_lazy("receipts", "More time asked"), lambda today: asks_time()),
    Standing(
        "answer", pgettext_lazy("receipts", "Answer to judge"), lambda today: has_answer_waiting()
    ),
    Standing("overdue", pgettext_lazy("receipts", "Overdue"), is_overdue),
)


class WaitingView(DirectiveScreen):
    """Receipts on which the Office has something to decide, and those that are overdue."""

    template = "directives/waiting.html"
    page_title = pgettext_lazy("screen", "What waits for the Office")

    def get(self, request) -> HttpResponse:
        """Show one tab, at first the first in which something waits."""
        counts = count_standings(DirectiveReceipt.objects.all(), TABS, self.today)
        by_key = {one.key: one for one in TABS}
        first = next((one for one in TABS if counts[one.key]), TABS[0])
        tab = by_key.get(request.GET.get("show", ""), first)
        receipts = DirectiveReceipt.objects.filter(tab.condition(self.today))
        shown = receipts.select_related(*LOADED).order_by("due_on", "unit__sort_name", "pk")
        page = page_of(shown, request)
        found = list(page.object_list)
        words = deadlines_of(found, today=self.today)
        return self.answer(
            tabs=self._tabs(tab, counts),
            page_obj=page,
            query=f"show={tab.key}",
            rows=[{"receipt": one, "deadline": words[one.pk]} for one in found],
        )

    def _tabs(self, current: Standing, counts: dict[str, int]) -> list[dict[str, Any]]:
        return [
            {
                "label": one.label,
                "count": counts[one.key],
                "url": f"?show={one.key}",
                "is_current": one == current,
            }
            for one in TABS
        ]
