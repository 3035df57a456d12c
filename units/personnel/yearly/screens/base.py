"""What the screens of figures share: the moment, the unit of the address, the way back."""

from datetime import date, datetime
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from units.models import Unit
from units.screens import GuardedScreen

from ..rules import keeps_figures, reads_figures, units_kept_by, units_read_by

FIGURES = _("Figures of the years")


class FigureScreen(GuardedScreen):
    """A screen of figures, for those who keep or read those of any unit."""

    page_title = FIGURES
    header_icon = "table"
    template_name = ""

    def allowed(self, user) -> bool:
        """Let in the Office, officers and leaders."""
        return reads_figures(user)

    @cached_property
    def now(self) -> datetime:
        """Return the moment for which the whole screen speaks."""
        return timezone.now()

    @cached_property
    def today(self) -> date:
        """Return the day of the portal's own clock."""
        return timezone.localtime(self.now, timezone.get_default_timezone()).date()

    def answer(self, *, status: int = 200, **context: Any) -> HttpResponse:
        """Render the screen."""
        whole = self.get_context_data(keeps_figures=keeps_figures(self.request.user), **context)
        return render(self.request, self.template_name, whole, status=status)


class UnitScreen(FigureScreen):
    """A screen about one unit; somebody else's is as good as none."""

    unit: Unit

    def allowed(self, user) -> bool:
        """Find the unit among those that the account reads."""
        found = self.units_of(user).filter(code=self.kwargs["code"]).first()
        if found is not None:
            self.unit = found
        return found is not None

    def units_of(self, user):
        """Return the units about which the screen may be."""
        return units_read_by(user)

    def trail(self) -> list[tuple[str, str]]:
        """Lead back to the table of all units."""
        return [(reverse("figure_table"), str(FIGURES))]

    def get_page_subtitle(self) -> str:
        """Name the unit."""
        return self.unit.short_name_vi


class KeeperScreen(UnitScreen):
    """A screen about one unit for those who keep its figures."""

    http_method_names = ["get", "post"]

    def units_of(self, user):
        """Return the units whose figures the account keeps."""
        return units_kept_by(user)

    def trail(self) -> list[tuple[str, str]]:
        """Lead back to the unit."""
        unit = (reverse("figure_unit", args=[self.unit.code]), self.unit.short_name_vi)
        return [*super().trail(), unit]
