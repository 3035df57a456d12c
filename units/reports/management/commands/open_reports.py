"""Opens periods on their first day and counts open ones each night; the schedule runs it."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from units.reports.services.counting import recount_daily
from units.reports.services.opening import open_due_periods


class Command(BaseCommand):
    help = "Open reporting periods that begin, give new units their report, count once a night."

    def handle(self, *, verbosity: int, **options: Any) -> None:
        """Open, count, and say how many."""
        now = timezone.now()
        made, counted = open_due_periods(now=now), recount_daily(now=now)
        if verbosity:
            self.stdout.write(f"{made} reports made, {counted} periods counted")
