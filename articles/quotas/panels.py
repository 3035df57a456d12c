"""One line on the first screen of a unit's people: what is still to be sent this week."""

from datetime import datetime

from django.urls import reverse
from django.utils import timezone
from wagtail.admin.ui.components import Component

from articles.quotas.obligations import Duty
from articles.quotas.standings import read_standings
from articles.quotas.wording import pieces_asked_for
from core.weeks import week_of
from units.enums import UnitRole
from units.models import Unit
from units.rules import units_of

# Respondents answer members and write no pieces.
READERS = (UnitRole.CONTRIBUTOR, UnitRole.CHIEF_EDITOR, UnitRole.ADMINISTRATOR)


class QuotaPanel(Component):
    """A line for each of the account's units that owes something this week."""

    order = 55
    template_name = "articles/quotas/panel.html"

    def get_context_data(self, parent_context):
        """Ask once for all units of the account."""
        user = parent_context["request"].user
        lines = quota_lines(user, now=timezone.now())
        return super().get_context_data(parent_context) | {"lines": lines}


def quota_lines(user, *, now: datetime) -> list[dict]:
    """Return `[{"unit", "figures", "missing", "url", "is_one_of_many"}]` of the account's units."""
    own = units_of(user, *READERS)
    if not own:
        return []
    units = list(Unit.objects.filter(pk__in=own))
    standings = read_standings(units=units, weeks=[week_of(now)], now=now)
    return [
        {
            "unit": one.unit,
            "figures": figures,
            "missing": pieces_asked_for(figures.rule, figures.missing),
            "url": reverse("quota_unit", args=[one.unit.code]),
            "is_one_of_many": len(units) > 1,
        }
        for one in standings
        if (figures := one.weeks[0]).duty is Duty.OWED and figures.rule
    ]
