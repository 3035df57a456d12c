"""`check_ballots`: proves the chains of ballots whole, or names what does not fit."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from forms.polls.chain_check import check_chains
from forms.polls.models import Poll


class Command(BaseCommand):
    """Recompute the hashes of one poll or of all; exit with an error when one is broken."""

    help = "Check that no ballot was removed, changed or added outside the portal."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Add the poll."""
        parser.add_argument("poll", nargs="?", type=int, help="number of the poll; else all")

    def handle(self, *, poll: int | None, **options: Any) -> None:
        """Check and tell for each poll; nothing is changed."""
        polls = Poll.objects.filter(first_ballot_at__isnull=False).order_by("pk")
        if poll is not None:
            polls = Poll.objects.filter(pk=poll)
            if not polls.exists():
                raise CommandError(_("There is no poll %(poll)s.") % {"poll": poll})
        broken = [pk for pk in polls.values_list("pk", flat=True) if not self._check(pk)]
        if broken:
            raise CommandError(
                _("Ballots do not fit in poll %(polls)s.") % {"polls": ", ".join(map(str, broken))}
            )

    def _check(self, poll_id: int) -> bool:
        report = check_chains(poll_id)
        text = ngettext(
            "Poll %(poll)s: %(count)s ballot fits.",
            "Poll %(poll)s: %(count)s ballots fit.",
            report.ballots,
        )
        self.stdout.write(text % {"poll": poll_id, "count": report.ballots})
        for fault in report.faults:
            self.stderr.write(fault)
        return report.is_whole
