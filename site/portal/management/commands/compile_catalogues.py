"""Compiles the message catalogues where gettext's msgfmt is missing."""

from typing import Any

from django.core.management.base import BaseCommand

from portal.catalogues import ROOT, compile_stale


class Command(BaseCommand):
    help = "Compile each message catalogue that is newer than its compiled form."
    requires_system_checks: list[str] = []

    def handle(self, **options: Any) -> None:
        """Compile and name what was compiled."""
        for path in compile_stale():
            self.stdout.write(f"Compiled {path.relative_to(ROOT)}")
