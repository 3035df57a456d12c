"""What may be done by hand with the public page of an answer: nothing that the centre checked."""

from django.conf import settings
from wagtail.models import PagePermissionTester


class QuestionPagePermissions(PagePermissionTester):
    """Leaves the released answer to the desk; its translations are edited like any page.

    What the centre checked is what readers see: an editor who changed the page would go past that
    check. The unit answers anew, and the release brings the page along. Taking it down stays with
    those who may unpublish.
    """

    @property
    def _is_released(self) -> bool:
        return self.page.locale.language_code == settings.LANGUAGE_CODE

    def can_edit(self) -> bool:
        """Refuse the released text to everybody."""
        return not self._is_released and super().can_edit()

    def can_publish(self) -> bool:
        """Refuse to publish the released page by hand."""
        return not self._is_released and super().can_publish()

    def can_submit_for_moderation(self) -> bool:
        """Refuse to send the released page through a workflow."""
        return not self._is_released and super().can_submit_for_moderation()

    def can_move(self) -> bool:
        """Refuse moves: the page stands below the unit that answered."""
        return False

    def can_copy(self) -> bool:
        """Refuse copies: a copy would be an answer that nobody gave."""
        return False
