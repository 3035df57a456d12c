"""Reminds units that are short in the running week; run by the schedule, every minute if need be."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from articles.quotas.reminders import remind_short_units


class Command(BaseCommand):
    help = "From Thursday 08:00 on, remind each unit that is short in this week, once."

    def handle(self, *, verbosity: int, **options: Any) -> None:
        """Remind and say how many."""
        reminded = remind_short_units(now=timezone.now())
        if verbosity:
            self.stdout.write(f"{reminded} units reminded.")
