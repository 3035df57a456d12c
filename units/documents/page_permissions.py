"""What may be done by hand with the public page of a document: nothing that the register says."""

from wagtail.models import PagePermissionTester


class DocumentPagePermissions(PagePermissionTester):
    """Leaves the page to the register: who changes the entry changes the page.

    Taking it down stays with those who may unpublish.
    """

    def can_edit(self) -> bool:
        """Refuse to everybody."""
        return False

    def can_publish(self) -> bool:
        """Refuse to publish by hand."""
        return False

    def can_submit_for_moderation(self) -> bool:
        """Refuse to send it through a workflow."""
        return False

    def can_move(self) -> bool:
        """Refuse moves: the page stands below its issuer."""
        return False

    def can_copy(self) -> bool:
        """Refuse copies: a copy would be a document that nobody issued."""
        return False
