"""Deletes workbooks that waited a day to be taken over; the schedule runs it every minute."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone
from django.utils.translation import ngettext

from units.personnel.yearly.importing.uploads import forget_uploads


class Command(BaseCommand):
    help = "Delete sent workbooks of figures that are older than a day."

    def handle(self, *, verbosity: int, **options: Any) -> None:
        """Delete them and say how many."""
        gone = forget_uploads(now=timezone.now())
        if verbosity:
            text = ngettext("%(count)s workbook deleted.", "%(count)s workbooks deleted.", gone)
            self.stdout.write(text % {"count": gone})
