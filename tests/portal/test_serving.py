"""The web server and the task worker end together, whichever ends first."""

import os
import signal
import socket
import sys
from collections.abc import Iterator

import pytest

from portal import serving
from portal.management.commands.serve import web_workers

SLEEP = [sys.executable, "-c", "import time; time.sleep(60)"]
FAIL = [sys.executable, "-c", "import sys; sys.exit(3)"]
DEAF = [
    *(sys.executable, "-c"),
    "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print(1); time.sleep(60)",
]


@pytest.fixture(autouse=True)
def _same_handlers(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(serving, "GRACE_SECONDS", 0.2)
    monkeypatch.setattr(serving, "LIMIT_SECONDS", 1.0)
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


def children(group: serving.Group) -> list[int | None]:
    """Return the exit codes of the children, None for one that runs."""
    return [child.poll() for child in group._children]


def test_a_child_that_fails_ends_the_others_and_gives_its_code():
    group = serving.Group(SLEEP, FAIL)
    group.start()
    assert group.wait() == 3
    assert None not in children(group)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_every_child(number):
    group = serving.Group(SLEEP, SLEEP)
    group.start()
    os.kill(os.getpid(), number)
    assert group.wait() == 0
    assert None not in children(group)


def test_a_child_that_does_not_listen_is_ended_all_the_same():
    group = serving.Group(DEAF)
    group.start()
    os.kill(os.getpid(), signal.SIGTERM)
    assert group.wait() == 0
    assert None not in children(group)


def test_a_port_in_use_is_seen():
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        assert not serving.port_is_free(port)
    assert serving.port_is_free(port)


def test_a_cache_inside_the_process_allows_one_process(settings):
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    assert web_workers() == 1
    settings.CACHES = {"default": {"BACKEND": "core.cache.ForgivingRedisCache"}}
    assert web_workers() == 2
