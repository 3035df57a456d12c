"""Serves one side with gunicorn and asks it over one kept connection, reading its CPU clock."""

import http.client
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from sides import Side

THREADS, START_LIMIT = 8, 40.0


class Round(NamedTuple):
    """Some requests in a row: how many, seconds on the clock, seconds of the server's CPU."""

    requests: int
    wall: float
    cpu: float

    @property
    def per_second(self) -> float:
        """Return answers per second."""
        return self.requests / self.wall

    @property
    def cpu_each(self) -> float:
        """Return milliseconds of the server's CPU per answer."""
        return self.cpu / self.requests * 1000


class Server:
    """A running side."""

    def __init__(self, side: Side, master: int) -> None:
        self.side = side
        self.connection = http.client.HTTPConnection("127.0.0.1", side.port, timeout=60)
        self.get("/")
        # One worker: its clock is the clock of the whole side.
        self.worker = next(child_processes(master))

    def get(self, path: str) -> bytes:
        """Return the body of an answer; anything but 200 ends the bench."""
        self.connection.request("GET", path, headers={"Host": f"127.0.0.1:{self.side.port}"})
        response = self.connection.getresponse()
        body = response.read()
        if response.status != 200:
            raise SystemExit(f"{self.side.name}{path}: {response.status} {body[:300]!r}")
        return body

    def ask(self, path: str, *, requests: int, seconds: float) -> Round:
        """Ask for `path` again and again until either bound is reached."""
        done, began, used = 0, time.perf_counter(), cpu_seconds(self.worker)
        while done < requests and time.perf_counter() - began < seconds:
            self.get(path)
            done += 1
        wall = time.perf_counter() - began
        return Round(done, wall, cpu_seconds(self.worker) - used)


@contextmanager
def serve(side: Side) -> Iterator[Server]:
    """Start gunicorn for a side and stop it at the end."""
    process = subprocess.Popen(command(side), cwd=side.directory, env=side.env)
    try:
        wait_until_listening(side, process)
        yield Server(side, process.pid)
    finally:
        process.terminate()
        process.wait(20)


def command(side: Side) -> list[str]:
    """Return the command line that `make run` uses, the same for both sides."""
    return [
        *(sys.executable, "-m", "gunicorn", side.application),
        *("--bind", f"127.0.0.1:{side.port}", "--worker-class", "gthread"),
        *("--workers", "1", "--threads", str(THREADS), "--keep-alive", "60"),
        *("--no-control-socket", "--log-level", "warning"),
    ]


def wait_until_listening(side: Side, process: subprocess.Popen[bytes]) -> None:
    """Wait until the server answers."""
    deadline = time.monotonic() + START_LIMIT
    while time.monotonic() < deadline and process.poll() is None:
        connection = http.client.HTTPConnection("127.0.0.1", side.port, timeout=30)
        try:
            connection.request("GET", "/")
            connection.getresponse().read()
            return
        except ConnectionError:
            time.sleep(0.2)
        finally:
            connection.close()
    raise SystemExit(f"{side.name} did not start")


def child_processes(parent: int) -> Iterator[int]:
    """Yield the processes whose parent is `parent` (Linux)."""
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except FileNotFoundError:  # it ended meanwhile
            continue
        if int(fields[1]) == parent:
            yield int(stat.parent.name)


def cpu_seconds(process: int) -> float:
    """Return the processor time of a process with all its threads, finer than its ticks (Linux)."""
    return time.clock_gettime((~process << 3) | 2)
