"""Plans that were held back, on the first screen of those who arrange units anew."""

from typing import Any

from django.urls import reverse
from wagtail.admin.ui.components import Component

from .models import Reorganisation
from .queries import held_back


class HeldBackPanel(Component):
    """One line for each plan that waits to be confirmed again; nothing where there is none."""

    order = 40
    template_name = "reorganisation/admin/held_back.html"

    def get_context_data(self, parent_context) -> dict[str, Any]:
        """Return `held`: each operation with its address; one query."""
        held = [{"operation": one, "url": _address(one)} for one in held_back()]
        return super().get_context_data(parent_context) | {"held": held}


def _address(operation: Reorganisation) -> str:
    return reverse("reorganisation_show", args=[operation.pk])
