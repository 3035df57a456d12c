"""A shared cache that may die without taking a page with it."""

import logging

from django.core.cache.backends.redis import RedisCache
from redis.exceptions import RedisError

logger = logging.getLogger(__name__)


def _forgiving(name: str, *, result: object):
    original = getattr(RedisCache, name)

    def call(self, *args, **kwargs):
        try:
            return original(self, *args, **kwargs)
        except (RedisError, OSError) as error:
            logger.warning("cache.%s failed: %s", name, error)
            return args[1] if name == "get" and len(args) > 1 else kwargs.get("default", result)

    call.__name__ = name
    return call


class ForgivingRedisCache(RedisCache):
    """Redis whose failures are logged and read as a cache miss."""

    get = _forgiving("get", result=None)
    get_many = _forgiving("get_many", result={})
    add = _forgiving("add", result=False)
    set = _forgiving("set", result=None)
    set_many = _forgiving("set_many", result=[])
    touch = _forgiving("touch", result=False)
    delete = _forgiving("delete", result=False)
    delete_many = _forgiving("delete_many", result=None)
    has_key = _forgiving("has_key", result=False)
    clear = _forgiving("clear", result=False)

    # `incr` raises ValueError for a missing key by contract: callers handle it alike.
    def incr(self, key, delta=1, version=None):
        """Increase a counter; a dead cache looks like a missing key."""
        try:
            return super().incr(key, delta=delta, version=version)
        except (RedisError, OSError) as error:
            logger.warning("cache.incr failed: %s", error)
            raise ValueError(key) from error
