"""The national home in each language, and what desks place on it."""

from .front import FrontSlot, FrontZone
from .pages import HomePage

__all__ = ["FrontSlot", "FrontZone", "HomePage"]
