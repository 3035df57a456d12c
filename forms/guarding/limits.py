"""Limits against floods: generous, since a whole factory may share one address."""

from dataclasses import dataclass
from datetime import datetime
from math import ceil

from django.conf import settings
from django.core.cache import BaseCache, caches
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import ngettext

from . import proofs
from .addresses import client_network, veiled

MINUTE = 60
EVERYWHERE = "*"
WRONG_ANSWER = 3  # what a wrong answer to the word question counts more than a form
SAME_PROOF = 5  # forms that one hard proof opens during a flood


@dataclass(frozen=True)
class Limits:
    """Forms a minute: of one address before proofs get harder, before it is a flood; of all."""

    soft: int = 30
    flood: int = 120
    everywhere: int = 1_200
    wrong_codes: int = 30


DEFAULTS = {"vote": Limits(soft=120, flood=600, everywhere=6_000, wrong_codes=60)}


class TooMany(Exception):
    """An address sends more than people behind it can; `retry_after` is in seconds."""

    def __init__(self, retry_after: int) -> None:
        super().__init__(f"Too many forms; again in {retry_after} seconds.")
        self.retry_after = retry_after

    @property
    def message(self) -> str:
        """Return what the sender reads."""
        text = ngettext(
            "Very many forms are coming from your network. What you wrote is still here: "
            "wait %(count)s second, then send it again.",
            "Very many forms are coming from your network. What you wrote is still here: "
            "wait %(count)s seconds, then send it again.",
            self.retry_after,
        )
        return text % {"count": self.retry_after}


def limits_of(purpose: str) -> Limits:
    """Return the limits of a purpose: ours, changed by the setting GUARD_LIMITS."""
    default = DEFAULTS.get(purpose, Limits())
    return Limits(**{**vars(default), **settings.GUARD_LIMITS.get(purpose, {})})


def check(request: HttpRequest, purpose: str, *, now: datetime | None = None) -> None:
    """Count one form that is sent; raise `TooMany` above the flood limit of its address.

    Counts once for a request, however often it is asked. During a flood a form with a hard proof
    (`forms.guarding.proofs`) still passes: neighbours of the one who floods get theirs with the
    refused form.
    """
    asked = request.__dict__.setdefault("_guard_checks", {})
    if purpose not in asked:
        asked[purpose] = _wait(request, purpose, now or timezone.now())
    if asked[purpose]:
        raise TooMany(asked[purpose])


def guess(request: HttpRequest, purpose: str, *, now: datetime | None = None) -> None:
    """Count one code that was wrong; raise `TooMany` when an address has typed too many of them.

    Call it after the look-up failed: a right code is always let in, whoever shares the address.
    """
    limit = limits_of(purpose).wrong_codes
    window = _count(request, purpose, "guess", 1, now or timezone.now())
    if window and window.total > limit:
        raise TooMany(window.seconds_until(limit))


def wrong_answer(request: HttpRequest, purpose: str, *, now: datetime) -> None:
    """Let a wrong answer to the word question weigh more than a form."""
    _count(request, purpose, "sent", WRONG_ANSWER, now)


def level(request: HttpRequest, purpose: str, *, now: datetime) -> int:
    """Count one form that is shown and return how hard its proof must be (`proofs.LEVELS`)."""
    limits = limits_of(purpose)
    shown = _count(request, purpose, "shown", 1, now)
    sent = _count(request, purpose, "sent", 0, now)
    shown_to_all = _count(None, purpose, "shown", 1, now)
    sent_by_all = _count(None, purpose, "sent", 0, now)
    # People open a form more often than they send it.
    busy = _is_over(sent, limits.soft) or _is_over(shown, 2 * limits.soft)
    flooded = _is_over(sent_by_all, limits.everywhere)
    flooded = flooded or _is_over(shown_to_all, 2 * limits.everywhere)
    return int(busy) + int(flooded)


def _wait(request: HttpRequest, purpose: str, now: datetime) -> int:
    """Return for how many seconds the sender must wait, 0 for not at all."""
    limits = limits_of(purpose)
    window = _count(request, purpose, "sent", 1, now)
    _count(None, purpose, "sent", 1, now)
    if window is None or window.total <= limits.flood:
        return 0
    proof = proofs.read(request.POST.get("altcha", ""), purpose=purpose)
    if proof is None or proof.level == 0:
        return window.seconds_until(limits.flood)
    used = _add(f"proof:{proof.digest}", 1, now)
    proven = _count(request, purpose, "proven", 1, now)
    if _is_over(used, SAME_PROOF) or _is_over(proven, limits.flood):
        return window.seconds_until(limits.flood)
    return 0


@dataclass(frozen=True)
class Window:
    """What was counted in this minute and the one before."""

    current: int
    previous: int
    seconds: float  # gone of this minute

    @property
    def total(self) -> float:
        """Return how many there were in the last sixty seconds, about."""
        return self.current + self.previous * (1 - self.seconds / MINUTE)

    def seconds_until(self, limit: int) -> int:
        """Return when the total falls to the limit if nothing more comes; at least one second."""
        if self.current > limit:
            rest = MINUTE - self.seconds
            return max(1, ceil(rest + MINUTE * (1 - limit / self.current)))
        if not self.previous:
            return 1
        return max(1, ceil(MINUTE * (1 - (limit - self.current) / self.previous) - self.seconds))


def _is_over(window: Window | None, limit: int) -> bool:
    return window is not None and window.total > limit


def _count(
    request: HttpRequest | None, purpose: str, kind: str, amount: int, now: datetime
) -> Window | None:
    """Add to a counter of the visitor's network, or of all; None when there is nothing to tell."""
    network = EVERYWHERE if request is None else client_network(request)
    if network is None:
        return None
    return _add(f"{kind}:{veiled(network, purpose=purpose, now=now)}", amount, now)


def _add(name: str, amount: int, now: datetime) -> Window | None:
    """Add to a counter; None when the cache is dead, which means open.

    Counters of whole minutes are increased in one step of the cache, so that nothing is lost when
    many requests come at once, as it would be with buckets that are read and written back.
    """
    cache = caches["guard"]
    minute, seconds = divmod(now.timestamp(), MINUTE)
    here, before = f"{name}:{int(minute)}", f"{name}:{int(minute) - 1}"
    if amount:
        current = _increase(cache, here, amount)
        if current is None:
            return None
        return Window(current, cache.get(before) or 0, seconds)
    found = cache.get_many([here, before])
    return Window(found.get(here) or 0, found.get(before) or 0, seconds)


def _increase(cache: BaseCache, key: str, amount: int) -> int | None:
    for _attempt in range(2):
        try:
            return cache.incr(key, amount)
        except ValueError:
            if cache.add(key, amount, 3 * MINUTE):
                return amount
    return None
