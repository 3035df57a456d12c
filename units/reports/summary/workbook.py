"""The summary as a workbook: totals, units by indicators, what units write of themselves."""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from django.utils.text import capfirst
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from core.days import day_of
from core.workbooks import Cell, Sheet, workbook_of
from units.indicators import IndicatorKind

from ..models import ReportSection
from .reading import Column, Line, National
from .totals import Comparison, comparisons
from .wording import period_in_text


def national_workbook(national: National) -> bytes:
    """Return the XLSX file; one query for the evaluations. Shares are in per cent."""
    return workbook_of(
        [_summary(national), _units(national), _evaluations(national)]
        + ([_amendments(national)] if national.amendments else [])
        + ([_reorganised(national)] if national.reorganised else [])
    )


def evaluations_of(national: National) -> list[ReportSection]:
    """Return what units wrote, by heading within each unit; one query."""
    rows = ReportSection.objects.filter(report__period=national.period).exclude(text="")
    return list(rows.select_related("heading").order_by("heading__sort_order", "heading_id"))


def _summary(national: National) -> Sheet:
    before = period_in_text(national.previous) if national.previous else _("The period before")
    return Sheet(
        title=_("Summary"),
        headings=[
            _("Indicator"),
            capfirst(period_in_text(national.period)),
            capfirst(before),
            pgettext("figures", "Change"),
            _("Unit in the middle"),
            _("Units with this figure"),
            _("How it is counted"),
        ],
        rows=[*_head_rows(national), *map(_summary_row, comparisons(national))],
        widths=[40, 22, 22, 14, 18, 18, 90],
    )


def _head_rows(national: National) -> Iterator[list[Cell]]:
    """Give what the figures rest on."""
    standing = _("Frozen") if national.is_frozen else _("Not frozen: figures may still change")
    rows: list[tuple[str, str | int]] = [
        (_("Standing"), standing),
        (_("Number of units"), len(national.lines)),
        (_("Units that have reported"), len(national.reported)),
        (_("Reports accepted"), len(national.accepted)),
    ]
    if national.is_frozen:
        rows.append((_("SHA-256 of the frozen period"), national.period.digest))
    if national.is_before_amended:
        rows.append((_("The period before"), _("As amended after its freezing")))
    for label, value in rows:
        yield [label, value, *_empty(5)]
    yield [*_empty(7)]


def _summary_row(one: Comparison) -> list[Cell]:
    before = one.before.value if one.before else None
    return [
        heading_of(one.column),
        number(one.now.value, one.column),
        number(before, one.column),
        number(one.change, one.column),
        number(one.now.median, one.column),
        one.now.units,
        str(one.column.formula),
    ]


def heading_of(column: Column) -> str:
    """Return the name of an indicator with its unit of measure."""
    return f"{column.label} (%)" if column.kind == IndicatorKind.SHARE else column.label


def number(value: Decimal | None, column: Column) -> int | Decimal | None:
    """Return a figure as a number of the workbook, counts whole."""
    if value is None:
        return None
    whole = column.kind == IndicatorKind.COUNT and value == value.to_integral()
    return int(value) if whole else value


def _units(national: National) -> Sheet:
    columns = national.columns
    return Sheet(
        title=_("Units"),
        headings=[
            _("No."),
            _("Unit"),
            _("Code"),
            _("Kind of unit"),
            _("Report"),
            _("Score"),
            *(heading_of(one) for one in columns),
        ],
        rows=(_unit_row(place, line, columns) for place, line in enumerate(national.lines, 1)),
        widths=[6, 48, 20, 26, 16, 10, *(18 for _column in columns)],
    )


def _unit_row(place: int, line: Line, columns: Iterable[Column]) -> list[Cell]:
    report = line.report
    return [
        place,
        line.name,
        report.unit.code,
        line.kind_label,
        line.state_label,
        report.score,
        *(number(line.value(column.code), column) for column in columns),
    ]


def _evaluations(national: National) -> Sheet:
    by_report: dict[int, list[ReportSection]] = {}
    for section in evaluations_of(national):
        by_report.setdefault(section.report_id, []).append(section)
    return Sheet(
        title=_("Evaluations"),
        headings=[_("Unit"), _("Kind of unit"), _("Report"), _("Heading"), _("Text")],
        rows=(
            _evaluation_row(line, section)
            for line in national.lines
            for section in by_report.get(line.report.pk, ())
        ),
        widths=[48, 26, 16, 44, 120],
    )


def _evaluation_row(line: Line, section: ReportSection) -> list[Cell]:
    heading = section.heading
    is_english = get_language() == "en" and heading.text_en
    return [
        line.name,
        line.kind_label,
        line.state_label,
        heading.text_en if is_english else heading.text_vi,
        section.text,
    ]


def _amendments(national: National) -> Sheet:
    rows: list[list[Cell]] = []
    for line, one in national.amendments:
        column = national.column(one.indicator)
        rows.append(
            [
                line.name,
                heading_of(column) if column else one.indicator,
                number(one.frozen, column) if column else one.frozen,
                number(one.amended, column) if column else one.amended,
                one.reason,
                day_of(one.made_at),
            ]
        )
    return Sheet(
        title=_("Amendments"),
        headings=[
            _("Unit"),
            _("Indicator"),
            _("As frozen"),
            _("Amended to"),
            _("Reason"),
            _("Amended on"),
        ],
        rows=rows,
        widths=[48, 40, 14, 14, 80, 14],
    )


def _reorganised(national: National) -> Sheet:
    return Sheet(
        title=_("Reorganised"),
        headings=[_("Unit"), _("Kind of unit"), _("Compared with")],
        rows=([line.name, line.kind_label, text] for line, text in national.reorganised),
        widths=[48, 26, 120],
    )


def _empty(number: int) -> list[Cell]:
    return [None] * number
