"""Draws the last weeks of a unit as bars: sent and used side by side, what is due as a line."""

from collections.abc import Sequence
from dataclasses import dataclass

from articles.quotas.standings import WeekStanding

# In units of the drawing: one week's slot, a bar, and the height of the tallest bar.
SLOT, BAR, HEIGHT = 48, 16, 88


@dataclass(frozen=True)
class Bar:
    """One week: heights of both bars and of the line, and where the slot begins."""

    standing: WeekStanding
    number: int
    left: int
    sent: int
    used: int
    due: int

    @property
    def middle(self) -> int:
        """Return the middle of the slot, under which the week's number stands."""
        return self.left + SLOT // 2

    @property
    def sent_left(self) -> int:
        """Return where the bar of pieces sent begins."""
        return self.middle - BAR

    @property
    def used_left(self) -> int:
        """Return where the bar of pieces used begins."""
        return self.middle

    @property
    def right(self) -> int:
        """Return where the slot ends."""
        return self.left + SLOT

    @property
    def sent_top(self) -> int:
        """Return the upper edge of the bar of pieces sent."""
        return HEIGHT - self.sent

    @property
    def used_top(self) -> int:
        """Return the upper edge of the bar of pieces used."""
        return HEIGHT - self.used

    @property
    def due_top(self) -> int:
        """Return the height at which the line of what is due lies."""
        return HEIGHT - self.due


def bars_of(standings: Sequence[WeekStanding]) -> list[Bar]:
    """Return the bars, all on one scale."""
    tallest = max([1, *(max(one.sent, one.used, one.required) for one in standings)])

    def height(count: int) -> int:
        return count * HEIGHT // tallest

    return [
        Bar(
            standing=one,
            number=one.week.isocalendar().week,
            left=position * SLOT,
            sent=height(one.sent),
            used=height(one.used),
            due=height(one.required),
        )
        for position, one in enumerate(standings)
    ]
