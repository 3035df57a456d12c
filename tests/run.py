"""Runs the whole suite: two lanes side by side, one a core, then all that needs quiet alone.

PostgreSQL takes twice the time of SQLite, so its tests are divided: those of pieces in a lane of
their own, all others after SQLite.
"""

import atexit
import itertools
import os
import signal
import subprocess
import sys
import time
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit, urlunsplit

import services

ROOT = Path(__file__).resolve().parents[1]
REPORTS = ROOT / "var" / "test-reports"
ALONE = ["tests/e2e", "tests/bench", "tests/audit"]
NOT_ALONE = ["tests", *(f"--ignore={folder}" for folder in ALONE)]
PIECES = "tests/articles"
POLL_SECONDS = 0.5
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


class Result(NamedTuple):
    """The outcome of a suite."""

    name: str
    exit_code: int
    passed: int
    failed: int
    left_out: int
    seconds: float


def start(suite: Suite, *, output: Path | None = None) -> Process:
    """Start pytest; its output goes to the terminal or to a file that is shown later."""
    command = [sys.executable, "-m", "pytest", "-q", f"--junitxml={suite.report}"]
    command += [*suite.arguments, *sys.argv[1:]]
    target = output.open("wb") if output else None
    process = subprocess.Popen(
        command, cwd=ROOT, env={**os.environ, **suite.env}, stdout=target, stderr=target
    )
    atexit.register(process.terminate)
    return process


def finish(suite: Suite, process: Process, begin: float) -> Result:
    """Wait for pytest and count from its report."""
    code = process.wait()
    counts = read_counts(suite.report)
    return Result(suite.name, code, *counts, time.monotonic() - begin)


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


def run_side_by_side(lanes: list[list[Suite]]) -> list[Result]:
    """Run lanes at the same time; the very first suite speaks at once, the others at the end.

    The seconds of each suite count from the beginning.
    """
    begin, first = time.monotonic(), lanes[0][0]
    results, turns = [], [iter(lane) for lane in lanes]
    heading(first.name)
    running = {turn: begin_next(turn, speaks=first) for turn in turns}
    while any(running.values()):
        time.sleep(POLL_SECONDS)
        for turn, started in running.items():
            if started and started[1].poll() is not None:
                results.append(finish(*started, begin))
                running[turn] = begin_next(turn, speaks=first)
    for suite in itertools.chain(*lanes):
        if suite is not first:
            heading(suite.name)
            sys.stdout.write(suite.output.read_text(errors="replace"))
    return results


def begin_next(turn: Iterator[Suite], *, speaks: Suite) -> tuple[Suite, Process] | None:
    """Start the next suite of a lane; None when the lane is done."""
    suite = next(turn, None)
    if suite is None:
        return None
    return suite, start(suite, output=None if suite is speaks else suite.output)


def run_alone(suite: Suite) -> Result:
    """Run one suite with the whole machine to itself."""
    heading(suite.name)
    begin = time.monotonic()
    return finish(suite, start(suite), begin)


def heading(name: str) -> None:
    """Say which suite speaks."""
    sys.stdout.write(f"\n######## {name}\n")
    sys.stdout.flush()


def run_all() -> tuple[list[Result], list[str]]:
    """Run every suite that this machine can; return the results and what it cannot run."""
    with shared_services() as env:
        sqlite = Suite("sqlite", NOT_ALONE, env)
        url = env.get("TEST_POSTGRES_URL")
        if url:
            folders = {"pieces": [PIECES], "rest": [*NOT_ALONE, f"--ignore={PIECES}"]}
            pieces, rest = (
                Suite(f"postgresql-{name}", found, {**env, "DATABASE_URL": own_database(url, name)})
                for name, found in folders.items()
            )
            results = run_side_by_side([[sqlite, rest], [pieces]])
        else:
            results = [run_alone(sqlite)]
        folders = [folder for folder in ALONE if (ROOT / folder).exists()]
        in_file = {**env, "TEST_SQLITE_FILE": str(REPORTS / "browser.sqlite3")}
        results.append(run_alone(Suite("browser-and-bench", folders, in_file)))
    return results, [] if url else ["PostgreSQL: no server programs found, none of its tests ran"]


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
