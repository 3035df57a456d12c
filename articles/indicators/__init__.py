"""What half-year reports count of what units write; registered when the app is ready."""

from django.utils.translation import gettext_lazy as _

from units.indicators import Indicator, IndicatorKind, register

from . import accessibility, grades, pieces, weeks


def register_indicators() -> None:
    """Put the indicators of pieces into the registry."""
    register(
        Indicator(
            code="pieces_sent",
            order=10,
            label=_("Pieces sent"),
            formula=_(
                "Pieces that first reached a desk in the period and count for the quota of their"
                " week; translations do not count."
            ),
            kind=IndicatorKind.COUNT,
            count=pieces.count_sent,
            records=pieces.sent_records,
        )
    )
    register(
        Indicator(
            code="pieces_used",
            order=20,
            label=_("Pieces used"),
            formula=_(
                "Pieces first published in the period, on the portal or on the sub-site only, that"
                " count for the quota of their week; translations do not count."
            ),
            kind=IndicatorKind.COUNT,
            count=pieces.count_used,
            records=pieces.used_records,
        )
    )
    register(
        Indicator(
            code="quota_weeks_met",
            order=30,
            label=_("Weeks with quota met"),
            formula=_(
                "Weeks in which enough was sent, of the weeks in which something was due: those"
                " that are over and whose Sunday lies in the period; exempt weeks do not count."
            ),
            kind=IndicatorKind.SHARE,
            count=weeks.count_met,
            records=weeks.week_records,
            weight=40,
        )
    )
    register(
        Indicator(
            code="mean_grade",
            order=40,
            label=_("Mean grade"),
            formula=_(
                "Mean of the coefficients, as last graded, of the pieces first used in the period;"
                " void grades and translations do not count. The coefficient and not the amount,"
                " which follows the base salary, the placement and additions."
            ),
            kind=IndicatorKind.MEAN,
            count=grades.count_mean,
            records=grades.grade_records,
        )
    )
    register(
        Indicator(
            code="accessible_pages",
            order=50,
            label=_("Pages without a fault of accessibility"),
            formula=_(
                "Of the unit's public pieces published in the period, those whose pictures are"
                " described, headings stand in order, tables have headers, links say where they"
                " lead and videos have captions or a transcript."
            ),
            kind=IndicatorKind.SHARE,
            count=accessibility.count_accessible,
            records=accessibility.page_records,
            weight=10,
        )
    )
