"""No ballot is lost or doubled when the server is killed: the bench of ballots, made small."""

import subprocess
import sys
from pathlib import Path

import pytest

BENCH = Path(__file__).with_name("ballots_bench.py")
SMALL = ("--database", "sqlite", "--ballots", "300", "--connections", "20", "--kills", "1")


@pytest.mark.sqlite
def test_server_that_is_killed_loses_and_doubles_no_ballot() -> None:
    # A process of its own: the loader needs an event loop, and browser tests hold one here.
    done = subprocess.run(
        [sys.executable, BENCH, *SMALL], capture_output=True, text=True, timeout=300, check=False
    )

    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
