"""Deletes contacts and files of askers whose time is over; the schedule runs it every minute."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone
from django.utils.translation import ngettext

from forms.questions.services.contacts import forget_contacts


class Command(BaseCommand):
    help = "Delete contacts and files QUESTION_CONTACT_DAYS days after the end of their question."

    def handle(self, *, verbosity: int, **options: Any) -> None:
        """Delete them and say how many."""
        forgotten = forget_contacts(now=timezone.now())
        if verbosity:
            text = ngettext("%(count)s contact deleted.", "%(count)s contacts deleted.", forgotten)
            self.stdout.write(text % {"count": forgotten})
