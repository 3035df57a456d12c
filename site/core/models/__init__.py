"""Models that every app of the portal may build on."""

from .audit import AuditEntry
from .calendar import CalendarDay, DayKind
from .files import PortalDocument, PortalImage, PortalRendition
from .pages import PortalPage
from .users import User

__all__ = [
    "AuditEntry",
    "CalendarDay",
    "DayKind",
    "PortalDocument",
    "PortalImage",
    "PortalPage",
    "PortalRendition",
    "User",
]
