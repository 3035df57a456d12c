"""What may be done by hand with the public page of a poll: nothing."""

from wagtail.models import PagePermissionTester


class PollPagePermissions(PagePermissionTester):
    """Refuses every change in the explorer and in API v3, to everybody.

    Title and text of the page are the poll's, whose wording stands once somebody has voted; its
    address is printed on voters' slips. Services make the page, keep it in step and take it down.
    """

    def _never(self, *args, **kwargs) -> bool:
        return False

    can_add_subpage = can_edit = can_delete = can_unpublish = can_publish = _never
    can_submit_for_moderation = can_set_view_restrictions = can_unschedule = _never
    can_lock = can_unlock = can_publish_subpage = can_reorder_children = _never
    can_move = can_copy = can_move_to = can_copy_to = _never
