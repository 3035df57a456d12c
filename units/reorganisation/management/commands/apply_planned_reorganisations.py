"""`apply_planned_reorganisations`: carries out confirmed plans on their day, from midnight on."""

from django.core.management.base import BaseCommand
from django.utils import timezone
from django.utils.translation import gettext as _

from ...services.applying import apply_due


class Command(BaseCommand):
    """Every minute; what could not be done waits for somebody to look at it again."""

    help = "Carry out the confirmed reorganisations whose day has come."

    def handle(self, *args, verbosity: int, **options) -> None:
        for operation, reasons in apply_due(now=timezone.now()):
            if reasons:
                self.stderr.write(f"{operation}: {' '.join(reasons)}")
            elif verbosity:
                self.stdout.write(_("Carried out: %(operation)s.") % {"operation": operation})
