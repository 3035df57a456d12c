"""Password rules of our own."""

from django.contrib.auth.password_validation import MinimumLengthValidator
from django.utils.translation import gettext as _


class LongEnoughValidator(MinimumLengthValidator):
    """Django's rule of the shortest length; its own message has no Vietnamese translation."""

    def get_error_message(self) -> str:
        """Return what is told about a password that is too short."""
        message = _("The password is too short: it needs at least %(length)d characters.")
        return message % {"length": self.min_length}
