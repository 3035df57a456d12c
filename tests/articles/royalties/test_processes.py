"""Processes on a real database: killed in the middle of a step, and at the same step at once."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection

from factories.royalties import AFTER, make_statement, make_statement_staff, noon

pytestmark = pytest.mark.django_db(transaction=True)
ROOT = Path(__file__).resolve().parents[3]
WORKER = Path(__file__).with_name("statement_worker.py")
NOW = noon(AFTER).isoformat()
MOMENTS = ("before", "after")


class Worker:
    """A process that takes the steps it is told."""

    def __init__(self, database_url: str) -> None:
        paths = [ROOT, ROOT / "site", ROOT / "tests"]
        env = os.environ | {
            "DATABASE_URL": database_url,
            "DJANGO_SETTINGS_MODULE": "portal.settings.test",
            "PYTHONPATH": os.pathsep.join(map(str, paths)),
        }
        self.process = subprocess.Popen(
            [sys.executable, WORKER],
            env=env,
            cwd=ROOT,
            text=True,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )

    def send(self, do: str, **order: Any) -> None:
        """Tell what to do without waiting for the answer."""
        user = order.pop("user", None)
        order |= {"do": do, "now": NOW} | ({"user": user.pk} if user else {})
        self.process.stdin.write(json.dumps(order) + "\n")
        self.process.stdin.flush()

    def answer(self) -> dict[str, Any]:
        """Wait for the answer."""
        return json.loads(self.process.stdout.readline())

    def ask(self, do: str, **order: Any) -> dict[str, Any]:
        """Tell what to do and wait for the answer."""
        self.send(do, **order)
        return self.answer()

    def kill(self) -> None:
        """End the process where it stands, without any chance to tidy up."""
        self.process.send_signal(signal.SIGKILL)
        self.close()

    def close(self) -> None:
        """Wait for the end of the process."""
        self.process.stdin.close()
        self.process.wait(timeout=30)
        self.process.stdout.close()


@pytest.fixture
def start_workers(tmp_path) -> Iterator[Callable[[int], list[Worker]]]:
    """Return a function that starts processes on the database as it is at that moment."""
    workers: list[Worker] = []

    def start(number: int) -> list[Worker]:
        url = database_of_its_own(tmp_path)
        workers.extend(Worker(url) for _number in range(number))
        assert all(worker.answer() == {"ready": True} for worker in workers)
        return workers

    yield start
    for worker in workers:
        if worker.process.poll() is None:
            worker.kill()


def database_of_its_own(folder: Path) -> str:
    """Return the address of a database that other processes can open, with all rows there are.

    The tests' SQLite lies in memory and is copied to a file, which is put into WAL mode as
    `manage.py prepare` leaves it: two processes that switch at once do not wait for each other.
    Their PostgreSQL is open to all.
    """
    if connection.vendor == "sqlite":
        file = folder / "portal.sqlite3"
        with closing(sqlite3.connect(file)) as copy:
            connection.connection.backup(copy)
            copy.execute("PRAGMA journal_mode=WAL")
        return f"sqlite:///{file}"
    where = connection.settings_dict
    login = f"{where['USER']}:{where['PASSWORD']}".rstrip(":")
    return f"postgres://{login}@{where['HOST']}:{where['PORT']}/{where['NAME']}"


def test_kill_in_the_middle_of_a_step_leaves_the_state_before(staff, grade, start_workers):
    statement = make_statement(staff, state="checked")
    people = {"approve": staff["chief"], "pay": staff["finance"]}
    survivor, *doomed = start_workers(1 + len(people) * len(MOMENTS))
    for step, user in people.items():
        before = survivor.ask("look")
        for moment in MOMENTS:
            worker = doomed.pop()
            order = {"statement": statement.pk, "user": user}
            assert worker.ask(step, pause=moment, **order) == {"paused": True}
            worker.kill()
            assert survivor.ask("look") == before
        assert before["reason"] == ""
        done = survivor.ask(step, **order)
        after = survivor.ask("look")
        assert after["entries"] == before["entries"] + 1
        assert survivor.ask(step, **order) == done
        assert survivor.ask("look") == after
    assert after["states"] == ["paid"]
    assert (after["steps"], after["payments"], after["reason"]) == ([4], 1, "")


def test_two_at_once_give_one_result(staff, grade, start_workers):
    second = make_statement_staff("news")
    first_worker, second_worker = start_workers(2)

    def both(do: str, first: dict[str, Any], other: dict[str, Any]) -> list[dict[str, Any]]:
        first_worker.send(do, **first)
        second_worker.send(do, **other)
        return [first_worker.answer(), second_worker.answer()]

    drawn = both(
        "draw_up",
        {"user": staff["editor"], "key": str(uuid4())},
        {"user": second["editor"], "key": str(uuid4())},
    )
    found = one_done_one_refused(drawn)
    for step, role in (("check", "head"), ("approve", "chief"), ("pay", "finance")):
        orders = [{"statement": found, "user": people[role]} for people in (staff, second)]
        assert one_done_one_refused(both(step, *orders)) == found
    seen = first_worker.ask("look")
    assert (seen["states"], seen["steps"], seen["lines"]) == (["paid"], [4], 1)
    assert (seen["entries"], seen["payments"], seen["reason"]) == (2, 1, "")


def one_done_one_refused(answers: list[dict[str, Any]]) -> int:
    """Assert that one of two got through and return its statement."""
    assert sorted(next(iter(answer)) for answer in answers) == ["done", "refused"]
    return next(answer["done"] for answer in answers if "done" in answer)


def test_same_request_sent_twice_gives_one_result(staff, grade, start_workers):
    first, second = start_workers(2)
    orders: list[tuple[str, dict[str, Any]]] = [
        ("draw_up", {"user": staff["editor"], "key": str(uuid4())}),
        ("check", {"user": staff["head"]}),
        ("approve", {"user": staff["chief"]}),
        ("pay", {"user": staff["finance"]}),
    ]
    found = 0
    for step, order in orders:
        order |= {"statement": found}
        for worker in (first, second):
            worker.send(step, **order)
        answers = [first.answer(), second.answer()]
        assert answers[0] == answers[1]
        found = answers[0]["done"]
    seen = first.ask("look")
    assert (seen["states"], seen["steps"], seen["lines"]) == (["paid"], [4], 1)
    assert (seen["entries"], seen["payments"], seen["reason"]) == (2, 1, "")
