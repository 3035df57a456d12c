"""Panels of the editor that Wagtail has not: rows of authors with a form of their own."""

from typing import Any

from wagtail.admin.panels import InlinePanel
from wagtail.admin.panels.base import get_form_for_model

from articles.forms import ArticleAuthorForm


class AuthorsPanel(InlinePanel):
    """Rows of authors; `InlinePanel` leaves out the form class of the child model."""

    def get_form_options(self) -> dict[str, Any]:
        """Return Wagtail's options with our form, which limits the accounts on offer."""
        options = super().get_form_options()
        rows = options["formsets"][self.relation_name]
        deferred = self.child_edit_handler.get_form_options().get("defer_required_on_fields", [])
        rows["form"] = get_form_for_model(
            self.db_field.related_model,
            form_class=ArticleAuthorForm,
            defer_required_on_fields=deferred,
        )
        # Without it no row knows who writes, and offers nobody.
        rows["inherit_kwargs"] = ["for_user"]
        return options
