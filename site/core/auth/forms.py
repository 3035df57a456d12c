"""Forms of log-in and password reset, put into Wagtail's screens by two settings."""

from functools import partial

from django.conf import settings
from django.db import transaction
from django.forms import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.auth import LoginForm, PasswordResetForm

from .tasks import send_password_reset

IDENTIFIER_LENGTH = 254


class PortalLoginForm(LoginForm):
    """Log-in form that says that the e-mail address will do."""

    def __init__(self, request=None, *args, **kwargs) -> None:
        super().__init__(request, *args, **kwargs)
        field = self.fields["username"]
        field.label = _("E-mail address or user name")
        # Django limits the field to the length of a user name; an address may be longer.
        field.max_length = IDENTIFIER_LENGTH
        field.widget.attrs.pop("placeholder", None)
        field.widget.attrs |= {
            "maxlength": IDENTIFIER_LENGTH,
            "autocomplete": "username",
            "autocapitalize": "none",
        }
        self.fields["password"].label = _("Password")
        self.fields["password"].widget.attrs["autocomplete"] = "current-password"

    def get_invalid_login_error(self) -> ValidationError:
        """Return one message for an unknown account, a wrong password and a closed account."""
        return ValidationError(
            _("The e-mail address or user name and the password do not match. Please try again."),
            code="invalid_login",
        )


class QueuedPasswordResetForm(PasswordResetForm):
    """Reset form that looks nothing up: the task finds the account and sends the mail."""

    def save(self, **options) -> None:
        """Queue the address, whether or not an account has it."""
        transaction.on_commit(
            partial(send_password_reset.enqueue, self.cleaned_data["email"], settings.LANGUAGE_CODE)
        )
