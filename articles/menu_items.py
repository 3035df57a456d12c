"""The editor's “submit” button, which follows the type of page and not its section."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.action_menu import (
    RestartWorkflowMenuItem,
    SubmitForModerationMenuItem,
    WorkflowMenuItem,
)

FIRST_OF_DECISIONS = {"approve": -30, "reject": -20}


class SubmitForReviewMenuItem(SubmitForModerationMenuItem):
    """Submit button of pieces: says what it does, whatever the workflow is called."""

    label = _("Submit for review")

    def get_context_data(self, parent_context):
        """Keep Wagtail's context, but label the button by what happens next."""
        context = super().get_context_data(parent_context)
        page = context.get("page")
        state = page.current_workflow_state if page else None
        returned = state and state.status == state.STATUS_NEEDS_CHANGES
        context["label"] = _("Send again for review") if returned else self.label
        return context


def construct_piece_menu(menu_items, request, context) -> None:
    """Put what a person came for first: the decision, else our own submit button.

    “Restart workflow” is dropped: a returned piece is sent again.
    """
    menu_items[:] = [
        SubmitForReviewMenuItem(order=-10) if type(item) is SubmitForModerationMenuItem else item
        for item in menu_items
        if not isinstance(item, RestartWorkflowMenuItem)
    ]
    for item in menu_items:
        if isinstance(item, WorkflowMenuItem):
            item.order = FIRST_OF_DECISIONS[item.name]
    menu_items.sort(key=lambda item: item.order)
