"""Reads a whole period: every unit with its figures, beside the half-year before."""

from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from django.utils.functional import Promise
from django.utils.translation import get_language

from core.text import sort_key
from units.enums import UnitKind
from units.indicators import indicator_of

from ..comparing import EarlierByUnit, earlier_figures, origin_in_words
from ..enums import PeriodState, ReportState
from ..models import HalfYearReport, ReportAmendment, ReportFigure, ReportPeriod
from ..origins import Origin, name_then, origins_of
from ..queries import FiguresByUnit, amendments_of, figures_of, previous_period
from ..rules import SENT
from ..showing import state_of

KIND_ORDER = {kind: position for position, kind in enumerate(UnitKind.values)}


@dataclass(frozen=True)
class Column:
    """One indicator of a period, under the name that it had when it was counted."""

    code: str
    label: str
    kind: str
    order: int

    @property
    def formula(self) -> str | Promise:
        """Return how the figure is counted; nothing where no app has the indicator any more."""
        indicator = indicator_of(self.code)
        return indicator.formula if indicator else ""


@dataclass(frozen=True)
class Line:
    """One unit: its report, its figures by indicator, what was amended afterwards."""

    report: HalfYearReport
    figures: dict[str, ReportFigure]
    amendments: dict[str, ReportAmendment]

    @property
    def has_reported(self) -> bool:
        """Tell whether a leader has signed the report."""
        return self.report.state in SENT

    @property
    def name(self) -> str:
        """Return the unit's name of the time; the English one only while that is still its name."""
        return name_then(self.report)

    @property
    def state_label(self) -> str:
        """Return where the report stands, in words; of a frozen period that it never came."""
        return state_of(self.report, has_text=True)[1]

    @property
    def kind_label(self) -> str:
        """Return the kind of unit in words."""
        return str(self.report.get_unit_kind_display())

    def value(self, code: str) -> Decimal | None:
        """Return the figure as frozen or as it is now; None where it does not apply."""
        figure = self.figures.get(code)
        return figure.value if figure else None


@dataclass(frozen=True)
class National:
    """A period with all its units, by kind and name.

    `before` are the figures of the half-year before, as amended; `origins` tells by unit id whose
    they are where a unit was reorganised.
    """

    period: ReportPeriod
    columns: list[Column]
    lines: list[Line]
    previous: ReportPeriod | None
    before: EarlierByUnit
    origins: dict[int, Origin]

    @property
    def is_frozen(self) -> bool:
        """Tell whether what is shown can change no more."""
        return self.period.state == PeriodState.FROZEN

    @cached_property
    def reported(self) -> list[Line]:
        """Return the units whose report is signed off or accepted."""
        return [line for line in self.lines if line.has_reported]

    @cached_property
    def missing(self) -> list[Line]:
        """Return the units that have not reported."""
        return [line for line in self.lines if not line.has_reported]

    @cached_property
    def accepted(self) -> list[Line]:
        """Return the units whose report is accepted."""
        return [line for line in self.lines if line.report.state == ReportState.ACCEPTED]

    @cached_property
    def kinds(self) -> list[str]:
        """Return the kinds of unit that report, in the order of the register."""
        return sorted({line.report.unit_kind for line in self.lines}, key=_kind_place)

    @cached_property
    def amendments(self) -> list[tuple[Line, ReportAmendment]]:
        """Return the newest amendment of each amended figure with its unit, newest first."""
        found = [(line, one) for line in self.lines for one in line.amendments.values()]
        return sorted(found, key=lambda pair: (pair[1].made_at, pair[1].pk), reverse=True)

    @cached_property
    def reorganised(self) -> list[tuple[Line, str]]:
        """Return the units that are not what they were, and what each is compared with."""
        origins = [(line, self.origins.get(line.report.unit_id)) for line in self.lines]
        texts = [(line, origin_in_words(one)) for line, one in origins if one]
        return [(line, text) for line, text in texts if text]

    @cached_property
    def is_before_amended(self) -> bool:
        """Tell whether a figure of the half-year before was amended after its freezing."""
        return any(one.is_amended for own in self.before.values() for one in own.values())

    def column(self, code: str) -> Column | None:
        """Return a column by its code, or None."""
        return next((column for column in self.columns if column.code == code), None)


def read_national(period: ReportPeriod) -> National:
    """Return the summary's data; nine queries at most, whatever the number of units."""
    reports = period.reports.select_related("unit")
    figures, amendments = figures_of(period), amendments_of(period)
    previous = previous_period(period)
    lines = [
        Line(report, figures.get(report.unit_id, {}), amendments.get(report.unit_id, {}))
        for report in reports.order_by()
    ]
    return National(
        period=period,
        columns=columns_of(figures),
        lines=sorted(lines, key=_by_kind_and_name),
        previous=previous,
        before=earlier_figures(previous) if previous else {},
        origins=origins_of({line.report.unit_id for line in lines}, period, previous)
        if previous
        else {},
    )


def columns_of(figures: FiguresByUnit) -> list[Column]:
    """Return the indicators that some unit has a figure of, in their order; no query."""
    is_english = get_language() == "en"
    found = {
        figure.indicator: Column(
            figure.indicator,
            figure.label_en if is_english else figure.label_vi,
            figure.kind,
            figure.sort_order,
        )
        for of_unit in figures.values()
        for figure in of_unit.values()
    }
    return sorted(found.values(), key=lambda column: (column.order, column.code))


def _kind_place(kind: str) -> int:
    return KIND_ORDER.get(kind, len(KIND_ORDER))


def _by_kind_and_name(line: Line) -> tuple[int, str]:
    return _kind_place(line.report.unit_kind), sort_key(line.report.unit_name)
