"""Registry in which apps put the feeds of their section pages; one view writes them all."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from wagtail.models import Page


@dataclass(frozen=True)
class Entry:
    """One entry of a feed; `link` is absolute and names it for ever."""

    title: str
    link: str
    description: str
    published_at: datetime
    updated_at: datetime
    author: str | None = None
    categories: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class PageFeed:
    """What the feed of a page says of itself, and its newest entries, newest first."""

    title: str
    link: str
    language: str
    description: str
    entries: Iterable[Entry]


_feeds: dict[type[Page], Callable[[Any, int], PageFeed]] = {}


def register(page_type: type[Page], load: Callable[[Any, int], PageFeed]) -> None:
    """Give pages of a type a feed: `load(page, limit)`."""
    _feeds[page_type] = load


def has_feed(page: Page | None) -> bool:
    """Tell whether a page has a feed of this registry."""
    return type(page) in _feeds


def feed_of(page: Page, *, limit: int) -> PageFeed | None:
    """Return the feed of a page with at most `limit` entries, or None where it has none."""
    load = _feeds.get(type(page))
    return load(page, limit) if load else None
