"""Addresses of the board that keep what was chosen: segments, desks, saved filters."""

from collections.abc import Iterable
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from articles.models import Desk, SavedFilter
from articles.newsroom.board.saved import known_query
from articles.newsroom.board.segments import Segment


class BoardLinks:
    """Links beside a board; each changes one thing and begins at the first page."""

    def __init__(self, query: QueryDict) -> None:
        self.query = known_query(query)
        self.chosen = QueryDict(self.query)
        self.desk = self.chosen.get("desk", "")

    @property
    def has_filter(self) -> bool:
        """Tell whether there is something to keep under a name."""
        return bool(self.query)

    def address(self, **changes: str) -> str:
        """Return the board's address with some of its parameters changed; empty ones go."""
        values = self.chosen.dict() | changes
        kept = urlencode({name: value for name, value in values.items() if value})
        board = reverse("newsroom_board")
        return f"{board}?{kept}" if kept else board

    def segments(
        self, segments: Iterable[Segment], *, counts: dict[str, int], shown: Segment
    ) -> list[dict]:
        """Return `[{"label", "count", "url", "is_current"}]` of the segments."""
        return [
            {
                "label": segment.label,
                "count": counts[segment.key],
                "url": self.address(segment=segment.key),
                "is_current": segment.key == shown.key,
            }
            for segment in segments
        ]

    def desks(self, desks: list[Desk]) -> list[dict]:
        """Return `[{"label", "url", "is_current"}]` of a switch; nothing to choose of one."""
        if len(desks) < 2:
            return []
        choices = [("", _("All desks")), *((desk.code, str(desk)) for desk in desks)]
        return [
            {"label": label, "url": self.address(desk=code), "is_current": code == self.desk}
            for code, label in choices
        ]

    def saved(self, filters: Iterable[SavedFilter]) -> list[dict]:
        """Return `[{"filter", "url", "is_current"}]` of a person's own filters."""
        board = reverse("newsroom_board")
        return [
            {
                "filter": one,
                "url": f"{board}?{one.query}",
                "is_current": one.query == self.query,
            }
            for one in filters
        ]
