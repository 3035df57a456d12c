"""Many voters at once over kept connections, with double taps, patience and some who give up."""

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

TWICE, GIVES_UP = 10, 50
TOKEN = "a" * 32
TIMEOUT, PAUSE, LIMIT = 90.0, 0.2, 100
BROKEN = (OSError, asyncio.IncompleteReadError, asyncio.TimeoutError, ValueError)


@dataclass(frozen=True)
class Job:
    """One press of a button."""

    key: str
    body: bytes
    gives_up: bool


@dataclass
class Outcome:
    """What the voters were told, and how long it took."""

    acknowledged: set[str] = field(default_factory=set)
    answers: int = 0
    broken: int = 0
    refused: dict[int, int] = field(default_factory=dict)
    seconds: float = 0.0
    away: float = 0.0
    restarts: int = 0

    @property
    def rate(self) -> float:
        """Return acknowledged requests per second in which the server was there."""
        return self.answers / (self.seconds - self.away)


class UnexpectedAnswer(Exception):
    """The server said something that no voter should hear."""


class Load:
    """Sends the ballots of a file; `restart` is called at each of the given numbers of answers."""

    def __init__(
        self,
        path: Path,
        *,
        port: int,
        address: str,
        connections: int,
        limit: int | None = None,
        restart: Callable[[], float] | None = None,
        restart_at: tuple[int, ...] = (),
    ) -> None:
        self.port, self.address, self.connections = port, address, connections
        self.restart, self.restart_at = restart, list(restart_at)
        self.jobs = self._jobs(path, limit)
        self.outcome = Outcome()

    def run(self) -> Outcome:
        """Send everything; return what was acknowledged."""
        began = time.perf_counter()
        asyncio.run(self._run())
        self.outcome.seconds = time.perf_counter() - began
        return self.outcome

    async def _run(self) -> None:
        async with asyncio.TaskGroup() as group:
            voters = [group.create_task(self._voter()) for _number in range(self.connections)]
            if self.restart:
                group.create_task(self._restart_in_between(voters))

    async def _restart_in_between(self, voters: list[asyncio.Task[None]]) -> None:
        while self.restart_at and not all(voter.done() for voter in voters):
            if self.outcome.answers >= self.restart_at[0]:
                del self.restart_at[0]
                self.outcome.away += await asyncio.to_thread(self.restart)
                self.outcome.restarts += 1
            await asyncio.sleep(0.01)

    async def _voter(self) -> None:
        async with contextlib.AsyncExitStack() as stack:
            line = await stack.enter_async_context(_line(self.port))
            for job in self.jobs:
                await self._send(job, line)

    async def _send(self, job: Job, line: "_Line") -> None:
        for _attempt in range(LIMIT):
            try:
                status = await asyncio.wait_for(line.post(self.address, job.body), TIMEOUT)
            except BROKEN:
                self.outcome.broken += 1
                await line.close()
                if job.gives_up:
                    return
            else:
                if status == 303:
                    self.outcome.acknowledged.add(job.key)
                    self.outcome.answers += 1
                    return
                self.outcome.refused[status] = self.outcome.refused.get(status, 0) + 1
                if status not in (429, 502, 503):
                    raise UnexpectedAnswer(f"{status} for {job.key}")
            await asyncio.sleep(PAUSE)
        raise UnexpectedAnswer(f"No answer for {job.key}")

    @staticmethod
    def _jobs(path: Path, limit: int | None) -> Iterator[Job]:
        with path.open() as lines:
            for number, one in enumerate(lines):
                if limit is not None and number >= limit:
                    return
                key, _answers, body = one.rstrip("\n").split("\t")
                job = Job(key, body.encode(), number % GIVES_UP == GIVES_UP - 1)
                yield job
                if number % TWICE == 0:
                    # The next voter takes it: both are under way at once.
                    yield job


class _Line:
    """One kept connection, opened anew when it broke."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.reader: asyncio.StreamReader | None = None
        self.writer: asyncio.StreamWriter | None = None

    async def post(self, address: str, body: bytes) -> int:
        """Send a form; return the status of the answer."""
        if self.writer is None or self.reader is None:
            self.reader, self.writer = await asyncio.open_connection("127.0.0.1", self.port)
        self.writer.write(
            f"POST {address} HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: csrftoken={TOKEN}\r\n"
            "Content-Type: application/x-www-form-urlencoded\r\n"
            f"Content-Length: {len(body)}\r\n\r\n".encode()
            + body
        )
        await self.writer.drain()
        head = (await self.reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
        length = int(head.partition("content-length:")[2].split("\r\n")[0])
        await self.reader.readexactly(length)
        if "connection: close" in head:
            await self.close()
        return int(head.split(" ", 2)[1])

    async def close(self) -> None:
        """Forget the connection."""
        writer, self.reader, self.writer = self.writer, None, None
        if writer is not None:
            writer.close()
            with contextlib.suppress(OSError):
                await writer.wait_closed()


@contextlib.asynccontextmanager
async def _line(port: int) -> AsyncIterator[_Line]:
    line = _Line(port)
    try:
        yield line
    finally:
        await line.close()
