"""Compares what readers ask for with the same on a bare Wagtail project, served side by side.

Usage: python tests/bench/requests_bench.py [--articles 2000] [--requests 150]

Both sides hold the same texts in SQLite and run one gunicorn worker on the loopback. Each page is
asked for in short turns, one side after the other, so that a busy machine slows both alike.
"""

import argparse
import statistics
import tempfile
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

from measuring import machine, show, table
from servers import Round, Server, serve
from sides import Portal, Starter
from texts import FREQUENT, RARE

WARM_UPS, TURNS, TURN_SECONDS = 15, 5, 2.0
PLAIN = "/"
HEADINGS = (
    "page", "portal: req/s", "CPU ms", "bare: req/s", "CPU ms", "bare/portal CPU",
    "bare plain page/portal CPU",
)  # fmt: skip


class Pair(NamedTuple):
    """One row: what it is called, where the portal has it and where the bare project has it."""

    name: str
    portal: str
    starter: str


def pairs(portal: dict[str, str], starter: dict[str, str]) -> list[Pair]:
    """Return the rows; the bare project's nearest page stands for what it does not have."""
    cards = "/api/v2/pages/?type=news.ArticlePage&fields=*&order=-date"
    search = "/api/v2/pages/?search="
    article = f"{portal['article_id']}/"
    bare_article = f"{starter['article_id']}/"
    return [
        Pair("home", "/", starter["section"]),
        Pair("English home, nothing translated", "/en/", starter["section"]),
        Pair("unit home", portal["unit"], starter["section"]),
        Pair("section list", portal["section"], starter["section"]),
        Pair("article", portal["article"], starter["article"]),
        Pair("v2 list", "/api/v2/pages/", "/api/v2/pages/"),
        Pair("v2 detail", f"/api/v2/pages/{article}", f"/api/v2/pages/{bare_article}"),
        Pair("v3 list", "/api/v3/pages/", "/api/v3/pages/"),
        Pair("v3 articles (cards)", "/api/v3/articles/", cards),
        Pair("v3 article", f"/api/v3/articles/{article}", f"/api/v2/pages/{bare_article}"),
        Pair("v3 search, all hit", "/api/v3/search/?q=cong+doan", search + quote(FREQUENT)),
        Pair("v3 search, 1 % hit", "/api/v3/search/?q=ky+niem", search + quote(RARE)),
    ]


def measure(sides: tuple[Server, Server], paths: tuple[str, str], requests: int) -> list[Round]:
    """Ask both sides in turns; return the median round of each."""
    for server, path in zip(sides, paths, strict=True):
        server.ask(path, requests=WARM_UPS, seconds=TURN_SECONDS)
    turns = [
        [
            server.ask(path, requests=max(1, requests // TURNS), seconds=TURN_SECONDS)
            for server, path in zip(sides, paths, strict=True)
        ]
        for _turn in range(TURNS)
    ]
    return [median_round(rounds) for rounds in zip(*turns, strict=True)]


def median_round(rounds: tuple[Round, ...]) -> Round:
    """Return the median of wall clock and CPU per request, each by itself, as one round."""
    return Round(
        1,
        statistics.median(found.wall / found.requests for found in rounds),
        statistics.median(found.cpu / found.requests for found in rounds),
    )


def rows(portal: Server, starter: Server, found: list[Pair], requests: int) -> list[list[object]]:
    """Measure every pair and the bare project's plain page."""
    plain, _again = measure((starter, starter), (PLAIN, PLAIN), requests)
    result: list[list[object]] = []
    for pair in found:
        ours, bare = measure((portal, starter), (pair.portal, pair.starter), requests)
        result.append(
            [
                *(pair.name, ours.per_second, ours.cpu_each, bare.per_second, bare.cpu_each),
                f"{bare.cpu / ours.cpu:.2f}",
                f"{plain.cpu / ours.cpu:.2f}",
            ]
        )
        show(
            " ".join(f"{cell:.1f}" if isinstance(cell, float) else str(cell) for cell in result[-1])
        )
    return [*result, ["bare plain page", "", "", plain.per_second, plain.cpu_each, "", ""]]


def main() -> None:
    """Fill both sides at once, serve them together, print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=2000)
    parser.add_argument("--requests", type=int, default=150)
    options = parser.parse_args()
    show(machine())
    with tempfile.TemporaryDirectory(prefix="portal-bench-") as folder:
        portal, starter = Portal(Path(folder)), Starter(Path(folder))
        for side in (portal, starter):
            side.start_filling(options.articles)
        found = pairs(portal.wait_until_filled(), starter.wait_until_filled())
        with serve(portal) as ours, serve(starter) as bare:
            result = rows(ours, bare, found, options.requests)
    show(table(f"Requests, {options.articles} articles, SQLite", HEADINGS, result))


if __name__ == "__main__":
    main()
