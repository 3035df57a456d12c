"""Deletes contacts, files and private texts whose time is over; runs every minute."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone
from django.utils.translation import ngettext

from forms.questions.services.contacts import forget_contacts
from forms.questions.services.retention import forget_texts
from forms.questions.services.waiting_files import forget_files


class Command(BaseCommand):
    help = "Delete contacts and files QUESTION_CONTACT_DAYS days after the end of their question."

    def handle(self, *, verbosity: int, **options: Any) -> None:
        """Delete them and say how many."""
        forgotten = forget_contacts(now=timezone.now())
        forget_texts(now=timezone.now())
        forget_files(now=timezone.now())
        if verbosity:
            text = ngettext("%(count)s contact deleted.", "%(count)s contacts deleted.", forgotten)
            self.stdout.write(text % {"count": forgotten})
