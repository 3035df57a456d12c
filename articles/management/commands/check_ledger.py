"""`check_ledger`: proves the ledger of royalties whole, or names its first broken entry."""

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.royalties.ledger import LedgerReport, check_chain


class Command(BaseCommand):
    """Recompute the ledger; exit with an error when anything does not fit."""

    help = "Check the chain of the royalty ledger and that statements and payments agree with it."

    def handle(self, *args, **options) -> None:
        report = check_chain()
        if not report.is_whole:
            raise CommandError(_broken(report))
        whole = ngettext(
            "The ledger is whole: %(count)s entry.",
            "The ledger is whole: %(count)s entries.",
            report.entries,
        )
        self.stdout.write(whole % {"count": report.entries})
        self.stdout.write(_("Last hash: %(hash)s") % {"hash": report.last_hash or "-"})


def _broken(report: LedgerReport) -> str:
    if report.first_broken is None:
        return _("The ledger is broken. %(reason)s") % {"reason": report.reason}
    return _("The ledger is broken at entry %(number)s. %(reason)s") % {
        "number": report.first_broken,
        "reason": report.reason,
    }
