"""Half-year reports keep the name of their time; who acts for the old unit is told by lineage."""

from django.utils.translation import gettext_lazy as _

from units.reports.enums import ReportState
from units.reports.models import HalfYearReport

from ..handover import Handover

SIGNED = (ReportState.SIGNED, ReportState.ACCEPTED)


def tell_reports(handover: Handover) -> None:
    """Say which reports stay true under the old name, and which the taker finishes."""
    reports = HalfYearReport.objects.filter(unit=handover.predecessor)
    handover.keeps(_("signed half-year reports"), reports.filter(state__in=SIGNED).count())
    waiting = reports.exclude(state__in=SIGNED).count()
    handover.keeps(_("half-year reports still to be signed"), waiting)
