"""Counts the polls that are over."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from ...services.freezing import NotClosed, due_polls, freeze_poll


class Command(BaseCommand):
    help = "Count each poll that is over and freeze its figures."

    def handle(self, *, verbosity: int, **options: Any) -> None:
        """Count one poll after the other, each in a transaction of its own."""
        now = timezone.now()
        for poll_id in due_polls(now).order_by("closes_at").values_list("pk", flat=True):
            try:
                freeze_poll(poll_id=poll_id, now=now)
            except NotClosed:
                continue  # somebody else counted it, or it was called off, a moment ago
            if verbosity:
                self.stdout.write(f"Counted poll {poll_id}.")
