"""`apply_reorganisation FILE [--dry-run]`: replays the changes of a file on the register."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from units.register import Fault

from ...errors import ReorganisationRefused
from ...replaying.groups import Replay, Step, plan_of_step, replay_of
from ...replaying.lines import read_lines
from ...report import Report
from ...services.applying import apply_unseen
from ...services.planning import plan_reorganisation


class Command(BaseCommand):
    """Validate every line, report all faults with line numbers, do all or nothing."""

    help = "Carry out the mergers and other changes of units that a CSV file names."

    def add_arguments(self, parser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--dry-run", action="store_true", help="Show it and write nothing.")

    def handle(self, *args, file: Path, dry_run: bool, **options) -> None:
        if not file.is_file():
            raise CommandError(_("No such file: %(file)s") % {"file": file})
        reading = read_lines(file)
        with transaction.atomic():
            replay = replay_of(reading.lines)
            self._refuse([*reading.faults, *replay.faults])
            self._tell_left_out(replay)
            for step in replay.steps:
                self._tell(self._carry_out(step, replay, file.name))
            if dry_run:
                transaction.set_rollback(True)
        self._conclude(len(replay.steps), dry_run=dry_run)

    def _carry_out(self, step: Step, replay: Replay, file: str) -> Report:
        """Carry out one operation; what forbids it is told by its first line."""
        now = timezone.now()
        try:
            plan = plan_of_step(step, new=replay.new, file=file)
            operation = plan_reorganisation(plan=plan, by=None, now=now)
            return apply_unseen(operation=operation, by=None, now=now)
        except ReorganisationRefused as refusal:
            self._refuse([Fault(step.first.number, text) for text in refusal.reasons])
            raise

    def _refuse(self, faults: list[Fault]) -> None:
        if not faults:
            return
        for fault in sorted(faults, key=lambda fault: fault.line):
            self.stderr.write(
                _("Line %(line)s: %(message)s") % {"line": fault.line, "message": fault.message}
            )
        raise CommandError(_("%(count)s faults; nothing was written.") % {"count": len(faults)})

    def _tell_left_out(self, replay: Replay) -> None:
        for line in replay.skipped:
            self.stdout.write(
                _("Line %(line)s: skipped, %(slug)s was renamed before the register began.")
                % {"line": line.number, "slug": line.from_slug}
            )
        if replay.done:
            self.stdout.write(
                ngettext(
                    "%(count)s line was carried out before.",
                    "%(count)s lines were carried out before.",
                    len(replay.done),
                )
                % {"count": len(replay.done)}
            )

    def _tell(self, report: Report) -> None:
        data = report.as_data()
        plan = data["plan"]
        ends = ", ".join(plan["predecessors"])
        self.stdout.write(
            f"{plan['effective_on']} {plan['kind']}: {ends} → {plan['taker'] or '∅'}"
            + "".join(f" (+ {code})" for code in data["made_units"])
        )
        for passage in data["passages"]:
            moved = "; ".join(f"{what}: {count}" for what, count in passage["moves"])
            self.stdout.write(f"  {passage['unit']}: {moved or '–'}")

    def _conclude(self, count: int, *, dry_run: bool) -> None:
        if not count:
            self.stdout.write(_("There is nothing to change."))
        elif dry_run:
            self.stdout.write(
                _("%(count)s operations are possible; nothing was written.") % {"count": count}
            )
        else:
            self.stdout.write(_("%(count)s operations carried out.") % {"count": count})
