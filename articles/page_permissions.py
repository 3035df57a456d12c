"""What people of a unit may do with the pieces that its predecessors published."""

from wagtail.models import PagePermissionTester

from units.enums import UnitRole
from units.lineage import predecessors_of
from units.rules import units_of


class PiecePermissions(PagePermissionTester):
    """Wagtail's rights, and changes of what a predecessor published by the chief editors.

    The tree of a unit that has ended is nobody's any more; what readers find there can still be
    updated, by the same review as before. Nothing new is written there.
    """

    def __init__(self, user, page) -> None:
        super().__init__(user, page)
        is_ordinary = user.is_active and not user.is_superuser
        if is_ordinary and page.live and page.unit_id in inherited_units(user):
            self.permissions = {*self.permissions, "change"}


def inherited_units(user) -> frozenset[int]:
    """Return the ids of the units that became (part of) those that an account leads."""
    return predecessors_of(units_of(user, UnitRole.CHIEF_EDITOR))
