"""A process that is killed in the middle of a replay leaves the state before."""

import os
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection

from factories.reorganising import dump, load_register_of_2016
from units.models import Unit
from units.reorganisation.replaying.groups import DATA

pytestmark = pytest.mark.django_db(transaction=True)
ROOT = Path(__file__).resolve().parents[3]
WORKER = Path(__file__).with_name("replay_worker.py")
MERGERS = DATA / "mergers_2025.csv"
# After the unit that is made anew, and deep in the mergers.
STOPS = (1, 12)


def test_killed_in_the_middle_it_leaves_the_state_before(tmp_path):
    load_register_of_2016()
    url, look = database_of_its_own(tmp_path)
    before = look()
    for stops_after in STOPS:
        worker = start(url, stops_after)
        assert worker.stdout.readline() == "paused\n"
        worker.send_signal(signal.SIGKILL)
        worker.communicate(timeout=30)
        assert look() == before
    if connection.vendor == "postgresql":
        call_command("apply_reorganisation", MERGERS)
        assert Unit.objects.filter(kind="province", valid_to=None).count() == 34


def start(url: str, stops_after: int) -> subprocess.Popen:
    """Start a process on a database that others can open too."""
    paths = [ROOT, ROOT / "site", ROOT / "tests"]
    env = os.environ | {
        "DATABASE_URL": url,
        "DJANGO_SETTINGS_MODULE": "portal.settings.test",
        "PYTHONPATH": os.pathsep.join(map(str, paths)),
    }
    return subprocess.Popen(
        [sys.executable, WORKER, MERGERS, str(stops_after)],
        env=env, cwd=ROOT, text=True, stdout=subprocess.PIPE,
    )  # fmt: skip


def database_of_its_own(folder: Path):
    """Return the address of a database that a process can open, and a function that dumps it."""
    if connection.vendor == "sqlite":
        file = folder / "portal.sqlite3"
        with closing(sqlite3.connect(file)) as copy:
            connection.connection.backup(copy)
            copy.execute("PRAGMA journal_mode=WAL")
        return f"sqlite:///{file}", lambda: dump_of(file)
    where = connection.settings_dict
    login = f"{where['USER']}:{where['PASSWORD']}".rstrip(":")
    return f"postgres://{login}@{where['HOST']}:{where['PORT']}/{where['NAME']}", dump


def dump_of(file: Path) -> list[str]:
    """Return everything that a file of SQLite holds."""
    with closing(sqlite3.connect(file)) as opened:
        return list(opened.iterdump())
