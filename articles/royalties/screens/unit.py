"""Totals of the own unit, for its chief editors and administrators; no person is named."""

from django.db.models import Case, IntegerField, When
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy

from articles.royalties.screens.base import RoyaltyView, page_of
from articles.royalties.unit_figures import unit_figures
from units.enums import UnitRole
from units.lineage import acting_units
from units.models import Unit
from units.rules import units_of

READERS = (UnitRole.CHIEF_EDITOR, UnitRole.ADMINISTRATOR)


def readable_units(user):
    """Return the units whose totals an account reads: its own, then those that became them."""
    own = units_of(user, *READERS)
    comes_later = Case(When(pk__in=own, then=0), default=1, output_field=IntegerField())
    units = Unit.objects.filter(pk__in=acting_units(user, *READERS))
    return units.order_by(comes_later, "sort_name")


class UnitsView(RoyaltyView):
    """Leads to the totals of the own unit; of several the first, whose screen names the others."""

    page_title = gettext_lazy("Royalties of the unit")
    http_method_names = ["get"]

    def allowed(self, user) -> bool:
        """Let in who leads a unit."""
        self.unit = readable_units(user).first()
        return self.unit is not None

    def get(self, request) -> HttpResponse:
        """Go to the unit."""
        return redirect("royalty_unit", self.unit.code)


class UnitView(RoyaltyView):
    """Totals of one unit by month."""

    page_title = gettext_lazy("Royalties of the unit")
    template_name = "articles/royalties/unit.html"
    http_method_names = ["get"]

    def allowed(self, user) -> bool:
        """Find the unit among those that the account leads."""
        self.units = list(readable_units(user))
        found = [unit for unit in self.units if unit.code == self.kwargs["code"]]
        if found:
            self.unit = found[0]
        return bool(found)

    def get(self, request, code: str) -> HttpResponse:
        """Show the months."""
        context = self.get_context_data(
            unit=self.unit,
            others=[unit for unit in self.units if unit != self.unit],
            months=page_of(unit_figures(self.unit), request, size=24),
        )
        return render(request, self.template_name, context)
