"""What the charts of a summary show: bars of one scale, drawn by each kind of file in its way."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from units.indicators import IndicatorKind

from .reading import National
from .totals import Comparison
from .wording import period_in_text, shown_value

# Upper ends of the bands of a share; the last band holds its end.
BANDS = (20, 40, 60, 80, 100)
BANDED = "quota_weeks_met"


@dataclass(frozen=True)
class Bar:
    """A value with its words, and the one of the period before; lengths are per cent of the width.

    `before` is None where there is nothing to compare with.
    """

    label: str
    length: Decimal
    shown: str
    before: Decimal | None = None
    before_shown: str = ""


@dataclass(frozen=True)
class Chart:
    """Horizontal bars; `legend` names now and before, empty where only now is shown."""

    title: str
    bars: Sequence[Bar]
    legend: Sequence[str] = ()

    @property
    def alt(self) -> str:
        """Return the chart in words, for who cannot see it."""
        return f"{self.title}. " + "; ".join(_said(bar) for bar in self.bars)


def shares_chart(national: National, compared: Sequence[Comparison]) -> Chart | None:
    """Return the shares of the country, beside those of the half-year before where there was one.

    None where no share is known.
    """
    known = [
        one
        for one in compared
        if one.column.kind == IndicatorKind.SHARE and one.now.value is not None
    ]
    if not known:
        return None
    legend = [capfirst(period_in_text(national.period))]
    if national.previous:
        legend.append(capfirst(period_in_text(national.previous)))
    bars = [_share_bar(one) for one in known]
    return Chart(_("Shares of the whole country"), bars, legend if len(legend) > 1 else ())


def bands_chart(national: National) -> Chart | None:
    """Return how many units lie in each fifth of the share of weeks with quota met."""
    values = [value for line in national.lines if (value := line.value(BANDED)) is not None]
    if not values:
        return None
    counts = [0] * len(BANDS)
    for value in values:
        counts[min(int(value) // 20, len(BANDS) - 1)] += 1
    highest = max(counts)
    bars = [
        Bar(_band(place), Decimal(count * 100) / highest, _units(count))
        for place, count in enumerate(counts)
    ]
    return Chart(_("Units by the share of weeks with quota met"), bars)


def _share_bar(one: Comparison) -> Bar:
    kind, value = one.column.kind, one.now.value or Decimal(0)
    before = one.before.value if one.before else None
    return Bar(
        label=one.column.label,
        length=value,
        shown=shown_value(value, kind),
        before=before,
        before_shown="" if before is None else shown_value(before, kind),
    )


def _band(place: int) -> str:
    end = BANDS[place]
    if end == BANDS[-1]:
        return _("from %(start)s%% to %(end)s%%") % {"start": end - 20, "end": end}
    return _("from %(start)s%% to under %(end)s%%") % {"start": end - 20, "end": end}


def _units(count: int) -> str:
    return ngettext("%(count)s unit", "%(count)s units", count) % {"count": count}


def _said(bar: Bar) -> str:
    before = _(" (before: %(value)s)") % {"value": bar.before_shown} if bar.before_shown else ""
    return f"{bar.label}: {bar.shown}{before}"
