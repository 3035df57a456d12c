"""Reminds a desk of what it has open: until it is published or given up, its unit is locked out."""

from typing import Any

from wagtail.admin.ui.components import Component

from articles.corrections.links import editor_address
from articles.enums import CorrectionState
from articles.models import Correction
from articles.queue import desks_of


class OpenCorrectionsPanel(Component):
    """Open corrections of the person's desks, the oldest first; not shown where there are none."""

    order = 55
    template_name = "articles/corrections/open_panel.html"

    def get_context_data(self, parent_context) -> dict[str, Any]:
        """Load them in one query; nothing is asked for who works at no desk."""
        desks = desks_of(parent_context["request"].user)
        rows = [
            {"correction": one, "title": one.contribution.page.title, "url": _address(one)}
            for one in (_open_at(desks) if desks else [])
        ]
        return super().get_context_data(parent_context) | {"rows": rows}


def _open_at(desks):
    opened = Correction.objects.filter(state=CorrectionState.OPEN, contribution__desk__in=desks)
    return opened.select_related("opened_by", "contribution__page", "contribution__unit").order_by(
        "opened_at", "pk"
    )


def _address(correction: Correction) -> str:
    return editor_address(correction.contribution)
