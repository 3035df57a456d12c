"""Forgets used proofs that have expired; the schedule runs it every minute."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone
from django.utils.translation import ngettext

from forms.guarding.services import forget_spent_proofs


class Command(BaseCommand):
    help = "Delete the used proofs of public forms whose challenges have expired."

    def handle(self, *, verbosity: int, **options: Any) -> None:
        """Forget and say how many."""
        count = forget_spent_proofs(now=timezone.now())
        if verbosity:
            text = ngettext("%(count)s proof forgotten.", "%(count)s proofs forgotten.", count)
            self.stdout.write(text % {"count": count})
