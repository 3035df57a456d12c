"""Who prepares, signs, reads and judges half-year reports: predicates without side effects.

What a unit that was reorganised left open is finished by its successors' people, under its name.
"""

from django.db.models import QuerySet

from units.enums import UnitRole
from units.lineage import acting_units
from units.rules import is_propaganda

from .enums import PeriodState, ReportState
from .models import HalfYearReport

PREPARERS = (UnitRole.OFFICER, UnitRole.LEADER)
WITH_UNIT = (ReportState.DRAFT, ReportState.RETURNED)
SENT = (ReportState.SIGNED, ReportState.ACCEPTED)


def reporting_units(user) -> frozenset[int]:
    """Return the ids of the units whose reports an account prepares or signs."""
    return acting_units(user, *PREPARERS)


def reports_at_all(user) -> bool:
    """Tell whether an account has to do with half-year reports."""
    return is_propaganda(user) or bool(reporting_units(user))


def readable_reports(user) -> QuerySet[HalfYearReport]:
    """Return the reports an account may open: all to the department, else its own units'."""
    reports = HalfYearReport.objects.all()
    return reports if is_propaganda(user) else reports.filter(unit_id__in=reporting_units(user))


def may_prepare(user, report: HalfYearReport) -> bool:
    """Tell whether an account writes the report and contests its figures."""
    return report.unit_id in reporting_units(user)


def may_sign(user, report: HalfYearReport) -> bool:
    """Tell whether an account leads the unit, or one that it became."""
    return report.unit_id in acting_units(user, UnitRole.LEADER)


def may_judge(user, report: HalfYearReport) -> bool:
    """Tell whether an account judges this report: of the department, and not of the unit."""
    return is_propaganda(user) and report.unit_id not in acting_units(user)


def is_editable(report: HalfYearReport) -> bool:
    """Tell whether the unit may still write; needs the period."""
    return report.period.state == PeriodState.OPEN and report.state in WITH_UNIT
