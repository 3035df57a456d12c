"""What units lack, on the first screen: figures for the Office, a line for a unit's own people."""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.components import Component

from core.days import day_of
from units.rules import is_office

from .. import rules
from ..staffing import Gap, Staffing, count_gaps, read_staffing

LABELS = {
    Gap.EDITOR: _("units without an editor"),
    Gap.CHIEF_EDITOR: _("units without a chief editor"),
    Gap.RESPONDENT: _("units where nobody answers questions"),
    Gap.HEAD: _("units without a head"),
}


class StaffingPanel(Component):
    """At most four figures, each with the list behind it; nothing for who has no such work."""

    order = 62
    template_name = "personnel/desk/panel.html"

    def get_context_data(self, parent_context):
        """Read once for all figures; four queries, none for other accounts."""
        user = parent_context["request"].user
        rows = standings(user, today=day_of(timezone.now()))
        office = is_office(user)
        return super().get_context_data(parent_context) | {
            "figures": figures_of(rows) if office else [],
            "lines": [] if office else [row for row in rows if row.gaps],
            "url": reverse("staffing"),
        }


def standings(user, *, today: date) -> list[Staffing]:
    """Return the units of an account with what they lack; empty where it sees none."""
    if not rules.reads_staffing(user):
        return []
    return read_staffing(rules.units_of_staffing(user), day=today)


def figures_of(rows: list[Staffing]) -> list[dict[str, Any]]:
    """Return `[{"label", "count", "url"}]` of what the units lack."""
    counts, url = count_gaps(rows), reverse("staffing")
    return [
        {"label": label, "count": counts[gap], "url": f"{url}?missing={gap.value}"}
        for gap, label in LABELS.items()
    ]
