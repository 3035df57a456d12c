"""Figures of directives on the first screen: at most four, each a link to the list behind it."""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.admin.ui.components import Component

from core.days import day_of
from units.rules import is_office

from . import rules
from .enums import DirectiveState
from .models import Directive, DirectiveReceipt
from .standings import (
    TABS,
    count_standings,
    is_overdue,
    waiting_answers,
    waiting_requests,
)

UNIT_FIGURES = ("new", "acknowledge", "answer", "overdue")


class DirectivesPanel(Component):
    """Figures of the Office, and of the account's units."""

    order = 45
    template_name = "directives/panel.html"

    def get_context_data(self, parent_context):
        """Count once for all figures."""
        user, today = parent_context["request"].user, day_of(timezone.now())
        return super().get_context_data(parent_context) | {
            "office": office_figures(today) if is_office(user) else [],
            "unit": unit_figures(user, today) if rules.acting_units(user) else [],
        }


def office_figures(today: date) -> list[dict[str, Any]]:
    """Return `[{"label", "count", "url"}]` of what the Office looks after; four queries."""
    out = Directive.objects.filter(state=DirectiveState.SENT).count()
    overdue = DirectiveReceipt.objects.filter(is_overdue(today)).count()
    lists, waiting = reverse("directive_list"), reverse("directive_waiting")
    return [
        {"label": _("Directives out"), "count": out, "url": f"{lists}?state=sent"},
        {"label": _("Units overdue"), "count": overdue, "url": f"{waiting}?show=overdue"},
        {
            "label": _("More time asked"),
            "count": waiting_requests().count(),
            "url": f"{waiting}?show=extension",
        },
        {
            "label": _("Answers to judge"),
            "count": waiting_answers().count(),
            "url": f"{waiting}?show=answer",
        },
    ]


def unit_figures(user, today: date) -> list[dict[str, Any]]:
    """Return the same of what the account's units have to do; one query."""
    tabs = [tab for tab in TABS if tab.key in UNIT_FIGURES]
    counts = count_standings(rules.own_receipts(user), tabs, today)
    inbox = reverse("directive_inbox")
    return [
        {"label": tab.label, "count": counts[tab.key], "url": f"{inbox}?tab={tab.key}"}
        for tab in tabs
    ]
