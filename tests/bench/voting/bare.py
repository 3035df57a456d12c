"""The yardstick: a WSGI application that inserts one row with the columns of a ballot, no more."""

import json
import os
import sqlite3
import threading
from hashlib import sha256
from typing import Any
from uuid import uuid4

from psycopg_pool import ConnectionPool

URL = os.environ["DATABASE_URL"]
POOL = 8
IS_SQLITE = URL.startswith("sqlite:///")
TABLE = (
    "CREATE TABLE IF NOT EXISTS bare_ballot (id {key} PRIMARY KEY, poll_id integer,"
    " is_trial boolean, key_digest varchar(64), receipt_digest varchar(64), answers {json},"
    " unit_id integer, cast_on date, chain integer, position integer, previous_hash varchar(64),"
    " hash varchar(64))"
)
INSERT = "INSERT INTO bare_ballot VALUES (" + ", ".join(["{}"] * 12) + ")"
PRAGMAS = (
    "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;PRAGMA temp_store=MEMORY;"
    "PRAGMA mmap_size=134217728;PRAGMA cache_size=-32000;"
)
local = threading.local()


def row(body: bytes) -> list[Any]:
    """Return a row of the same size as a ballot."""
    digest = sha256(body).hexdigest()
    answers = json.dumps({"1": 2, "2": 3, "3": [5, 6]})
    return [
        uuid4().hex, 1, False, digest, digest, answers, None, "2026-11-27", 7, 123, digest, digest,
    ]  # fmt: skip


def sqlite() -> sqlite3.Connection:
    """Return this thread's connection, set as the portal sets its own."""
    if not hasattr(local, "connection"):
        local.connection = sqlite3.connect(URL.removeprefix("sqlite:///"), timeout=20)
        local.connection.executescript(PRAGMAS)
    return local.connection


if IS_SQLITE:
    sqlite().execute(TABLE.format(key="char(32)", json="text"))
else:
    pool = ConnectionPool(URL, min_size=1, max_size=POOL, open=True)
    with pool.connection() as connection:
        connection.execute(TABLE.format(key="uuid", json="jsonb"))


def store(body: bytes) -> None:
    """Insert one row in a transaction of its own."""
    if IS_SQLITE:
        with sqlite() as connection:
            connection.execute(INSERT.format(*["?"] * 12), row(body))
    else:
        with pool.connection() as connection:
            connection.execute(INSERT.format(*["%s"] * 12).encode(), row(body))


def application(environ, start_response):
    """Answer as the portal does: 303 once the row is stored."""
    body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
    if environ["REQUEST_METHOD"] == "POST":
        store(body)
    start_response("303 See Other", [("Location", "/cam-on/"), ("Content-Length", "0")])
    return [b""]
