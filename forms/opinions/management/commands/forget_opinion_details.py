"""Deletes what members sent and readers do not see, when its time is over."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone
from django.utils.translation import ngettext

from forms.opinions.services.forgetting import forget_private_versions


class Command(BaseCommand):
    help = "Delete names and texts of opinions that are not public, OPINION_KEEP_DAYS on."

    def handle(self, *, verbosity: int, **options: Any) -> None:
        """Delete and say how many."""
        count = forget_private_versions(now=timezone.now())
        if verbosity:
            text = ngettext(
                "%(count)s opinion: private version deleted.",
                "%(count)s opinions: private versions deleted.",
                count,
            )
            self.stdout.write(text % {"count": count})
