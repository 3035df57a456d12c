"""Publishes and takes down scheduled pages every minute, where no system timer does."""

import logging
import time
from argparse import ArgumentParser
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import OperationalError, close_old_connections

logger = logging.getLogger(__name__)


class Command(BaseCommand):
    help = "Run publish_scheduled every minute until stopped."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Add the pause between two runs."""
        parser.add_argument("--seconds", type=float, default=60)
        parser.add_argument("--once", action="store_true", help="Run once and end.")

    def handle(self, *, seconds: float, once: bool, **options: Any) -> None:
        """Publish what is due, then wait; a busy database is tried again next time."""
        while True:
            try:
                call_command("publish_scheduled", verbosity=0)
            except OperationalError:
                logger.exception("Scheduled pages could not be published; trying again")
            if once:
                return
            time.sleep(seconds)
            close_old_connections()
