"""Puts the newest documents on each unit's home page."""

from units import home_slots

from .models import OfficialDocument
from .public.listing import NEWEST_FIRST, public_documents, with_rows

ON_HOME = 4


def register() -> None:
    """Add one slot, after the pieces and before the questions."""
    template = "documents/components/slot.html"
    home_slots.register(home_slots.HomeSlot("documents", 35, template, _load))


def _load(*, page, request) -> list[OfficialDocument]:
    documents = public_documents(unit_id=page.unit_id).order_by(*NEWEST_FIRST)
    return list(with_rows(documents)[:ON_HOME])
