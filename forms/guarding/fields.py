"""Fields of public forms: text is mended, measured and kept as text."""

from typing import Any

from django import forms as django_forms
from django.utils.translation import gettext_lazy as _

from core.form_fields import MendedCharField

TOO_LONG = _(
    "This text has %(show_value)d characters; at most %(limit_value)d fit. Shorten it a little."
)


class LongTextField(MendedCharField):
    """Text of several paragraphs. A line break counts as one character, as in the browser.

    What looks like HTML stays as it was typed: templates escape it.
    """

    widget = django_forms.Textarea
    default_error_messages = {"max_length": TOO_LONG}

    def to_python(self, value: Any) -> str | None:
        """Return the text with plain line breaks."""
        text = super().to_python(value)
        return text.replace("\r\n", "\n").replace("\r", "\n") if text else text

    def widget_attrs(self, widget: django_forms.Widget) -> dict[str, Any]:
        """Keep the length from the browser, which would silently cut what is pasted."""
        return {}


def long_text(max_length: int, *, rows: int = 6, **options: Any) -> LongTextField:
    """Return a field that refuses more than `max_length` characters and loses nothing typed."""
    widget = django_forms.Textarea(attrs={"rows": rows})
    return LongTextField(**{"max_length": max_length, "widget": widget, **options})
