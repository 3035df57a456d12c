"""Does every minute what is due by the clock, where no system timer does."""

import logging
import time
from argparse import ArgumentParser
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import OperationalError, close_old_connections

logger = logging.getLogger(__name__)
JOBS = (
    "publish_scheduled",
    "send_quota_reminders",
    "forget_spent_proofs",
    "forget_opinion_details",
    "remind_questions",
    "forget_contacts",
    "freeze_polls",
    "apply_planned_reorganisations",
    "end_accounts",
    "forget_figure_files",
    "remind_directives",
    "open_reports",
    "remind_reports",
    "read_documents",
)


class Command(BaseCommand):
    help = f"Run {' and '.join(JOBS)} every minute until stopped."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Add the pause between two runs."""
        parser.add_argument("--seconds", type=float, default=60)
        parser.add_argument("--once", action="store_true", help="Run once and end.")

    def handle(self, *, seconds: float, once: bool, **options: Any) -> None:
        """Run each job, then wait; a busy database is tried again next time."""
        while True:
            for job in JOBS:
                run(job)
            if once:
                return
            time.sleep(seconds)
            close_old_connections()


def run(job: str) -> None:
    """Run one job; a database that is busy keeps neither this job nor the next from its turn."""
    try:
        call_command(job, verbosity=0)
    except OperationalError:
        logger.exception("%s met a busy database; trying again", job)
