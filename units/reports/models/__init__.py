"""Half-year reports: periods, reports of units, their figures, and what was changed later."""

from .figures import FigureContest, ReportAmendment, ReportFigure
from .periods import ReportHeading, ReportPeriod
from .reminders import ReportReminder
from .reports import HalfYearReport, ReportSection, ReportStep

__all__ = [
    "FigureContest",
    "HalfYearReport",
    "ReportAmendment",
    "ReportFigure",
    "ReportHeading",
    "ReportPeriod",
    "ReportReminder",
    "ReportSection",
    "ReportStep",
]
