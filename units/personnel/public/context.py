"""What the organisation page shows: of one unit, or of the Confederation and the way to all."""

from datetime import date
from typing import Any

from units.enums import UnitKind
from units.models import Unit
from units.queries import today

from ..yearly.charts import charts_of
from ..yearly.checks import NUMBERS, number_label
from ..yearly.reads import cells_of, figures_of_unit
from .national import national_context
from .reads import day_shown, organisation_of


def context_for(page, request) -> dict[str, Any]:
    """Return the context of an organisation page; queries do not grow with what it shows."""
    day = today()
    if page.unit is not None:
        return unit_context(page.unit, day)
    unit = Unit.objects.filter(kind=UnitKind.CONFEDERATION).first()
    context = unit_context(unit, day) if unit else {}
    return context | national_context(page, request, day)


def unit_context(unit: Unit, today: date) -> dict[str, Any]:
    """Return people, bodies and figures of a unit as they are, or were on its last day."""
    figures = figures_of_unit(unit.pk)
    return {
        "unit": unit,
        "organisation": organisation_of(unit.pk, day_shown(unit, today)),
        "ended_on": unit.valid_to if unit.has_ended_on(today) else None,
        "charts": charts_of(figures),
        "years": [
            {"figure": one, "cells": cells_of(getattr(one, name) for name in NUMBERS)}
            for one in figures
        ],
        "headings": [number_label(name) for name in NUMBERS],
        "is_demonstration": any(one.is_demonstration for one in figures),
    }
