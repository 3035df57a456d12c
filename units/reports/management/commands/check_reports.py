"""Recomputes the digest of every frozen period: whether what was frozen is still what is stored."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from units.reports.digests import digest_of
from units.reports.enums import PeriodState
from units.reports.models import ReportPeriod


class Command(BaseCommand):
    help = "Check the digests of frozen reporting periods; fails where one does not fit."

    def handle(self, **options: Any) -> None:
        """Name each period with what was found."""
        changed = []
        for period in ReportPeriod.objects.filter(state=PeriodState.FROZEN):
            is_same = digest_of(period) == period.digest
            name = f"{period.year}-{period.half}"
            self.stdout.write(f"{name} {period.digest} {'unchanged' if is_same else 'CHANGED'}")
            if not is_same:
                changed.append(name)
        if changed:
            raise CommandError(f"changed since they were frozen: {', '.join(changed)}")
