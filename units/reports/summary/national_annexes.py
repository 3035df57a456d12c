"""Annexes of the national report: every unit with every figure, who is missing, the formulas."""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from .document import Annex, Grid, Part, Text
from .reading import Line, National
from .wording import period_in_text, shown_score, shown_value


def annexes(national: National) -> Iterator[Part]:
    """Give the figures of all units, the units that are missing, and how figures are counted."""
    period = period_in_text(national.period)
    yield Annex(_("Annex I"), _("Figures of all units, %(period)s") % {"period": period}, True)
    yield _units_grid(national)
    yield Annex(_("Annex II"), _("Units that have not reported, %(period)s") % {"period": period})
    yield _missing_grid(national) if national.missing else Text(_("Every unit has reported."))
    yield Annex(_("Annex III"), _("How figures are counted"))
    yield Grid(
        caption=_("Indicators"),
        headings=[_("No."), _("Indicator"), _("How it is counted")],
        rows=[
            [str(number), one.label, str(one.formula)]
            for number, one in enumerate(national.columns, start=1)
        ],
        widths=[6, 28, 66],
        is_compact=True,
    )
    if national.reorganised:
        yield Annex(_("Annex IV"), _("Units that were reorganised, and what they come from"))
        yield Text(reorganised_note())
        yield _reorganised_grid(national)


def reorganised_note() -> str:
    """Return how the comparison of the country stands to units that were reorganised."""
    return _(
        "Sums and shares of the country hold every unit of then. Means and the unit in the middle"
        " are of the units of each period, whose number has changed."
    )


def _reorganised_grid(national: National) -> Grid:
    return Grid(
        caption=_("Units that were reorganised"),
        headings=[_("No."), _("Unit"), _("Compared with")],
        rows=[
            [str(number), line.name, text]
            for number, (line, text) in enumerate(national.reorganised, start=1)
        ],
        widths=[6, 34, 60],
        is_compact=True,
    )


def _units_grid(national: National) -> Grid:
    columns = national.columns
    rows: list[Sequence[str] | str] = []
    number = 0
    for kind in national.kinds:
        lines = [line for line in national.lines if line.report.unit_kind == kind]
        rows.append(f"{lines[0].kind_label} ({len(lines)})")
        for line in lines:
            number += 1
            rows.append(_unit_row(number, line, national))
    return Grid(
        caption=_("Figures of all units; * was amended after the freezing"),
        headings=[
            _("No."),
            _("Unit"),
            _("Report"),
            _("Score"),
            *(one.label for one in columns),
        ],
        rows=rows,
        widths=[9, 47, 26, 14, *(15 for _column in columns)],
        numbers=frozenset(range(3, 4 + len(columns))),
        is_compact=True,
    )


def _unit_row(number: int, line: Line, national: National) -> list[str]:
    cells = [str(number), line.name, line.state_label]
    cells.append(shown_score(line.report.score))
    for column in national.columns:
        shown = shown_value(line.value(column.code), column.kind)
        cells.append(f"{shown}*" if column.code in line.amendments else shown)
    return cells


def _missing_grid(national: National) -> Grid:
    return Grid(
        caption=_("Units that have not reported"),
        headings=[_("No."), _("Unit"), _("Kind of unit"), _("Report")],
        rows=[
            [str(number), line.name, line.kind_label, line.state_label]
            for number, line in enumerate(national.missing, start=1)
        ],
        widths=[6, 48, 26, 20],
    )
