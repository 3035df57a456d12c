"""Bodies of a unit, posts in them, who holds these, and the unit's figures of each year."""

from .bodies import Body, Position
from .figures import FigureImport, YearlyFigure
from .pages import OrganisationPage
from .people import Appointment, Person

__all__ = [
    "Appointment",
    "Body",
    "FigureImport",
    "OrganisationPage",
    "Person",
    "Position",
    "YearlyFigure",
]
