"""Shapes of the API's answers about polls; answers are plain dicts."""

from datetime import datetime
from typing import Any

from ninja import Schema

from .enums import Audience, PollPhase


class PollCard(Schema):
    """A poll that readers can open; moments are in the time of Viet Nam."""

    id: int
    title: str
    url: str | None
    unit: str
    audience: Audience
    phase: PollPhase
    opens_at: datetime
    closes_at: datetime
    has_results: bool


class PollList(Schema):
    """One part of the list of polls."""

    items: list[PollCard]
    limit: int
    offset: int
    next: str | None


class PollDetail(PollCard):
    """A poll with its sealed count, as `forms.polls.counting.count_poll` returns it, or null."""

    digest: str | None
    results: dict[str, Any] | None
