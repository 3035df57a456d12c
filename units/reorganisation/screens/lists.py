"""All operations: what waits, what was carried out, undone and discarded."""

from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpResponse
from django.urls import reverse

from ..enums import OperationState
from ..models import Reorganisation
from ..queries import names_of, operations
from .base import ReorganisationScreen

A_SCREEN = 30


class ReorganisationListView(ReorganisationScreen):
    """The list, one state at a time or all."""

    template = "reorganisation/admin/list.html"

    def trail(self) -> list[tuple[str, str]]:
        """This is where every way back leads."""
        return []

    def get(self, request) -> HttpResponse:
        """Show one screen of the list."""
        state = request.GET.get("state", "")
        state = state if state in OperationState.values else ""
        page = Paginator(operations(state), A_SCREEN).get_page(request.GET.get("page"))
        rows = [{"operation": one, "names": names_of(one)} for one in page.object_list]
        return self.answer(cards=page, rows=rows, state=state, tabs=_tabs(state))


def _tabs(current: str) -> list[dict]:
    """Return the states with their numbers, all of them first."""
    found = Reorganisation.objects.order_by().values_list("state").annotate(count=Count("pk"))
    counts = dict(found)
    here = reverse("reorganisations")
    return [
        {"url": here, "state": "", "count": sum(counts.values()), "is_current": not current}
    ] + [
        {
            "url": f"{here}?state={state.value}",
            "state": state.label,
            "count": counts.get(state.value, 0),
            "is_current": state.value == current,
        }
        for state in OperationState
    ]
