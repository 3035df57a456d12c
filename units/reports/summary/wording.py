"""How figures, days and periods are written: the same on the screen, in DOCX and in PDF."""

from datetime import date
from decimal import Decimal

from django.utils.formats import number_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from core.money import number_in_words
from units.indicators import IndicatorKind

from ..comparing import Earlier
from ..enums import Half
from ..models import ReportFigure, ReportPeriod

NONE = "–"


def shown_value(value: Decimal | None, kind: str) -> str:
    """Return a figure as people write it: 1.234 or 87,5% or 3,25."""
    if value is None:
        return NONE
    if kind == IndicatorKind.COUNT:
        return number_format(int(value), use_l10n=True, force_grouping=True)
    text = number_format(_plain(value), use_l10n=True)
    return f"{text}%" if kind == IndicatorKind.SHARE else text


def shown_figure(figure: ReportFigure | Earlier | None) -> str:
    """Return a figure with what a share is made of: 87,5% (21/24); not where it was corrected."""
    if figure is None:
        return NONE
    shown = shown_value(figure.value, figure.kind)
    if figure.value is None or figure.whole is None or figure.counted is not None:
        return shown
    return f"{shown} ({figure.part}/{figure.whole})"


def shown_change(change: Decimal | None, kind: str) -> str:
    """Return a change with its sign: +3, −1,5 điểm %."""
    if change is None:
        return NONE
    sign = "+" if change > 0 else "−" if change < 0 else "±"
    if kind == IndicatorKind.SHARE:
        points = number_format(_plain(abs(change)), use_l10n=True)
        return _("%(sign)s%(points)s points") % {"sign": sign, "points": points}
    return f"{sign}{shown_value(abs(change), kind)}"


def shown_score(score: Decimal | None) -> str:
    """Return a score, nought to a hundred."""
    return NONE if score is None else number_format(_plain(score), use_l10n=True)


def counted(number: int) -> str:
    """Return a number as official texts give it, in digits and, in Vietnamese, in words."""
    if get_language() == "en":
        return str(number)
    return f"{number} ({number_in_words(number)})"


def period_in_text(period: ReportPeriod) -> str:
    """Return the half-year inside a sentence: “6 tháng đầu năm 2026”."""
    text = (
        _("the first half of %(year)s")
        if period.half == Half.FIRST
        else _("the second half of %(year)s")
    )
    return text % {"year": period.year}


def file_stem(period: ReportPeriod) -> str:
    """Return what names a period in a file name."""
    return f"{period.year}-ky-{period.half}"


def official_day(day: date) -> str:
    """Return a day as Decree 30/2020/NĐ-CP writes it: 0 before days under 10, January, February."""
    if get_language() == "en":
        return f"{day.day} {day:%B %Y}"
    month = f"{day.month:02}" if day.month < 3 else str(day.month)
    return f"ngày {day.day:02} tháng {month} năm {day.year}"


def _plain(value: Decimal) -> Decimal:
    """Return a number without noughts that say nothing."""
    plain = value.normalize()
    return plain.quantize(Decimal(1)) if plain == plain.to_integral() else plain
