"""Reminds of deadlines of directives; the schedule runs it every minute."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone
from django.utils.translation import ngettext

from units.directives.services.reminding import remind_directives


class Command(BaseCommand):
    help = "On working days from 08:00 on, remind units of deadlines before and after, escalate."

    def handle(self, *, verbosity: int, **options: Any) -> None:
        """Remind and say of how many receipts."""
        reminded = remind_directives(now=timezone.now())
        if verbosity:
            text = ngettext(
                "Reminded of %(count)s receipt.", "Reminded of %(count)s receipts.", reminded
            )
            self.stdout.write(text % {"count": reminded})
