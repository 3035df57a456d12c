"""Serves the local demonstration: web server, worker and schedule, stopped together by Ctrl-C."""

import sys
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from portal.serving import (
    Group,
    port_is_free,
    schedule_command,
    wait_for_port,
    web_command,
    worker_command,
)


class Command(BaseCommand):
    help = "Serve the portal on this machine, with the worker of the background tasks."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Add the port and the number of threads."""
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--threads", type=int, default=8)

    def handle(self, *, port: int, threads: int, **options: Any) -> None:
        """Start both, say where they are, and wait until they end."""
        if not port_is_free(port):
            raise CommandError(f"Port {port} is in use; choose another: make run PORT=8001")
        group = Group(
            web_command(port=port, workers=web_workers(), threads=threads),
            worker_command(),
            schedule_command(),
        )
        group.start()
        if wait_for_port(port):
            call_command("show_demo_accounts", stdout=self.stdout)
            self.stdout.write("Stop with Ctrl-C.")
            self.stdout.flush()
        sys.exit(group.wait())


def web_workers() -> int:
    """Return one process for a cache inside the process, else two that share the cache."""
    # With a cache in each process, a page published in one would stay stale in the other.
    return 1 if settings.CACHES["default"]["BACKEND"].endswith("LocMemCache") else 2
