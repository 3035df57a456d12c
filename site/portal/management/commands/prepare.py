"""Makes the local demonstration ready in one process; what is done already is left alone."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from wagtail.models import Site

from portal.static_build import build_when_changed

REGISTER = Path("units/data/units_2016.csv")


class Command(BaseCommand):
    help = "Migrate, load the register and the demonstration, build static files: what is missing."
    requires_system_checks: list[str] = []

    def handle(self, **options: Any) -> None:
        """Run each step and say how long it took."""
        self._step("Database", self._migrate)
        self._step("Units", lambda: call_command("load_units", str(settings.ROOT / REGISTER)))
        self._step("Demonstration", lambda: call_command("load_demo"))
        self._step("Address", set_local_address)
        self._step("Static files", build_when_changed)

    def _step(self, name: str, work: Callable[[], object]) -> None:
        begin = time.monotonic()
        work()
        self.stdout.write(f"{name}: ready ({time.monotonic() - begin:.1f} s)")

    def _migrate(self) -> None:
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            call_command("migrate", interactive=False, verbosity=0)


def set_local_address() -> None:
    """Give the national site the address it is served at, so that absolute links work."""
    address = urlsplit(settings.WAGTAILADMIN_BASE_URL)
    wanted = {"hostname": address.hostname, "port": address.port or 80}
    site = Site.objects.get(is_default_site=True)
    if wanted != {"hostname": site.hostname, "port": site.port}:
        site.hostname, site.port = wanted["hostname"], wanted["port"]
        site.save()
