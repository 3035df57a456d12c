"""`show_demo_accounts`: prints where to log in and as whom."""

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from home.demo.accounts import PASSWORD, demo_accounts


class Command(BaseCommand):
    """Print the demonstration's addresses and accounts by role."""

    help = "Print the demonstration's addresses and accounts."

    def handle(self, *args, **options) -> None:
        base = settings.WAGTAILADMIN_BASE_URL
        for label, path in (
            (_("Portal"), "/"),
            (_("English"), "/en/"),
            (_("Units"), "/don-vi/"),
            (_("Admin"), "/admin/"),
            ("API v2", "/api/v2/pages/"),
            ("API v3", "/api/v3/articles/"),
        ):
            self.stdout.write(f"  {label:<10} {base}{path}")
        self.stdout.write(_("Accounts (password of all: %(password)s)") % {"password": PASSWORD})
        for account in demo_accounts():
            self.stdout.write(f"  {account.username:<22} {account.role} {account.unit}".rstrip())
