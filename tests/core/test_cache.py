"""The shared cache: real while Redis lives, a miss and never an error when it is gone."""

import pytest

from core.cache import ForgivingRedisCache
from services import free_port


def test_values_come_back_from_redis(redis_url):
    cache = ForgivingRedisCache(redis_url, {})
    cache.set("khóa", {"tên": "Công đoàn"})
    assert cache.get("khóa") == {"tên": "Công đoàn"}
    assert cache.add("khóa", 1) is False
    cache.set("đếm", 1)
    assert cache.incr("đếm") == 2
    cache.delete("khóa")
    assert cache.get("khóa", "không có") == "không có"


def test_a_dead_redis_reads_as_a_miss():
    cache = ForgivingRedisCache(
        f"redis://127.0.0.1:{free_port()}/0", {"OPTIONS": {"socket_connect_timeout": 1}}
    )
    cache.set("khóa", 1)
    assert cache.get("khóa") is None
    assert cache.get("khóa", "không có") == "không có"
    assert cache.get_many(["khóa"]) == {}
    assert cache.add("khóa", 1) is False
    assert cache.has_key("khóa") is False
    assert cache.delete("khóa") is False
    with pytest.raises(ValueError, match="khóa"):
        cache.incr("khóa")
