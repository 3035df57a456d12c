"""What the colours and signs of the heat map mean."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from articles.quotas.standings import WeekState


@dataclass(frozen=True)
class LegendEntry:
    """One colour, the sign that a cell of it may show, and its meaning."""

    shade: str
    symbol: str
    label: str


def legend() -> list[LegendEntry]:
    """Return the entries, from most to nothing; figures stand for “so many pieces”."""
    signs = [
        ("plenty", "2", _("Twice as many as due, or more")),
        (WeekState.MET, "1", str(WeekState.MET.label)),
        (WeekState.PARTLY, "1", str(WeekState.PARTLY.label)),
        (WeekState.SHORT, "0", str(WeekState.SHORT.label)),
        (WeekState.RUNNING, "0", str(WeekState.RUNNING.label)),
        (
            WeekState.EXEMPT,
            pgettext("exempt, in a cell of the heat map", "E"),
            str(WeekState.EXEMPT.label),
        ),
        (WeekState.NOT_OWED, "·", str(WeekState.NOT_OWED.label)),
    ]
    return [LegendEntry(str(shade), symbol, label) for shade, symbol, label in signs]
