"""Proves that every string of ours has a Vietnamese translation with the same placeholders."""

import os
import shutil
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import polib
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.core.management.commands import makemessages

from portal.catalogues import ROOT, catalogue_files, entry_faults, missing

NOT_SOURCE = [".venv/*", "var/*", "tests/*", "docs/*"]


class _Extraction(makemessages.Command):
    """Django's own extraction, which keeps the messages instead of writing catalogues."""

    requires_system_checks: list[str] = []

    def write_po_file(self, potfile: str, locale: str) -> None:
        self.messages = polib.pofile(potfile)


class Command(BaseCommand):
    help = "Fail when a Vietnamese translation is missing, empty, fuzzy or has other placeholders."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Add the switch that makes gettext mandatory."""
        parser.add_argument(
            "--require-extraction",
            action="store_true",
            default=os.environ.get("CI") == "true",
            help="fail where xgettext is missing instead of checking less (default with CI=true)",
        )

    def handle(self, *, require_extraction: bool, **options: Any) -> None:
        """Report every fault, then fail if there was one."""
        entries = [
            entry
            for path in catalogue_files()
            if path.parts[-3] == "vi"
            for entry in polib.pofile(str(path))
        ]
        faults = [*entry_faults(entries), *self._missing(entries, required=require_extraction)]
        for fault in faults:
            self.stderr.write(fault)
        if faults:
            raise CommandError(f"{len(faults)} faults in the Vietnamese catalogues")
        self.stdout.write(f"{len(entries)} Vietnamese messages are complete.")

    def _missing(self, entries: list[polib.POEntry], *, required: bool) -> Iterator[str]:
        if shutil.which("xgettext"):
            return missing(wanted=source_messages(ROOT), present=entries)
        if required:
            raise CommandError("xgettext is missing: install the package gettext.")
        self.stdout.write("Left out: messages without an entry (xgettext is not installed).")
        return iter(())


def source_messages(root: Path) -> polib.POFile:
    """Return the messages that the source asks for; changes no catalogue."""
    extraction, before = _Extraction(), Path.cwd()
    os.chdir(root)
    try:
        call_command(extraction, locale=["vi"], ignore_patterns=NOT_SOURCE, verbosity=0)
    finally:
        os.chdir(before)
    return extraction.messages
