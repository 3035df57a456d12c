"""Forms of the accounts of a unit: inviting, choosing roles, accepting an invitation."""

from django import forms
from django.contrib.auth.password_validation import (
    password_validators_help_text_html,
    validate_password,
)
from django.utils.translation import gettext_lazy as _

from core.models import User
from core.text import normalize
from units.enums import UnitRole


def roles_field() -> forms.MultipleChoiceField:
    """Return the choice of one or more roles in a unit."""
    return forms.MultipleChoiceField(
        label=_("Roles"),
        choices=UnitRole.choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one role.")},
        help_text=_(
            "Contributors write; chief editors also approve for the unit; respondents answer "
            "members; unit administrators manage the accounts."
        ),
    )


class InviteForm(forms.Form):
    """Whom to invite, and to which work."""

    email = forms.EmailField(
        label=_("E-mail address"),
        max_length=254,
        help_text=_("The person receives a link that works once."),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    roles = roles_field()


class RolesForm(forms.Form):
    """Roles of an account in the unit."""

    roles = roles_field()


class NewAccountForm(forms.Form):
    """Name and password of an invited person; the address is the invitation's and stays."""

    email = forms.EmailField(
        label=_("E-mail address"),
        disabled=True,
        widget=forms.EmailInput(attrs={"autocomplete": "username"}),
    )
    last_name = forms.CharField(
        label=_("Family and middle name"),
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "family-name", "autofocus": True}),
    )
    first_name = forms.CharField(
        label=_("Given name"),
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "given-name"}),
    )
    password1 = forms.CharField(
        label=_("Password"),
        strip=False,
        max_length=4096,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    password2 = forms.CharField(
        label=_("Password again"),
        strip=False,
        max_length=4096,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args, email: str, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.address = email
        self.initial["email"] = email
        self.fields["password1"].help_text = password_validators_help_text_html()

    def clean_last_name(self) -> str:
        """Return the name in NFC on one line."""
        return _one_line(self.cleaned_data["last_name"])

    def clean_first_name(self) -> str:
        """Return the name in NFC on one line."""
        return _one_line(self.cleaned_data["first_name"])

    def clean(self) -> dict:
        """Check the password against the rules and the person's own name and address."""
        super().clean()
        data = self.cleaned_data
        password = data.get("password1")
        if password and data.get("password2") and password != data["password2"]:
            self.add_error("password2", _("The two passwords are not the same."))
        if password:
            self._check_password(password)
        return data

    def _check_password(self, password: str) -> None:
        person = User(
            username=self.address,
            email=self.address,
            last_name=self.cleaned_data.get("last_name", ""),
            first_name=self.cleaned_data.get("first_name", ""),
        )
        try:
            validate_password(password, person)
        except forms.ValidationError as error:
            self.add_error("password1", error)


def _one_line(name: str) -> str:
    line = " ".join(normalize(name).split())
    if not line:
        raise forms.ValidationError(_("Enter a name."), code="required")
    return line
