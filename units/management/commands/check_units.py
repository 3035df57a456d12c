"""`check_units [--repair]`: says where units drift from what every unit has, and mends it."""

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from units.enums import UnitRole
from units.models import Unit
from units.portal_checks import registered
from units.queries import active_units
from units.services.english import find_english_drift, open_english
from units.services.provisioning import (
    find_drift,
    find_portal_drift,
    provision_portal,
    provision_unit,
)


class Command(BaseCommand):
    """Report drift; exit with an error while anything is left that cannot be mended here."""

    help = "Report missing sections, permissions, collections, workflows and editors of units."

    def add_arguments(self, parser) -> None:
        parser.add_argument("--repair", action="store_true", help="Make what is missing.")

    def handle(self, *args, repair: bool, **options) -> None:
        if repair:
            self._repair()
        faults = [f"{check.name}: {item}" for check in registered() for item in check.missing()]
        faults += find_portal_drift()
        units = list(active_units())
        faults += [f"{unit.code}: {item}" for unit in units for item in find_drift(unit=unit)]
        faults += find_english_drift()
        for line in faults:
            self.stdout.write(line)
        self._report_editors()
        if faults:
            raise CommandError(_("%(count)s parts are missing.") % {"count": len(faults)})
        self.stdout.write(_("%(count)s units are whole.") % {"count": len(units)})

    def _repair(self) -> None:
        for check in registered():
            if check.missing():
                check.repair()
        provision_portal()
        for unit in active_units():
            for item in provision_unit(unit=unit):
                self.stdout.write(_("Made: %(item)s") % {"item": f"{unit.code}: {item}"})
        for item in open_english():
            self.stdout.write(_("Made: %(item)s") % {"item": item})

    def _report_editors(self) -> None:
        staffed = Unit.objects.with_active_role(UnitRole.CHIEF_EDITOR).values("pk")
        for unit in active_units().exclude(pk__in=staffed):
            self.stdout.write(_("%(code)s has no active chief editor.") % {"code": unit.code})
