"""What people of a unit may do with the home page of its sub-site."""

from wagtail.models import PagePermissionTester

from units.rules import publishes_home


class UnitHomePermissions(PagePermissionTester):
    """Wagtail's rights, and publication of the home page alone by its unit's chief editors.

    The group has no right to publish: that would reach the pieces below and pass their review.
    """

    def can_publish(self) -> bool:
        """Tell whether changes of this page go live."""
        return super().can_publish() or publishes_home(self.user, self.page.unit_id)

    def can_set_view_restrictions(self) -> bool:
        """Leave it to those who publish everything: a restriction reaches the pages below."""
        return super().can_publish()

    def can_unschedule(self) -> bool:
        """Leave it to those who publish everything."""
        return super().can_publish()
