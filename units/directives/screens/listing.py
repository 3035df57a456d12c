"""The list of directives: how far each is, and what waits for the Office."""

from typing import Any

from django.db.models import Q
from django.http import HttpResponse
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.text import fold_for_search
from units.documents.models import OfficialDocument
from units.documents.numbers import number_query
from units.documents.public.listing import clean_query

from ..enums import DirectiveState
from ..models import Directive
from ..panels import office_figures
from ..queries import bars_of, progress_of
from ..wording import calendar_of, days_in_words
from .base import DirectiveScreen, page_of

STATES = [*DirectiveState.choices, ("all", pgettext_lazy("directives", "All"))]


class DirectiveListView(DirectiveScreen):
    """All directives by state, the newest first."""

    template = "directives/list.html"

    def trail(self) -> list[tuple[str, str]]:
        """This is the first screen."""
        return []

    def get(self, request) -> HttpResponse:
        """Show one page."""
        asked, query = request.GET.get("state", ""), clean_query(request.GET.get("q", ""))
        state = asked if asked in dict(STATES) else DirectiveState.SENT.value
        directives = Directive.objects.select_related("document").order_by("-made_at", "-pk")
        if query:
            directives = directives.filter(_fits(query))
        shown = directives if state == "all" else directives.filter(state=state)
        page = page_of(shown, request)
        return self.answer(
            page_obj=page,
            rows=self._rows(list(page.object_list)),
            tabs=_tabs(directives, state, query),
            query=urlencode({"state": state} | ({"q": query} if query else {})),
            q=query,
            state=state,
            figures=office_figures(self.today),
            links=_links(),
        )

    def _rows(self, directives: list[Directive]) -> list[dict[str, Any]]:
        progress = progress_of(directives, today=self.today)
        dues = [one.deadline for one in directives if one.deadline]
        calendar = calendar_of(dues, today=self.today)
        return [
            {
                "directive": one,
                "figures": progress[one.pk],
                "bars": bars_of(progress[one.pk]),
                "deadline": days_in_words(one.deadline, today=self.today, calendar=calendar)
                if one.deadline and one.state == DirectiveState.SENT
                else None,
            }
            for one in directives
        ]


def _fits(query: str) -> Q:
    """Tell the directives whose title holds all words, or whose document has the number."""
    words = fold_for_search(query).split()
    titles = Directive.objects.order_by().values_list("pk", "title")
    named = [
        pk
        for pk, title in titles
        if words and all(word in fold_for_search(title) for word in words)
    ]
    found = Q(pk__in=named) | Q(document__number_symbol__icontains=query)
    number = number_query(query)
    if number is None:
        return found
    documents = OfficialDocument.objects.filter(number.condition).order_by()
    return found | Q(document__in=documents.values("pk"))


def _tabs(directives, state: str, query: str) -> list[dict[str, Any]]:
    """Return the tabs with how many stand in each; one query."""
    counts: dict[str, int] = {}
    for found in directives.order_by().values_list("state", flat=True):
        counts[found] = counts.get(found, 0) + 1
    counts["all"] = sum(counts.values())
    extra = {"q": query} if query else {}
    return [
        {
            "label": label,
            "count": counts.get(key, 0),
            "url": f"?{urlencode({'state': key} | extra)}",
            "is_current": key == state,
        }
        for key, label in STATES
    ]


def _links() -> list[dict[str, Any]]:
    return [
        {"label": _("Matrix of units and directives"), "url": reverse("directive_matrix")},
        {"label": _("What waits for the Office"), "url": reverse("directive_waiting")},
    ]
