"""Form fields of the whole admin and of API v3: text is mended before it is checked."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from wagtail.admin.forms.models import register_form_field_override
from wagtail.admin.widgets import AdminAutoHeightTextInput

from core.text import normalize


class MendedCharField(forms.CharField):
    """Text in NFC, before its length is counted: pasted NFD counts each mark as a character.

    Text of nothing but invisible characters is empty.
    """

    def to_python(self, value: Any) -> str | None:
        """Return the mended and stripped text."""
        return super().to_python(normalize(value) if isinstance(value, str) else value)


class FiniteDecimalField(forms.DecimalField):
    """Number that can be compared: Django lets `sNaN` through, which breaks at the first `!=`."""

    def to_python(self, value: Any) -> Any:
        """Return the number; raise `ValidationError` for what is none."""
        number = super().to_python(value)
        if number is not None and not number.is_finite():
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return number


def register() -> None:
    """Give these fields to every form that Wagtail builds from a model."""
    for model_field, override in (
        (models.CharField, {"form_class": MendedCharField}),
        (models.TextField, {"form_class": MendedCharField, "widget": AdminAutoHeightTextInput}),
        (models.DecimalField, {"form_class": FiniteDecimalField}),
    ):
        register_form_field_override(model_field, override=override, exact_class=True)
