"""Ends accounts with the last appointment of their people; the schedule runs it every minute."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone
from django.utils.translation import ngettext

from units.personnel.services.ending import end_accounts


class Command(BaseCommand):
    help = "End the accounts of people whose last appointment ended before today."

    def handle(self, *, verbosity: int, **options: Any) -> None:
        """End them and say how many."""
        ended = end_accounts(now=timezone.now())
        if verbosity:
            text = ngettext("%(count)s account ended.", "%(count)s accounts ended.", ended)
            self.stdout.write(text % {"count": ended})
