"""Log-in by e-mail address as well as by user name, one password check in every case."""

from django.contrib.auth import get_user_model
from django.contrib.auth.backends import ModelBackend
from django.views.decorators.debug import sensitive_variables


def find_account(identifier: str):
    """Return the account of an e-mail address (in any case) or a user name, or None.

    An address comes first: it belongs to one person, while a user name is freely chosen and
    may look like somebody else's address.
    """
    accounts = get_user_model().objects
    if "@" in identifier:
        account = accounts.filter(email__iexact=identifier).first()
        if account is not None:
            return account
    return accounts.filter(username=identifier).first()


class EmailOrUsernameBackend(ModelBackend):
    """Django's own backend with one more way to find the account."""

    @sensitive_variables("password")
    def authenticate(self, request, username=None, password=None, **kwargs):
        """Return the active account whose password this is, or None."""
        if username is None or password is None:
            return None
        account = find_account(username)
        if account is None:
            # Hash once all the same, so that the time does not tell that nobody has this name.
            get_user_model()().set_password(password)
            return None
        if account.check_password(password) and self.user_can_authenticate(account):
            return account
        return None
