"""The directives of a unit: what is to be done first."""

from typing import Any

from django.db.models import F
from django.http import HttpResponse

from .. import rules
from ..queries import LOADED
from ..standings import TABS, Standing, count_standings, standing_of
from ..wording import deadlines_of
from .base import UnitSideScreen, page_of

DUE_FIRST = (F("due_on").asc(nulls_last=True), "-delivered_at", "-pk")
NEWEST_FIRST = ("-delivered_at", "-pk")


class InboxView(UnitSideScreen):
    """One tab of the receipts in the charge of the account's units."""

    template = "directives/inbox.html"

    def trail(self) -> list[tuple[str, str]]:
        """This is the first screen."""
        return []

    def get(self, request) -> HttpResponse:
        """Show a tab, at first the first in which something is to be done."""
        own = rules.own_receipts(request.user)
        counts = count_standings(own, TABS, self.today)
        asked = standing_of(TABS, request.GET.get("tab", ""))
        open_tabs = [tab for tab in TABS if tab.key not in ("done", "all") and counts[tab.key]]
        tab = asked or next(iter(open_tabs), TABS[-1])
        order = NEWEST_FIRST if tab.key in ("done", "all") else DUE_FIRST
        receipts = own.filter(tab.condition(self.today)).select_related(*LOADED).order_by(*order)
        page = page_of(receipts, request)
        found = list(page.object_list)
        words = deadlines_of(found, today=self.today)
        return self.answer(
            tabs=self._tabs(tab, counts),
            page_obj=page,
            query=f"tab={tab.key}",
            rows=[{"receipt": one, "deadline": words[one.pk]} for one in found],
            has_several=len(rules.acting_units(request.user)) > 1,
        )

    def _tabs(self, current: Standing, counts: dict[str, int]) -> list[dict[str, Any]]:
        return [
            {
                "label": tab.label,
                "count": counts[tab.key],
                "url": f"?tab={tab.key}",
                "is_current": tab == current,
            }
            for tab in TABS
        ]
