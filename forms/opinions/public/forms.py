"""The forms that members fill in: an opinion, and the code with which to find it again."""

from typing import Any

from django import forms as django_forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from core.form_fields import MendedCharField
from forms.guarding.forms import GuardedForm, long_text
from forms.guarding.personal_details import DetailKind, find_personal_details

from ..enums import NameChoice
from ..models.opinions import LONGEST_NAME, LONGEST_TEXT
from ..tracking import PURPOSE

SHORTEST_TEXT = 10
NO_NAMES = frozenset(
    {DetailKind.PHONE, DetailKind.IDENTITY, DetailKind.EMAIL, DetailKind.LINK, DetailKind.ADDRESS}
)


class OpinionForm(GuardedForm, django_forms.Form):
    """An opinion on a topic, under the name that the member chooses."""

    purpose = PURPOSE

    text = long_text(
        LONGEST_TEXT,
        label=_("Your opinion"),
        min_length=SHORTEST_TEXT,
        help_text=_(
            "Readers see it after a moderator has read it. Leave out telephone numbers, addresses "
            "and the names of other people."
        ),
        error_messages={
            "required": _("Write your opinion."),
            "min_length": _("Write a little more, so that we understand you."),
        },
    )
    name_choice = django_forms.ChoiceField(
        label=_("How shall we name you?"),
        choices=NameChoice.choices,
        initial=NameChoice.ANONYMOUS,
        widget=django_forms.RadioSelect,
        error_messages={"required": _("Choose how we shall name you.")},
    )
    shown_name = MendedCharField(
        label=_("Name to be shown"),
        required=False,
        max_length=LONGEST_NAME,
        widget=django_forms.TextInput(attrs={"autocomplete": "off"}),
        help_text=_("Only if you chose a name above."),
    )

    def clean_shown_name(self) -> str:
        """Refuse what is no name: a number or an address would be public."""
        name: str = self.cleaned_data["shown_name"]
        if any(span.kind in NO_NAMES for span in find_personal_details(name)):
            raise ValidationError(
                _("Everybody will read this name: write no number, address or link here.")
            )
        return name

    def clean(self) -> dict[str, Any]:
        """Ask for a name where one was chosen; forget it where none was."""
        cleaned = super().clean() or self.cleaned_data
        choice = cleaned.get("name_choice")
        if choice == NameChoice.ANONYMOUS:
            cleaned["shown_name"] = ""
        elif choice and "shown_name" in cleaned and not cleaned["shown_name"]:
            self.add_error("shown_name", _("Write the name that readers shall see."))
        return cleaned


class CodeForm(django_forms.Form):
    """The code that a member noted down."""

    code = django_forms.CharField(
        label=_("Your code"),
        max_length=60,
        error_messages={
            "required": _("Type the code."),
            "max_length": _("This is not a code. It looks like K7QM-2XFD-9RTA-0WZE."),
        },
        widget=django_forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        ),
        help_text=_("It looks like K7QM-2XFD-9RTA-0WZE. Capitals and hyphens do not matter."),
    )


class WithdrawForm(django_forms.Form):
    """Asks once more before an opinion is taken back for good."""

    sure = django_forms.BooleanField(
        label=_("Yes, take my opinion back and delete what I wrote"),
        error_messages={"required": _("Tick the box if you want to take your opinion back.")},
    )
