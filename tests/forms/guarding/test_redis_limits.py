"""The same counters in Redis, which all processes share."""

import pytest
from django.test import RequestFactory

from forms.guarding import limits
from forms.guarding.limits import TooMany

pytestmark = pytest.mark.sqlite


def test_a_flood_is_counted_in_redis(settings, redis_url: str) -> None:
    cache = {"BACKEND": "core.cache.ForgivingRedisCache", "LOCATION": redis_url}
    settings.CACHES = settings.CACHES | {"guard": cache}
    settings.GUARD_LIMITS = {"note": {"flood": 5}}
    for _number in range(5):
        limits.check(RequestFactory().post("/"), "note")
    with pytest.raises(TooMany):
        limits.check(RequestFactory().post("/"), "note")
