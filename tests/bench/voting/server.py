"""A web server that is killed in the middle of its work and started again."""

import http.client
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from measuring import BENCH, ROOT

from portal.serving import port_is_free, web_command

START_LIMIT = 60.0


class Server:
    """A process group behind one port."""

    def __init__(self, command: list[str], *, port: int, env: dict[str, str]) -> None:
        self.command, self.port, self.env = command, port, env
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start and wait until it answers."""
        self.process = subprocess.Popen(
            self.command, cwd=ROOT, env=self.env, start_new_session=True
        )
        deadline = time.monotonic() + START_LIMIT
        while not self._answers():
            if time.monotonic() > deadline or self.process.poll() is not None:
                raise SystemExit("The server did not start.")
            time.sleep(0.05)

    def _answers(self) -> bool:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=START_LIMIT)
        try:
            connection.request("GET", "/healthz")
            connection.getresponse().read()
        except (OSError, http.client.HTTPException):
            return False
        finally:
            connection.close()
        return True

    def kill(self) -> None:
        """End master and workers at once, as a power cut would."""
        assert self.process is not None
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        # The worker holds the port until the system has buried it too.
        while not port_is_free(self.port):
            time.sleep(0.01)

    def restart(self) -> float:
        """Kill and start again; return for how many seconds nobody answered."""
        began = time.perf_counter()
        self.kill()
        self.start()
        return time.perf_counter() - began


def portal_server(port: int, env: dict[str, str]) -> Server:
    """Return the portal as `manage.py serve` runs it: one process with eight threads."""
    return Server(web_command(port=port, workers=1, threads=8), port=port, env=env)


def bare_server(port: int, env: dict[str, str]) -> Server:
    """Return the yardstick under the same server."""
    command = [
        *(sys.executable, "-m", "gunicorn", "bare:application"),
        *("--chdir", str(BENCH / "voting"), "--bind", f"127.0.0.1:{port}"),
        *("--worker-class", "gthread", "--workers", "1", "--threads", "8"),
        *("--no-control-socket", "--log-level", "warning"),
    ]
    return Server(command, port=port, env=env)


def run_script(name: str, *arguments: str | Path, env: dict[str, str]) -> str:
    """Run a script of this folder with the portal's Django; return the last line it prints."""
    path = BENCH / "voting" / name
    command = [sys.executable, BENCH / "run_script.py", path, *arguments]
    done = subprocess.run(
        list(map(str, command)), cwd=ROOT, env=env, stdout=subprocess.PIPE, text=True, check=True
    )
    return done.stdout.strip().splitlines()[-1]
