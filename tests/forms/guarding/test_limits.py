"""Limits count one household, tell nothing of it, and are open where the cache is dead."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.cache import caches
from django.test import RequestFactory

from factories.guard import guard_fields
from forms.guarding import limits
from forms.guarding.addresses import client_network, veiled
from forms.guarding.limits import TooMany, Window

pytestmark = pytest.mark.sqlite
NOW = datetime(2026, 3, 2, 9, 0, 0, tzinfo=UTC)


def request_of(address: str = "203.0.113.7", forwarded: str = "", **data):
    extra = {"HTTP_X_FORWARDED_FOR": forwarded} if forwarded else {}
    return RequestFactory().post("/", data, REMOTE_ADDR=address, **extra)


def send(count: int, *, purpose: str = "note", now=NOW, **extra) -> list[bool]:
    """Tell for each of some forms whether it passed."""
    return [passes(request_of(**extra), purpose, now) for _number in range(count)]


def passes(request, purpose: str, now=NOW) -> bool:
    try:
        limits.check(request, purpose, now=now)
    except TooMany:
        return False
    return True


@pytest.fixture
def small(settings):
    settings.GUARD_LIMITS = {"note": {"soft": 2, "flood": 5, "everywhere": 50, "wrong_codes": 2}}


def test_an_address_is_shut_above_the_flood_and_open_again_after_the_wait(db, small) -> None:
    assert send(6) == [True] * 5 + [False]
    assert send(1, address="203.0.113.8") == [True]
    assert send(1, purpose="vote") == [True]
    with pytest.raises(TooMany) as flood:
        limits.check(request_of(), "note", now=NOW)
    later = NOW + timedelta(seconds=flood.value.retry_after + 10)
    assert send(1, now=later) == [True]
    assert str(flood.value.retry_after) in str(flood.value.message)


def test_a_request_counts_once_however_often_it_is_asked(small) -> None:
    request = request_of()
    assert [passes(request, "note") for _number in range(20)] == [True] * 20


def test_a_hard_proof_passes_a_flood_a_few_times(db, small) -> None:
    send(10)
    easy, hard = guard_fields("note"), guard_fields("note", level=1)
    assert send(1, **easy) == [False]
    assert send(1, **guard_fields("vote", level=1)) == [False]
    assert send(6, **hard) == [True] * 5 + [False]


def test_hard_proofs_have_a_flood_limit_too(db, small) -> None:
    send(10)
    passed = [send(1, **guard_fields("note", level=1))[0] for _number in range(7)]
    assert passed == [True] * 5 + [False] * 2


def test_many_addresses_make_the_proof_harder_for_all_and_shut_nobody_out(small) -> None:
    others = [f"198.51.{number}.1" for number in range(60)]
    assert limits.level(request_of(), "note", now=NOW) == 0
    assert all(send(1, address=address)[0] for address in others)
    assert limits.level(request_of(), "note", now=NOW) == 1
    send(3)
    assert limits.level(request_of(), "note", now=NOW) == 2
    assert limits.level(request_of(), "note", now=NOW + timedelta(minutes=2)) == 0


def test_collecting_forms_makes_them_harder(small) -> None:
    levels = [limits.level(request_of(), "note", now=NOW) for _number in range(6)]
    assert levels == [0, 0, 0, 0, 1, 1]


def test_a_vote_may_come_from_a_whole_factory() -> None:
    assert all(send(600, purpose="vote"))
    assert limits.limits_of("question").flood == 120


def test_wrong_codes_are_counted_by_address(small) -> None:
    request = request_of()
    limits.guess(request, "note", now=NOW)
    limits.guess(request, "note", now=NOW)
    with pytest.raises(TooMany):
        limits.guess(request, "note", now=NOW)
    limits.guess(request_of("203.0.113.9"), "note", now=NOW)


@pytest.mark.parametrize(
    ("window", "limit", "wait"),
    [
        (Window(current=20, previous=0, seconds=0), 10, 90),
        (Window(current=5, previous=10, seconds=0), 10, 30),
        (Window(current=10, previous=10, seconds=59), 10, 1),
        (Window(current=3, previous=0, seconds=10), 10, 1),
    ],
)
def test_the_wait_is_as_long_as_needed(window, limit, wait) -> None:
    assert window.seconds_until(limit) == wait


@pytest.mark.parametrize(
    ("address", "forwarded", "proxies", "network"),
    [
        ("203.0.113.7", "", 0, "203.0.113.7"),
        ("203.0.113.7", "192.0.2.1", 0, "203.0.113.7"),
        ("10.0.0.1", "6.6.6.6, 192.0.2.1", 1, "192.0.2.1"),
        ("10.0.0.1", "6.6.6.6, 192.0.2.1, 10.0.0.2", 2, "192.0.2.1"),
        ("10.0.0.1", "192.0.2.1", 2, "10.0.0.1"),
        ("10.0.0.1", "<script>", 1, "10.0.0.1"),
        ("2001:db8:1:2:aaaa::1", "", 0, "2001:db8:1:2::/64"),
        ("::ffff:203.0.113.7", "", 0, "203.0.113.7"),
        ("", "", 0, None),
    ],
)
def test_the_address_is_the_visitors(address, forwarded, proxies, network, settings) -> None:
    settings.TRUSTED_PROXIES = proxies
    assert client_network(request_of(address, forwarded)) == network


def test_no_address_is_kept_and_its_name_changes_every_day() -> None:
    send(3)
    limits.level(request_of(), "note", now=NOW)
    assert "203.0.113" not in repr(caches["guard"]._cache)
    today = veiled("203.0.113.7", purpose="note", now=NOW)
    assert today == veiled("203.0.113.7", purpose="note", now=NOW + timedelta(hours=1))
    assert today != veiled("203.0.113.7", purpose="note", now=NOW + timedelta(days=1))
    assert today != veiled("203.0.113.7", purpose="vote", now=NOW)


def test_a_server_that_tells_no_address_limits_nobody(small) -> None:
    assert all(send(20, address=""))


def test_a_dead_cache_means_open(settings, small, caplog) -> None:
    settings.CACHES = settings.CACHES | {
        "guard": {
            "BACKEND": "core.cache.ForgivingRedisCache",
            "LOCATION": "redis://127.0.0.1:1/0",
        }
    }
    assert all(send(20))
    assert limits.level(request_of(), "note", now=NOW) == 0
    limits.guess(request_of(), "note", now=NOW)
