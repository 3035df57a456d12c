"""Runs the whole suite: a queue of parts keeps every core busy, then what needs quiet alone."""

import atexit
import os
import signal
import subprocess
import sys
import time
import xml.etree.ElementTree as ElementTree
from collections import deque
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit, urlunsplit

import services

ROOT = Path(__file__).resolve().parents[1]
REPORTS = ROOT / "var" / "test-reports"
ALONE = ["tests/e2e", "tests/bench", "tests/audit"]
# Parts of the suite by the folder that they take; the part `rest` takes what these leave.
FOLDERS = {"pieces": "tests/articles", "voice": "tests/forms"}
# Seconds of each part on two cores. Only their order counts: the longest begins first, since one
# begun late would end alone, with the other cores idle. The closing table tells the present ones.
SECONDS = {
    "postgresql-pieces": 1840,
    "sqlite-rest": 1620,
    "postgresql-rest": 1530,
    "sqlite-pieces": 1115,
    "postgresql-voice": 235,
    "sqlite-voice": 220,
}
MOST_WORKERS = 4
POLL_SECONDS = 0.2
Process = subprocess.Popen[bytes]


class Suite(NamedTuple):
    """A run of pytest: its name, what it collects, its own environment."""

    name: str
    arguments: list[str]
    env: dict[str, str]

    @property
    def report(self) -> Path:
        """Return where pytest writes the outcome of each test."""
        return REPORTS / f"{self.name}.xml"

    @property
    def output(self) -> Path:
        """Return where its output waits while another suite has the terminal."""
        return REPORTS / f"{self.name}.log"


class Running(NamedTuple):
    """A suite whose pytest was started, and when."""

    suite: Suite
    process: Process
    begin: float


class Result(NamedTuple):
    """The outcome of a suite."""

    name: str
    exit_code: int
    passed: int
    failed: int
    left_out: int
    seconds: float


def python(arguments: list[str], env: dict[str, str], output: Path | None = None) -> Process:
    """Start Python; its output goes to the terminal or to a file. It ends with this program."""
    target = output.open("wb") if output else None
    process = subprocess.Popen(
        [sys.executable, *arguments],
        cwd=ROOT,
        env={**os.environ, **env},
        stdout=target,
        stderr=target,
    )
    atexit.register(process.terminate)
    return process


def start(suite: Suite, *, output: Path | None = None) -> Running:
    """Start pytest; its output goes to the terminal or to a file that is shown later."""
    arguments = ["-m", "pytest", "-q", f"--junitxml={suite.report}", *suite.arguments]
    process = python([*arguments, *sys.argv[1:]], suite.env, output)
    return Running(suite, process, time.monotonic())


def finish(running: Running) -> Result:
    """Wait for pytest and count from its report."""
    code = running.process.wait()
    seconds = time.monotonic() - running.begin
    return Result(running.suite.name, code, *read_counts(running.suite.report), seconds)


def read_counts(report: Path) -> tuple[int, int, int]:
    """Return how many tests passed, failed and were left out; a missing report is one failure."""
    if not report.exists():
        return 0, 1, 0
    suite = ElementTree.parse(report).getroot().find("testsuite")
    total, failures, errors, skipped = (
        int(suite.attrib[name]) for name in ("tests", "failures", "errors", "skipped")
    )
    return total - failures - errors - skipped, failures + errors, skipped


@contextmanager
def shared_services() -> Iterator[dict[str, str]]:
    """Start what the suites share and yield it as environment variables."""
    with ExitStack() as stack:
        found = {
            "TEST_POSTGRES_URL": stack.enter_context(services.postgres()),
            "TEST_REDIS_URL": stack.enter_context(services.redis()),
        }
        yield {name: url for name, url in found.items() if url}


def run_queue(queue: list[Suite], *, workers: int) -> list[Result]:
    """Run suites in their order, as many at once as there are workers.

    The first speaks at once, the others when all are done.
    """
    waiting, running, results = deque(queue), [], []
    heading(queue[0].name)
    while waiting or running:
        while waiting and len(running) < workers:
            suite = waiting.popleft()
            running.append(start(suite, output=None if suite is queue[0] else suite.output))
        time.sleep(POLL_SECONDS)
        done = [one for one in running if one.process.poll() is not None]
        running = [one for one in running if one not in done]
        results += map(finish, done)
    for suite in queue[1:]:
        heading(suite.name)
        sys.stdout.write(suite.output.read_text(errors="replace"))
    return results


