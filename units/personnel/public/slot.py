"""Puts who leads a unit and its newest figures on the unit's home page."""

from typing import Any

from core.addresses import address
from units.home_slots import HomeSlot
from units.queries import today

from ..models import Body, OrganisationPage, YearlyFigure
from ..queries import valid_on
from ..yearly.checks import NUMBERS
from ..yearly.reads import KNOWN, cells_of
from .portraits import PORTRAITS
from .reads import LEADERS, cards_of, day_shown, leading_body, public_appointments

MOST_LEADERS = 4


def load(*, page, request) -> dict[str, Any]:
    """Return leaders, newest figures and the address of the whole; empty where there is nothing.

    Two queries where nothing is known of a unit, five at most.
    """
    unit = page.unit
    leaders = _leaders(unit.pk, day_shown(unit, today()))
    figure = YearlyFigure.objects.filter(KNOWN, unit=unit).order_by("-year").first()
    if not leaders and figure is None:
        return {}
    whole = OrganisationPage.objects.child_of(page).live().first()
    cells = cells_of(getattr(figure, name) for name in NUMBERS) if figure else []
    return {
        "leaders": leaders,
        "figure": figure,
        "cells": [cell for cell in cells if cell.text != "–"],
        "url": address(whole, request) if whole else "",
    }


def _leaders(unit_id: int, day) -> list:
    bodies = list(Body.objects.filter(valid_on(day), unit=unit_id, is_public=True))
    leading = leading_body(bodies)
    if leading is None:
        return []
    rows = public_appointments(day, body=leading, position__level__in=LEADERS)
    return cards_of(rows.prefetch_related(PORTRAITS))[:MOST_LEADERS]


SLOT = HomeSlot("organisation", 60, "personnel/components/slot.html", load)
