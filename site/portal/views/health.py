"""Health for load balancers: alive, and ready to serve."""

import logging
import secrets
from collections.abc import Callable

from django.core.cache import cache
from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from wagtail.models import Page
from wagtail.search.backends import get_search_backend

logger = logging.getLogger(__name__)


class NotReady(Exception):
    """A part answers, but wrongly."""


@never_cache
def healthz(request: HttpRequest) -> HttpResponse:
    """Answer that the process is alive; asks nothing else."""
    return JsonResponse({"status": "ok"})


@never_cache
def readyz(request: HttpRequest) -> HttpResponse:
    """Answer 200 when database, cache and search work, 503 with the failed ones otherwise."""
    results = {name: _passes(name, check) for name, check in CHECKS.items()}
    ready = all(results.values())
    states = {name: "ok" if passed else "failed" for name, passed in results.items()}
    return JsonResponse(
        {"status": "ok" if ready else "unavailable", "checks": states}, status=200 if ready else 503
    )


def check_database() -> None:
    """Run the smallest query."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")


def check_cache() -> None:
    """Write and read back a value; a forgiving cache hides its errors and returns nothing."""
    value = secrets.token_hex(8)
    cache.set("portal:ready", value, 30)
    if cache.get("portal:ready") != value:
        raise NotReady("the cache did not keep a value")


def check_search() -> None:
    """Ask the search backend for one page."""
    list(get_search_backend().search("công đoàn", Page.objects.live())[:1])


CHECKS: dict[str, Callable[[], None]] = {
    "database": check_database,
    "cache": check_cache,
    "search": check_search,
}


def _passes(name: str, check: Callable[[], None]) -> bool:
    # Whatever a driver raises means the same here; the log keeps the reason, the answer does not.
    try:
        check()
    except Exception:
        logger.exception("Readiness check %s failed", name)
        return False
    return True
