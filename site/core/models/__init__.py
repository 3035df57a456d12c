"""Models that every app of the portal may build on."""

from .files import PortalDocument, PortalImage, PortalRendition
from .pages import PortalPage
from .users import User

__all__ = ["PortalDocument", "PortalImage", "PortalPage", "PortalRendition", "User"]
