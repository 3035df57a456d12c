"""Registry in which apps above put what they show on a unit's home page."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class HomeSlot:
    """One block of a unit's home page: how to load it and the template that shows it."""

    name: str
    order: int
    template: str
    load: Callable[..., Any]


_slots: dict[str, HomeSlot] = {}


def register(slot: HomeSlot) -> None:
    """Add a block; registering the same name again replaces it."""
    _slots[slot.name] = slot


def load(*, page, request) -> list[dict[str, Any]]:
    """Return the blocks of `page` in order, as `{"name", "template", "content"}`."""
    return [
        {
            "name": slot.name,
            "template": slot.template,
            "content": slot.load(page=page, request=request),
        }
        for slot in sorted(_slots.values(), key=lambda slot: slot.order)
    ]
