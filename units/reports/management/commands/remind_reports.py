"""Reminds of half-year reports that are due soon or late; the schedule runs it every minute."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from units.reports.services.reminders import remind_reports


class Command(BaseCommand):
    help = "On working days from 08:00 on, remind of reports due soon or late, of each once."

    def handle(self, *, verbosity: int, **options: Any) -> None:
        """Remind and say of how many."""
        reminded = remind_reports(now=timezone.now())
        if verbosity:
            self.stdout.write(f"{reminded} reports reminded of")
