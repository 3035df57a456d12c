"""What was amended after the freezing, in words: for the screen and for every file."""

from dataclasses import dataclass
from datetime import datetime

from units.indicators import IndicatorKind

from .reading import National
from .wording import shown_value


@dataclass(frozen=True)
class AmendedRow:
    """One figure of one unit, as frozen and as amended last."""

    name: str
    label: str
    frozen: str
    amended: str
    reason: str
    made_at: datetime


def amended_rows(national: National) -> list[AmendedRow]:
    """Return the amended figures, the newest amendment first; no query."""
    rows = []
    for line, one in national.amendments:
        column = national.column(one.indicator)
        kind = column.kind if column else IndicatorKind.MEAN
        rows.append(
            AmendedRow(
                name=line.name,
                label=column.label if column else one.indicator,
                frozen=shown_value(one.frozen, kind),
                amended=shown_value(one.amended, kind),
                reason=one.reason,
                made_at=one.made_at,
            )
        )
    return rows
