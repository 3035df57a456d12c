"""`load_units FILE [--dry-run]`: loads the register of units and provisions every unit."""

from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils.translation import gettext as _
from tqdm import tqdm

from units.models import Unit
from units.register import read_register
from units.services.english import open_english
from units.services.provisioning import provision_portal, provision_unit
from units.services.register import write_register


class Command(BaseCommand):
    """Validate every line, report all faults with line numbers, write all or nothing."""

    help = "Load the register of units from CSV and provision every unit."

    def add_arguments(self, parser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--dry-run", action="store_true", help="Validate and write nothing.")
        parser.add_argument("--no-progress", action="store_true", help="Show no progress bar.")

    def handle(self, *args, file: Path, dry_run: bool, no_progress: bool, **options) -> None:
        if not file.is_file():
            raise CommandError(_("No such file: %(file)s") % {"file": file})
        register = read_register(file)
        if register.faults:
            for fault in sorted(register.faults, key=lambda fault: fault.line):
                self.stderr.write(
                    _("Line %(line)s: %(message)s") % {"line": fault.line, "message": fault.message}
                )
            raise CommandError(
                _("%(count)s faults; nothing was written.") % {"count": len(register.faults)}
            )
        if dry_run:
            self.stdout.write(
                _("%(count)s units are valid; nothing was written.") % {"count": len(register.rows)}
            )
            return
        self._write(register.rows, quiet=no_progress)

    @transaction.atomic
    def _write(self, rows: list[dict], *, quiet: bool) -> None:
        written = write_register(rows=rows)
        made = len(provision_portal())
        units = Unit.objects.filter(code__in=[row["code"] for row in rows])
        for unit in tqdm(list(units), unit="unit", disable=quiet, file=self.stderr._out):
            made += len(self._provision(unit))
        made += len(open_english())
        self.stdout.write(
            _(
                "Units: %(created)s created, %(changed)s changed, %(unchanged)s unchanged; "
                "parts made: %(made)s."
            )
            % {
                "created": written.created,
                "changed": written.changed,
                "unchanged": written.unchanged,
                "made": made,
            }
        )

    def _provision(self, unit: Unit) -> list[str]:
        """Provision one unit; say which one when its address or another part is taken."""
        try:
            return provision_unit(unit=unit)
        except ValidationError as error:
            raise CommandError(f"{unit.code}: {' '.join(error.messages)}") from error
