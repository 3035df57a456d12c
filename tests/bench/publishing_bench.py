"""Compares the last approval of a piece with publishing a page of a bare Wagtail project.

Usage: python tests/bench/publishing_bench.py [--articles 2000] [--times 15]

Both sides hold the same number of articles in SQLite files. The portal's figure holds the
approval, the publication, the contribution's record and the mail's order; the bare project only
publishes. What the portal leaves to its worker is shown apart.
"""

import argparse
import tempfile
from pathlib import Path

from measuring import Cost, machine, median, show, table
from sides import Portal, Side, Starter

TURNS = 3
HEADINGS = (
    "publish a page", "portal: ms", "CPU ms", "queries", "worker: CPU ms", "bare: ms", "CPU ms",
    "queries", "bare/portal CPU",
)  # fmt: skip
Costs = dict[str, list[Cost]]


def measure(sides: tuple[Side, Side], times: int) -> list[Costs]:
    """Publish on both sides in turns; return all costs of each."""
    found: list[Costs] = [{}, {}]
    for _turn in range(TURNS):
        for side, costs in zip(sides, found, strict=True):
            for name, more in side.run("publish.py", str(max(2, times // TURNS))).items():
                costs.setdefault(name, []).extend(Cost(*cost) for cost in more)
    return found


def row(name: str, portal: Costs, starter: Costs) -> list[object]:
    """Return one line of the table."""
    ours, bare, worker = (
        median(found) for found in (portal[name], starter[name], portal[f"{name}, worker"])
    )
    label = {"text": "without a picture", "picture": "with a picture"}[name]
    return [label, *ours, worker.cpu, *bare, f"{bare.cpu / ours.cpu:.2f}"]


def main() -> None:
    """Fill both sides, publish on each, print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=2000)
    parser.add_argument("--times", type=int, default=15)
    options = parser.parse_args()
    show(machine())
    with tempfile.TemporaryDirectory(prefix="portal-bench-") as folder:
        sides = (Portal(Path(folder)), Starter(Path(folder)))
        for side in sides:
            side.start_filling(options.articles)
        for side in sides:
            side.wait_until_filled()
        portal, starter = measure(sides, options.times)
    rows = [row(name, portal, starter) for name in ("text", "picture")]
    show(table(f"Publishing among {options.articles} articles, SQLite", HEADINGS, rows))


if __name__ == "__main__":
    main()
