"""Finds or starts the servers that some tests need, and stops what it started."""

import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome")
FAST = {
    # A throw-away cluster need not survive a power cut, and nobody copies it.
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "wal_level": "minimal",
    "max_wal_senders": 0,
    # Rarely write out what is thrown away.
    "checkpoint_timeout": "1h",
    "max_wal_size": "4GB",
    # Between two tests tables look empty: autovacuum would note 0 rows, and the planner would then
    # read whole tables for pages that a test has just filled.
    "autovacuum": "off",
    # Compiling a query pays only over far more rows than any test has.
    "jit": "off",
}


class ServiceDidNotStart(RuntimeError):
    """A server that is installed did not come up in time."""


def chromium() -> str | None:
    """Return the browser of this machine: TEST_CHROMIUM, or the first found."""
    named = os.environ.get("TEST_CHROMIUM")
    return named or next(filter(None, map(shutil.which, CHROMIUM_NAMES)), None)


@contextmanager
def postgres(*, is_durable: bool = False) -> Iterator[str | None]:
    """Yield the URL of a PostgreSQL: TEST_POSTGRES_URL, or a throw-away cluster, or None.

    A durable one writes to the disk at each commit, as in production.
    """
    url, programs = os.environ.get("TEST_POSTGRES_URL"), postgres_programs()
    if url or programs is None:
        yield url
        return
    with _folder(owner="postgres") as folder:
        data, port = folder / "data", free_port()
        settings = {} if is_durable else FAST
        options = " ".join(f"-c {name}={value}" for name, value in settings.items())
        listen = f"-c listen_addresses=127.0.0.1 -p {port} -k {folder}"
        _as_postgres(
            programs / "initdb", "-D", data, "-U", "portal", "-A", "trust",
            "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync",
        )  # fmt: skip
        control = (programs / "pg_ctl", "-D", data, "-w", "-s")
        _as_postgres(*control, "-l", folder / "log", "-o", f"{listen} {options}", "start")
        try:
            yield f"postgres://portal@127.0.0.1:{port}/postgres"
        finally:
            _as_postgres(*control, "-m", "immediate", "stop")


@contextmanager
def redis() -> Iterator[str | None]:
    """Yield the URL of a Redis: TEST_REDIS_URL, or a throw-away server, or None."""
    url, program = os.environ.get("TEST_REDIS_URL"), shutil.which("redis-server")
    if url or program is None:
        yield url
        return
    port = free_port()
    with _folder() as folder:
        server = subprocess.Popen(
            [program, "--port", str(port), "--bind", "127.0.0.1", "--save", "",
             "--appendonly", "no", "--dir", str(folder), "--logfile", str(folder / "log")],
        )  # fmt: skip
        try:
            _wait_for_port(port, "redis-server")
            yield f"redis://127.0.0.1:{port}/0"
        finally:
            server.terminate()
            server.wait(timeout=10)


def postgres_programs() -> Path | None:
    """Return the folder of PostgreSQL's server programs, the newest version first."""
    found = sorted(
        Path("/usr/lib/postgresql").glob("*/bin/initdb"),
        key=lambda path: int(path.parts[-3]),
        reverse=True,
    )
    on_path = shutil.which("initdb")
    return found[0].parent if found else Path(on_path).parent if on_path else None


def free_port() -> int:
    """Return a port of this machine on which nothing listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _wait_for_port(port: int, name: str, *, limit: float = 15.0) -> None:
    deadline = time.monotonic() + limit
    while True:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        if time.monotonic() > deadline:
            raise ServiceDidNotStart(name)
        time.sleep(0.05)


@contextmanager
def _folder(owner: str | None = None) -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="portal-services-") as name:
        if owner and os.geteuid() == 0:
            shutil.chown(name, owner)
        yield Path(name)


def _as_postgres(*command: object) -> None:
    # PostgreSQL refuses to run as root; Debian's package makes the account `postgres`.
    prefix = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    done = subprocess.run(
        [*prefix, *map(str, command)], capture_output=True, text=True, cwd="/", check=False
    )
    if done.returncode:
        raise ServiceDidNotStart(f"{command[0]}: {done.stdout}{done.stderr}")
