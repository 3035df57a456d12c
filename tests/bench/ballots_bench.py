"""Casts very many ballots against the running server, which is killed in the middle.

Usage: python tests/bench/ballots_bench.py [--database sqlite|postgres] [--ballots 10000]
       [--connections 200] [--kills 2]

Every tenth ballot is sent twice at once, every fiftieth voter gives up when the line breaks, all
others send again. At the end every acknowledged ballot must be in the chains exactly once, as it
was sent, and the count must hold them all; else the bench fails. The rate is compared with a bare
insert of a row of the same columns under the same server, before and after.

The check against programs is as in production, but cheap to solve (GUARD_WORK) and without limits
for one address (GUARD_LIMITS): all voters come from this machine.
"""

import argparse
import json
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from measuring import BENCH, ROOT, machine, show, table
from sides import free_port

sys.path[1:1] = [str(ROOT), str(ROOT / "site"), str(ROOT / "tests")]

from voting.loader import Load, Outcome  # noqa: E402
from voting.server import Server, bare_server, portal_server, run_script  # noqa: E402

import services  # noqa: E402
from migrated_template import template_path  # noqa: E402

BARE = 5_000
NO_LIMIT = 10**9
GUARD = {
    "GUARD_WORK": "1",
    "GUARD_SECONDS": "0",
    "GUARD_LIMITS": json.dumps(
        {"vote": dict.fromkeys(("soft", "flood", "everywhere", "wrong_codes"), NO_LIMIT)}
    ),
}
HEADINGS = ("", "requests", "req/s", "broken", "seconds away")


@contextmanager
def database(kind: str, folder: Path) -> Iterator[str]:
    """Yield the URL of an empty database that writes to the disk at each commit."""
    if kind == "sqlite":
        path = folder / "portal.sqlite3"
        if template_path().exists():
            shutil.copy(template_path(), path)
        yield f"sqlite:///{path}"
        return
    import psycopg

    with services.postgres(is_durable=True) as url:
        if url is None:
            raise SystemExit("no PostgreSQL on this machine")
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute("DROP DATABASE IF EXISTS ballots_bench WITH (FORCE)")
            connection.execute("CREATE DATABASE ballots_bench")
            show(f"fsync {connection.execute('SHOW fsync').fetchone()[0]}")
        yield url.rpartition("/")[0] + "/ballots_bench"


def environment(url: str, folder: Path) -> dict[str, str]:
    """Return the environment of every process: the portal's settings, files in the folder."""
    kept = {key: value for key, value in os.environ.items() if key in {"PATH", "HOME", "LANG"}}
    paths = [ROOT, ROOT / "site", ROOT / "tests", BENCH]
    (folder / "static").mkdir()
    return kept | {
        **GUARD,
        "DJANGO_SETTINGS_MODULE": "portal.settings.dev",
        "DATABASE_URL": url,
        "EMAIL_URL": "dummymail://",
        "STATIC_ROOT": str(folder / "static"),
        "MEDIA_ROOT": str(folder / "media"),
        "PRIVATE_MEDIA_ROOT": str(folder / "private"),
        "LOG_LEVEL": "ERROR",
        "PYTHONPATH": os.pathsep.join(map(str, paths)),
    }


def load(server: Server, ballots: Path, **options: Any) -> Outcome:
    """Start a server, send the ballots, and kill it at the end: nothing may hang on a good end."""
    server.start()
    try:
        return Load(ballots, port=server.port, **options).run()
    finally:
        server.kill()


def run(options: argparse.Namespace, folder: Path, url: str) -> bool:
    """Do everything; print the figures; tell whether nothing is wrong."""
    env, ballots, acks = environment(url, folder), folder / "ballots", folder / "acks"
    poll = json.loads(run_script("prepare.py", ballots, str(options.ballots), env=env))
    shared = {"connections": options.connections, "address": poll["path"]}
    bare = {**shared, "limit": min(BARE, options.ballots)}
    before = load(bare_server(free_port(), env), ballots, **bare)
    portal = portal_server(free_port(), env)
    step = options.ballots // (options.kills + 1)
    places = tuple(step * (number + 1) for number in range(options.kills))
    ours = load(portal, ballots, restart=portal.restart, restart_at=places, **shared)
    after = load(bare_server(free_port(), env), ballots, **bare)
    acks.write_text("\n".join(ours.acknowledged))
    found = json.loads(run_script("verify.py", str(poll["poll"]), ballots, acks, env=env))
    tell(options, found, {"bare insert": before, "portal": ours, "bare insert again": after})
    return not any(found["faults"].values()) and ours.restarts == options.kills


def tell(options: argparse.Namespace, found: dict[str, Any], outcomes: dict[str, Outcome]) -> None:
    """Print the figures."""
    rows = [[name, one.answers, one.rate, one.broken, one.away] for name, one in outcomes.items()]
    title = f"{options.ballots} ballots over {options.connections} connections"
    title += f", {options.database}, killed {options.kills} times"
    show(table(title, HEADINGS, rows))
    before, ours, after = outcomes.values()
    bare = (before.rate + after.rate) / 2
    show(f"The portal takes {ours.rate / bare:.2f} times as many as the bare insert.")
    show(json.dumps(found, indent=2))


def main() -> None:
    """Cast, compare, verify; exit with 1 when anything does not fit."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--database", choices=("sqlite", "postgres"), default="sqlite")
    parser.add_argument("--ballots", type=int, default=10_000)
    parser.add_argument("--connections", type=int, default=200)
    parser.add_argument("--kills", type=int, default=2)
    options = parser.parse_args()
    show(machine())
    with (
        tempfile.TemporaryDirectory(prefix="portal-bench-") as name,
        database(options.database, Path(name)) as url,
    ):
        is_sound = run(options, Path(name), url)
    sys.exit(0 if is_sound else 1)


if __name__ == "__main__":
    main()
