"""What all benches share: the project's paths, a throw-away database, medians and tables."""

import os
import platform
import statistics
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
BENCH = ROOT / "tests" / "bench"


class Cost(NamedTuple):
    """What one call took: milliseconds on the clock, of processor time, and queries."""

    wall: float
    cpu: float
    queries: int


def set_up_django(settings: str = "portal.settings.test") -> None:
    """Make the project importable and ready, as manage.py does."""
    import django

    sys.path[1:1] = [str(ROOT), str(ROOT / "site")]
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", settings)
    django.setup()


@contextmanager
def throwaway_database() -> Iterator[str]:
    """Make an empty migrated database, yield its vendor, and drop it."""
    from django.db import connection
    from django.test.runner import DiscoverRunner

    runner = DiscoverRunner(verbosity=0, interactive=False)
    databases = runner.setup_databases()
    try:
        yield connection.vendor
    finally:
        runner.teardown_databases(databases)


def cost_of(call: Callable[[], object]) -> Cost:
    """Run `call` once."""
    from django.db import connection

    count = 0

    def counted(execute, sql, params, many, context):
        nonlocal count
        count += 1
        return execute(sql, params, many, context)

    with connection.execute_wrapper(counted):
        wall, cpu = time.perf_counter(), time.process_time()
        call()
        cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
    return Cost(wall * 1000, cpu * 1000, count)


def median(costs: Sequence[Cost]) -> Cost:
    """Return the median of each measure by itself."""
    walls, cpus, queries = zip(*costs, strict=True)
    return Cost(*map(statistics.median, (walls, cpus)), int(statistics.median(queries)))


def machine() -> str:
    """Describe where a run took place, because its milliseconds mean nothing elsewhere."""
    load = os.getloadavg()[0]
    return (
        f"{os.cpu_count()} cores, {platform.system()} {platform.machine()}, load {load:.1f}, "
        f"Python {platform.python_version()}, Django {version('django')}, "
        f"Wagtail {version('wagtail')}"
    )


def table(title: str, headings: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    """Return a Markdown table under a title; numbers get one decimal."""
    cells = [list(headings), *([_cell(value) for value in row] for row in rows)]
    widths = [max(len(row[column]) for row in cells) for column in range(len(headings))]
    lines = [_line(row, widths) for row in cells]
    rule = "|".join(
        ["", *("-" * (width + 1) + (":" if at else "-") for at, width in enumerate(widths)), ""]
    )
    return "\n".join(["", f"**{title}**", "", lines[0], rule, *lines[1:], ""])


def _cell(value: object) -> str:
    return f"{value:.1f}" if isinstance(value, float) else str(value)


def _line(row: Sequence[str], widths: Sequence[int]) -> str:
    first = f" {row[0]:<{widths[0]}} "
    rest = [f" {text:>{width}} " for text, width in zip(row[1:], widths[1:], strict=True)]
    return "|".join(["", first, *rest, ""])


def show(text: str) -> None:
    """Print at once, so that a long run shows where it is."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()
