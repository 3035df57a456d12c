"""Reminds units that are short in the running week; the schedule runs it every minute."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone
from django.utils.translation import ngettext

from articles.quotas.reminders import remind_short_units


class Command(BaseCommand):
    help = "From Thursday 08:00 on, remind each unit that is short in this week, once."

    def handle(self, *, verbosity: int, **options: Any) -> None:
        """Remind and say how many."""
        reminded = remind_short_units(now=timezone.now())
        if verbosity:
            text = ngettext("%(count)s unit reminded.", "%(count)s units reminded.", reminded)
            self.stdout.write(text % {"count": reminded})
