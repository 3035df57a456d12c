"""What figures are compared with: those of the half-year before, amended, and added up if needed.

Kinds of figures add up each in its way. A number is the sum, and only where every unit has it. A
share is all parts in all wholes; where nothing was due in a unit, it adds nothing to either. A
mean of several units needs the weight of each, which no report holds: it has no value, unless one
unit alone had anything to count.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal

from django.utils.translation import gettext as _

from units.indicators import IndicatorKind, share_of

from .models import HalfYearReport, ReportAmendment, ReportFigure, ReportPeriod
from .origins import Origin, origins_of
from .queries import amendments_of, figures_of, previous_period


@dataclass(frozen=True)
class Earlier:
    """A figure of the half-year before, as amended last; of several units the whole.

    `units` of the `of` units had such a figure. `is_of_same_days` is False where a unit was
    reorganised inside the period, so that the difference says nothing.
    """

    kind: str
    value: Decimal | None
    part: int | None = None
    whole: int | None = None
    units: int = 1
    of: int = 1
    is_amended: bool = False
    is_of_same_days: bool = True
    counted: Decimal | None = None

    @property
    def remark(self) -> str:
        """Return what must be known of the figure to read it rightly; often nothing."""
        remarks = []
        if self.units < self.of:
            some, too_few = _("of %(units)s of %(of)s units"), _("only %(units)s of %(of)s units")
            text = too_few if self.value is None else some
            remarks.append(text % {"units": self.units, "of": self.of})
        elif self.value is None and self.of > 1 and self.kind == IndicatorKind.MEAN:
            remarks.append(_("means of several units cannot be added up"))
        if self.is_amended:
            remarks.append(_("as amended"))
        return "; ".join(remarks)


# By the code of the indicator; and by unit id before that.
Figures = dict[str, Earlier]
EarlierByUnit = dict[int, Figures]


@dataclass(frozen=True)
class Before:
    """The half-year before as one report is compared with it; `origin` None: the unit itself."""

    period: ReportPeriod | None
    figures: Figures
    origin: Origin | None = None

    @property
    def note(self) -> str:
        """Return whose figures they are where they are not the unit's alone."""
        return origin_in_words(self.origin) if self.origin else ""


def before_of(report: HalfYearReport) -> Before:
    """Return what a report is compared with; six queries at most."""
    previous = previous_period(report.period)
    if previous is None:
        return Before(None, {})
    origin = origins_of([report.unit_id], report.period, previous).get(report.unit_id)
    if origin is None:
        figures = earlier_figures(previous, [report.unit_id])
        return Before(previous, figures.get(report.unit_id, {}))
    if origin.split:
        return Before(previous, {}, origin)
    return Before(previous, _added_up(origin, earlier_figures(previous, origin.names)), origin)


def earlier_figures(period: ReportPeriod, unit_ids: Collection[int] | None = None) -> EarlierByUnit:
    """Return the figures of a period, of some units or of all, as amended last; two queries.

    Of an amended share `part` follows the value, as it does where a contest corrected it.
    """
    amendments = amendments_of(period, unit_ids)
    return {
        unit_id: {
            code: _earlier(figure, amendments.get(unit_id, {}).get(code))
            for code, figure in figures.items()
        }
        for unit_id, figures in figures_of(period, unit_ids).items()
    }


def origin_in_words(origin: Origin) -> str:
    """Return in sentences what a unit is compared with, by the old names."""
    if origin.split:
        return _(
            "No comparison with the period before: %(names)s was split, and its figures of then"
            " are those of the whole."
        ) % {"names": _joined(origin.split)}
    sentences = []
    if origin.has_others and len(origin.names) > 1:
        text = _("The period before is the sum of the reports of %(count)s units: %(names)s.")
        names = _joined(origin.names.values())
        sentences.append(text % {"count": len(origin.names), "names": names})
    elif origin.has_others and origin.names:
        text = _("The period before is the report of %(names)s.")
        sentences.append(text % {"names": _joined(origin.names.values())})
    if origin.missing:
        text = _("Without a report of then: %(names)s. What is added up over all is not compared.")
        sentences.append(text % {"names": _joined(origin.missing)})
    if origin.is_within:
        sentences.append(
            _(
                "The unit was reorganised within this period: the days on both sides are not the"
                " same, and no change is given."
            )
        )
    return " ".join(sentences)


def _earlier(figure: ReportFigure, amendment: ReportAmendment | None) -> Earlier:
    value, part, whole = figure.value, figure.part, figure.whole
    if amendment is not None:
        value = amendment.amended
        if whole is not None and value is not None:
            part = min(int((value * whole / 100).quantize(Decimal(1), ROUND_HALF_UP)), whole)
    return Earlier(
        figure.kind,
        value,
        part,
        whole,
        is_amended=amendment is not None,
        # What a share is made of is not shown where a decision replaced what was counted.
        counted=figure.value if amendment else figure.counted,
    )


def _added_up(origin: Origin, by_unit: EarlierByUnit) -> Figures:
    codes = {code: one.kind for figures in by_unit.values() for code, one in figures.items()}
    found = {}
    for code, kind in codes.items():
        own = [figures[code] for figures in by_unit.values() if code in figures]
        found[code] = _whole(kind, own, origin)
    return found


def _whole(kind: str, figures: list[Earlier], origin: Origin) -> Earlier:
    same_days = not origin.is_within
    if origin.count == 1:
        [one] = figures
        return replace(one, is_of_same_days=same_days)
    known = [one for one in figures if one.value is not None]
    value, part, whole = _sum(kind, known, is_all=len(figures) == origin.count, of=origin.count)
    return Earlier(
        kind,
        value,
        part,
        whole,
        units=len(known),
        of=origin.count,
        is_amended=any(one.is_amended for one in known),
        is_of_same_days=same_days,
    )


def _sum(
    kind: str, known: list[Earlier], *, is_all: bool, of: int
) -> tuple[Decimal | None, int | None, int | None]:
    """Return value, part and whole; `is_all` tells that every unit has the figure, be it empty."""
    if kind == IndicatorKind.COUNT:
        values = [one.value for one in known if one.value is not None]
        return (sum(values, Decimal(0)) if len(values) == of else None), None, None
    if not is_all or not known:
        return None, None, None
    if kind == IndicatorKind.MEAN:
        return (known[0].value if len(known) == 1 else None), None, None
    if any(one.whole is None for one in known):
        return None, None, None
    part, whole = (sum(getattr(one, name) or 0 for one in known) for name in ("part", "whole"))
    share = share_of(part, whole)
    return (share.value, part, whole) if share else (None, None, None)


def _joined(names: Iterable[str]) -> str:
    return "; ".join(names)
