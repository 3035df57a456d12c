"""A process of its own that replays a file and stops in the middle, for a test to kill it there.

Arguments: the file, and after how many units it stops; what it has written is not committed then.
"""

import sys
import time

import django

django.setup()

from django.core.management import call_command  # noqa: E402

from units.signals import unit_reorganised  # noqa: E402

LONG = 600
FILE, STOPS_AFTER = sys.argv[1], int(sys.argv[2])
handed_over: list[str] = []


def stop(sender, handover, **kwargs) -> None:
    """Stop when enough units have handed over."""
    handed_over.append(handover.predecessor.code)
    if len(handed_over) == STOPS_AFTER:
        sys.stdout.write("paused\n")
        sys.stdout.flush()
        time.sleep(LONG)


unit_reorganised.connect(stop)
call_command("apply_reorganisation", FILE, stdout=sys.stderr)
