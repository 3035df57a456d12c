"""Registry in which apps put further blocks on the front page: questions, polls, documents.

Each `load` may cost one query: the whole page has fifteen.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True)
class FrontBlock:
    """One block: how to load it for a page and a moment, and the template that shows it.

    `load(page=, request=, moment=)` returns what the template gets as `content`; empty content
    leaves the block out. `request` is None where nobody asked for the page.
    """

    name: str
    order: int
    template: str
    load: Callable[..., Any]


_blocks: dict[str, FrontBlock] = {}


def register(block: FrontBlock) -> None:
    """Add a block; registering the same name again replaces it."""
    _blocks[block.name] = block


def unregister(name: str) -> None:
    """Take a block away."""
    _blocks.pop(name, None)


def load(*, page, request, moment: datetime) -> list[dict[str, Any]]:
    """Return the blocks with content in order, as `{"name", "template", "content"}`."""
    found = [
        {
            "name": block.name,
            "template": block.template,
            "content": block.load(page=page, request=request, moment=moment),
        }
        for block in sorted(_blocks.values(), key=lambda block: (block.order, block.name))
    ]
    return [block for block in found if block["content"]]
