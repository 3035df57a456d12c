"""The editor of an answer, which takes what no browser sends for plain text."""

from typing import Any

from django.utils.html import escape
from django.utils.translation import pgettext
from wagtail.admin.rich_text import DraftailRichTextArea

from ..models.answers import ANSWER_FEATURES

UNREADABLE = (ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError)


class AnswerTextArea(DraftailRichTextArea):
    """Rich text of answers; Wagtail's own answers 500 to content that is not the editor's."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"features": ANSWER_FEATURES} | kwargs)

    def get_context(self, name, value, attrs):
        """Name the editor for those who hear it, in the language of the request."""
        self.options = self.options | {"ariaLabel": pgettext("field", "Answer")}
        return super().get_context(name, value, attrs)

    def value_from_datadict(self, data, files, name):
        """Return HTML, of plain words where the content cannot be read."""
        try:
            return super().value_from_datadict(data, files, name)
        except UNREADABLE:
            return f"<p>{escape(data.get(name, ''))}</p>"
