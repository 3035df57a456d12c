"""What the list of a unit's pages is narrowed by."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from articles.english.states import EnglishState


class PagesForm(forms.Form):
    """A form of an address: what is wrong in it is answered as if nothing were chosen."""

    state = forms.ChoiceField(
        label=_("State"), required=False, choices=[("", _("All states")), *EnglishState.choices]
    )
    q = forms.CharField(label=_("Title"), required=False, max_length=255)

    def chosen(self, name: str) -> Any:
        """Return a valid value, or nothing."""
        self.is_valid()
        return self.cleaned_data.get(name) or ""