def count_workers() -> int:
    """Return how many suites run at once: one a core that this program may use."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return min(cores or 1, MOST_WORKERS)


def run_alone(suite: Suite) -> Result:
    """Run one suite with the whole machine to itself."""
    heading(suite.name)
    return finish(start(suite))


def heading(name: str) -> None:
    """Say which suite speaks."""
    sys.stdout.write(f"\n######## {name}\n")
    sys.stdout.flush()


def run_all() -> tuple[list[Result], list[str]]:
    """Run every suite that this machine can; return the results and what it cannot run."""
    with shared_services() as env:
        url = env.get("TEST_POSTGRES_URL")
        addresses = {"sqlite": "", "postgresql": url} if url else {"sqlite": ""}
        migrate_once([{**env, **database(url)} for url in addresses.values()])
        results = run_queue(queue_of(addresses, env), workers=count_workers())
        folders = [folder for folder in ALONE if (ROOT / folder).exists()]
        in_file = {**env, "TEST_SQLITE_FILE": str(REPORTS / "browser.sqlite3")}
        results.append(run_alone(Suite("browser-and-bench", folders, in_file)))
    return results, [] if url else ["PostgreSQL: no server programs found, none of its tests ran"]


def migrate_once(environments: list[dict[str, str]]) -> None:
    """Migrate for each database at the same time, so that no part has to.

    Where this fails, every part migrates itself and says what is wrong.
    """
    begun = [python(["tests/migrated_template.py"], env) for env in environments]
    for process in begun:
        process.wait()


def queue_of(addresses: dict[str, str], env: dict[str, str]) -> list[Suite]:
    """Return the parts of each database, the longest first; one without tests is left away."""
    found = {name: folder for name, folder in FOLDERS.items() if has_tests(folder)}
    taken = [f"--ignore={folder}" for folder in (*found.values(), *ALONE)]
    parts = {**{name: [folder] for name, folder in found.items()}, "rest": ["tests", *taken]}
    suites = [
        Suite(f"{vendor}-{name}", arguments, {**env, **database(url and own_database(url, name))})
        for vendor, url in addresses.items()
        for name, arguments in parts.items()
    ]
    return sorted(suites, key=lambda suite: -SECONDS[suite.name])


def has_tests(folder: str) -> bool:
    """Tell whether a folder holds any test."""
    return any((ROOT / folder).rglob("test_*.py"))


def database(url: str) -> dict[str, str]:
    """Return the environment that leads to a database; an empty address is the default, SQLite."""
    return {"DATABASE_URL": url} if url else {}


def own_database(url: str, name: str) -> str:
    """Return the address of a database beside the one of `url`; Django makes it."""
    parts = urlsplit(url)
    return urlunsplit(parts._replace(path=f"{parts.path}_{name}"))


def closing_lines(results: list[Result], left_out: list[str], seconds: float) -> str:
    """Return the table of counts that ends the run."""
    rows = [
        f"{result.name:<18}{result.passed:>6} passed {result.failed:>4} failed "
        f"{result.left_out:>4} left out {result.seconds:>7.1f} s"
        for result in results
    ]
    rows += [f"left out: {reason}" for reason in left_out]
    passed, failed = (sum(getattr(r, name) for r in results) for name in ("passed", "failed"))
    missing = sum(result.left_out for result in results) + len(left_out)
    rows.append(f"{passed} passed, {failed} failed, {missing} left out in {seconds:.1f}s")
    return "\n".join(rows)


def main() -> int:
    """Run all, print the counts, and fail when anything failed or, in CI, was left out."""
    # Asked to end, leave through the context managers, which stop the servers.
    signal.signal(signal.SIGTERM, lambda number, _frame: sys.exit(128 + number))
    REPORTS.mkdir(parents=True, exist_ok=True)
    for old in REPORTS.glob("*.xml"):
        old.unlink()
    begin = time.monotonic()
    results, left_out = run_all()
    sys.stdout.write(f"\n{closing_lines(results, left_out, time.monotonic() - begin)}\n")
    strict = os.environ.get("CI") == "true" or os.environ.get("REQUIRE_ALL") == "1"
    failed = any(result.exit_code for result in results)
    return 1 if failed or (strict and left_out) else 0


if __name__ == "__main__":
    sys.exit(main())
