"""Figures of questions on the first screen: at most four, each a link to the list behind it."""

from datetime import date, datetime, timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.admin.ui.components import Component

from core.days import day_of
from units.models import Unit

from .. import queries, rules
from ..queries import UnitFigures, unit_figures
from .tabs import TABS, Moment, count_tabs

CENTRE_FIGURES = ("new", "review", "late", "contested")
UNIT_FIGURES = ("mine", "unit", "soon", "late")
PERIOD = timedelta(days=90)


class QuestionsPanel(Component):
    """Figures of the centre or of the account's units; counts alone for chief editors."""

    order = 52
    template_name = "questions/desk/panel.html"

    def get_context_data(self, parent_context):
        """Count once for all figures."""
        user, now = parent_context["request"].user, timezone.now()
        return super().get_context_data(parent_context) | {
            "figures": figures(user, now=now),
            "lines": unit_lines(user, now=now),
        }


def figures(user, *, now: datetime) -> list[dict[str, Any]]:
    """Return `[{"label", "count", "url"}]` of the account's own work; two queries."""
    centre = rules.is_voice_centre(user)
    if not centre and not rules.answering_units(user):
        return []
    keys = CENTRE_FIGURES if centre else UNIT_FIGURES
    tabs = [tab for key in keys for tab in TABS if tab.key == key]
    today = day_of(now)
    moment = Moment(user, today, queries.soon_until(today))
    counts = count_tabs(rules.questions_for(user), tabs, moment)
    url = reverse("question_list")
    return [
        {"label": tab.label, "count": counts[tab.key], "url": f"{url}?tab={tab.key}"}
        for tab in tabs
    ]


def unit_lines(user, *, now: datetime) -> list[dict[str, Any]]:
    """Return `[{"unit", "words"}]` of the units whose figures the account reads; two queries."""
    own = rules.counted_units(user)
    if not own:
        return []
    today = day_of(now)
    found = unit_figures(first=today - PERIOD, last=today, today=today, unit_ids=own)
    units = Unit.objects.filter(pk__in=found)
    return [{"unit": unit, "words": figures_in_words(found[unit.pk], today)} for unit in units]


def figures_in_words(one: UnitFigures, today: date) -> str:
    """Return the figures of a unit in a sentence."""
    if one.rate is None:
        return _("no answer was due in the last 90 days")
    values = {"answered": one.answered, "rate": one.rate, "late": one.overdue}
    return (
        _("%(answered)s answered in the last 90 days, %(rate)s%% in time, %(late)s overdue")
        % values
    )
