"""All directives of one unit, as the Office sees them: a line of the matrix, spread out."""

from django.db.models import Q
from django.http import Http404, HttpResponse
from django.utils.functional import cached_property

from units.models import Unit

from ..models import DirectiveReceipt
from ..queries import LOADED
from ..standings import STANDINGS, count_standings
from ..wording import deadlines_of
from .base import DirectiveScreen, page_of

SHOWN = ("all", "acknowledged", "done", "overdue")


class UnitView(DirectiveScreen):
    """The receipts that were sent to a unit or are in its charge."""

    template = "directives/unit.html"

    @cached_property
    def unit(self) -> Unit:
        """Return the unit of the address. Raises `Http404`."""
        found = Unit.objects.filter(code=self.kwargs["unit_code"]).first()
        if found is None:
            raise Http404
        return found

    def get_page_subtitle(self) -> str:
        """Name the unit."""
        return self.unit.short_name_vi

    def get(self, request, unit_code: str) -> HttpResponse:
        """Show its receipts, the newest first."""
        own = Q(unit=self.unit) | Q(in_charge=self.unit)
        receipts = DirectiveReceipt.objects.filter(own)
        shown = [one for one in STANDINGS if one.key in SHOWN]
        counts = count_standings(receipts, shown, self.today)
        page = page_of(receipts.select_related(*LOADED).order_by("-delivered_at", "-pk"), request)
        found = list(page.object_list)
        words = deadlines_of(found, today=self.today)
        return self.answer(
            unit=self.unit,
            figures=[{"label": one.label, "count": counts[one.key]} for one in shown],
            page_obj=page,
            rows=[{"receipt": one, "deadline": words[one.pk]} for one in found],
        )
