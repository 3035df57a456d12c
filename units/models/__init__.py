"""The organisation: units, their sub-sites and the people in them."""

from .invitations import Invitation
from .memberships import Membership
from .pages import AboutPage, UnitHomePage, UnitIndexPage, UnitOwnedPage
from .unit import Unit, UnitSuccession

__all__ = [
    "AboutPage",
    "Invitation",
    "Membership",
    "Unit",
    "UnitHomePage",
    "UnitIndexPage",
    "UnitOwnedPage",
    "UnitSuccession",
]
