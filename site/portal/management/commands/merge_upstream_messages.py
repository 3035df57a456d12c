"""Keeps the Vietnamese catalogue of Wagtail and other packages in step with what is installed."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from portal.upstream import messages


class Command(BaseCommand):
    help = "Merge new messages of installed packages into our catalogue; list what is missing."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Add the switch that only looks."""
        parser.add_argument(
            "--check", action="store_true", help="write nothing; fail when something is missing"
        )

    def handle(self, *, check: bool, **options: Any) -> None:
        """Merge, then report per package, always in the same order."""
        packages = messages.packages()
        if not check:
            for domain in messages.DOMAINS:
                self._merge(domain, [each for each in packages if each.domain == domain])
        if (left := sum(self._report(each) for each in packages)) and check:
            raise CommandError(f"{left} messages of packages have no Vietnamese.")

    def _merge(self, domain: str, packages: list[messages.Package]) -> None:
        target = messages.catalogue(domain)
        merged = messages.merge(target, packages, owned=messages.own_keys(domain))
        messages.FOLDER.mkdir(parents=True, exist_ok=True)
        target.save(str(messages.FOLDER / f"{domain}.po"))
        self.stdout.write(f"{domain}: {len(merged.added)} new, {len(merged.gone)} gone.")

    def _report(self, package: messages.Package) -> int:
        left = messages.untranslated(package, messages.done_keys(package.domain))
        total = len(package.messages)
        self.stdout.write(f"{package.name} ({package.domain}): {total - len(left)} of {total}")
        for context, text in left:
            self.stdout.write(f"  missing: {text!r}" + (f" [{context}]" if context else ""))
        return len(left)
