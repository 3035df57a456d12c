"""The organisation: units, their sub-sites and the people in them."""

from .memberships import Membership
from .pages import AboutPage, UnitHomePage, UnitIndexPage, UnitOwnedPage
from .unit import Unit, UnitSuccession

__all__ = [
    "AboutPage",
    "Membership",
    "Unit",
    "UnitHomePage",
    "UnitIndexPage",
    "UnitOwnedPage",
    "UnitSuccession",
]
