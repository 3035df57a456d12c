"""Puts the newest answers on each unit's home page."""

from units import home_slots

from .models import QuestionPage
from .reading import newest_of


def register() -> None:
    """Add one slot, after the pieces."""
    template = "questions/components/slot.html"
    home_slots.register(home_slots.HomeSlot("questions", 40, template, _load))


def _load(*, page, request) -> list[QuestionPage]:
    return newest_of(locale=page.locale, unit_id=page.unit_id)
