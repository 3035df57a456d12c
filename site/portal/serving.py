"""Runs the web server and the task worker as one: they start together and stop together."""

import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
# Ctrl-C reaches the whole group; only a process that did not hear of it is told again.
GRACE_SECONDS, LIMIT_SECONDS = 2.0, 15.0


def port_is_free(port: int) -> bool:
    """Tell whether nothing listens on `port` of this machine."""
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) != 0


def wait_for_port(port: int, *, limit: float = 30.0) -> bool:
    """Wait until something listens on `port`; return False after `limit` seconds."""
    deadline = time.monotonic() + limit
    while port_is_free(port):
        if time.monotonic() > deadline:
            return False
        time.sleep(0.1)
    return True


def web_command(*, port: int, workers: int, threads: int) -> list[str]:
    """Return the command line of the application server."""
    return [
        *(sys.executable, "-m", "gunicorn", "portal.wsgi:application"),
        *("--chdir", str(ROOT), "--pythonpath", str(ROOT / "site")),
        *("--bind", f"127.0.0.1:{port}", "--worker-class", "gthread"),
        *("--workers", str(workers), "--threads", str(threads)),
        *("--no-control-socket", "--log-level", "warning"),
    ]


def worker_command() -> list[str]:
    """Return the command line of the worker that runs the background tasks."""
    return [sys.executable, str(ROOT / "manage.py"), "db_worker", "--verbosity", "0"]


def schedule_command() -> list[str]:
    """Return the command line of what publishes scheduled pages."""
    return [sys.executable, str(ROOT / "manage.py"), "run_schedule"]


class Group:
    """Child processes of which none outlives another."""

    def __init__(self, *commands: list[str]) -> None:
        """Remember the commands; nothing starts yet."""
        self._commands = commands
        self._children: list[subprocess.Popen[bytes]] = []
        self._stopping = False

    def start(self) -> None:
        """Start every command and listen for the signals that end them."""
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self._stop)
        self._children = [subprocess.Popen(command) for command in self._commands]  # noqa: S603

    def wait(self) -> int:
        """Wait for a signal or the first child that ends; stop the rest; return the exit code."""
        while not self._stopping and all(child.poll() is None for child in self._children):
            time.sleep(0.2)
        died = [child.returncode for child in self._children if child.poll() is not None]
        self._end_all()
        return 0 if self._stopping else next((code for code in died if code), 1)

    def _stop(self, _number: int, _frame: object) -> None:
        self._stopping = True

    def _end_all(self) -> None:
        self._wait_all(GRACE_SECONDS if self._stopping else 0)
        for child in self._running():
            child.terminate()
        self._wait_all(LIMIT_SECONDS)
        for child in self._running():
            child.kill()
            child.wait()

    def _running(self) -> list[subprocess.Popen[bytes]]:
        return [child for child in self._children if child.poll() is None]

    def _wait_all(self, seconds: float) -> None:
        deadline = time.monotonic() + seconds
        while self._running() and time.monotonic() < deadline:
            time.sleep(0.05)
