"""Panels of the editor that Wagtail has not: rows of authors with a form of their own."""

from typing import Any

from wagtail.admin.panels import InlinePanel

from articles.forms import ArticleAuthorForm


class AuthorsPanel(InlinePanel):
    """Rows of authors; `InlinePanel` leaves out the form class of the child model."""

    def get_form_options(self) -> dict[str, Any]:
        """Return Wagtail's options with our form, which limits the accounts on offer."""
        options = super().get_form_options()
        options["formsets"][self.relation_name].setdefault("form", ArticleAuthorForm)
        return options
