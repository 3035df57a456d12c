"""One line on the first screen of moderators: how many opinions wait for them."""

from django.urls import reverse
from wagtail.admin.ui.components import Component

from .moderation import waiting_count
from .rules import moderates


class OpinionPanel(Component):
    """How many opinions wait, and the way to them; nothing where none waits."""

    order = 57
    template_name = "opinions/admin/panel.html"

    def get_context_data(self, parent_context):
        """Count once, for those who moderate."""
        user = parent_context["request"].user
        return super().get_context_data(parent_context) | {
            "waiting": waiting_count(user) if moderates(user) else 0,
            "url": reverse("opinions_queue"),
        }
