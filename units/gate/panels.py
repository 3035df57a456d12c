"""Dashboard panels that forget what their reader has lost: a changed unit, a decided piece."""

from typing import Any

from wagtail.admin.views.home import LockedPagesPanel, RecentEditsPanel

from units.gate.reach import reaches_page


class ReachableRecentEditsPanel(RecentEditsPanel):
    """The account's last edits, as far as it may still open them."""

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        """Leave out pages whose draft would no longer be shown elsewhere."""
        context = super().get_context_data(parent_context)
        user = parent_context["request"].user
        context["last_edits"] = [row for row in context["last_edits"] if reaches_page(user, row[1])]
        return context


class ReachableLockedPagesPanel(LockedPagesPanel):
    """Pages that the account locked, as far as it may still open them."""

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        """Leave out pages that are another unit's now."""
        context = super().get_context_data(parent_context)
        user = parent_context["request"].user
        context["locked_pages"] = [
            page for page in context["locked_pages"] if reaches_page(user, page)
        ]
        return context


REPLACED = {
    RecentEditsPanel: ReachableRecentEditsPanel,
    LockedPagesPanel: ReachableLockedPagesPanel,
}


def keep_to_reachable_pages(request, panels) -> None:
    """Put our panels in the place of Wagtail's."""
    panels[:] = [REPLACED[type(panel)]() if type(panel) in REPLACED else panel for panel in panels]
