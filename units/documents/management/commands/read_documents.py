"""Reads the words of files whose task was lost with its worker; runs every minute."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone
from django.utils.translation import ngettext

from units.documents.services.texts import read_forgotten


class Command(BaseCommand):
    help = "Read the words of files that have waited for ten minutes."

    def handle(self, *, verbosity: int, **options: Any) -> None:
        """Read them and say how many."""
        count = read_forgotten(now=timezone.now())
        if verbosity:
            text = ngettext("%(count)d file read.", "%(count)d files read.", count)
            self.stdout.write(text % {"count": count})
