"""The editor's “submit” button, which follows the type of page and not its section."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.action_menu import (
    CancelWorkflowMenuItem,
    RestartWorkflowMenuItem,
    SubmitForModerationMenuItem,
    WorkflowMenuItem,
)

# Decision → order in the menu and icon; all stand before our submit button.
DECISIONS = {
    "approve": (-30, "success"),
    "reject": (-28, "edit"),
    "transfer": (-26, "redirect"),
    "not_use": (-24, "cross"),
    "publish_correction": (-30, "success"),
    "give_up_correction": (-28, "cross"),
}


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

    “Restart workflow” is dropped: a returned piece is sent again. So is “cancel” for reviewers,
    who return a piece with a reason; withdrawing is the unit's.
    """
    is_reviewer = any(isinstance(item, WorkflowMenuItem) for item in menu_items)
    unwanted = (RestartWorkflowMenuItem, *([CancelWorkflowMenuItem] if is_reviewer else []))
    menu_items[:] = [
        SubmitForReviewMenuItem(order=-10) if type(item) is SubmitForModerationMenuItem else item
        for item in menu_items
        if not isinstance(item, unwanted)
    ]
    for item in menu_items:
        if isinstance(item, WorkflowMenuItem):
            item.order, item.icon_name = DECISIONS[item.name]
    menu_items.sort(key=lambda item: item.order)
