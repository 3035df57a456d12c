"""Who reads the summary of all units, and the reports of single ones as files."""

from django.db.models import QuerySet

from units.rules import is_office, is_propaganda

from ..enums import PeriodState
from ..models import HalfYearReport, ReportPeriod
from ..rules import readable_reports


def reads_summary(user) -> bool:
    """Tell whether an account reads the summary: the department that judges, and the Office."""
    return is_propaganda(user) or is_office(user)


def periods_to_sum_up() -> QuerySet[ReportPeriod]:
    """Return the periods in which units report or have reported."""
    return ReportPeriod.objects.exclude(state=PeriodState.PLANNED)


def printable_reports(user) -> QuerySet[HalfYearReport]:
    """Return the reports that an account may take as a file: those it reads, all to the Office."""
    return HalfYearReport.objects.all() if is_office(user) else readable_reports(user)
