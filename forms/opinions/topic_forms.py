"""The form of a topic in the page editor and in API v3."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from units.forms import OwnReferencesForm


class TopicForm(OwnReferencesForm):
    """Refuses a topic that closes before it opens."""

    def clean(self) -> dict[str, Any]:
        """Compare the two moments; a draft may lack them."""
        cleaned = super().clean()
        opens_at, closes_at = cleaned.get("opens_at"), cleaned.get("closes_at")
        if opens_at and closes_at and closes_at <= opens_at:
            self.add_error("closes_at", _("The closing time must come after the opening time."))
        return cleaned
