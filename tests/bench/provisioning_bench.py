"""Shows that provisioning a unit costs the same however many units there are already.

Usage: python tests/bench/provisioning_bench.py [--sizes 10 50 104 300]; DATABASE_URL chooses
the database. The first 104 units are those of the register, the others are invented.
"""

import argparse
import csv
import io
import tempfile
from pathlib import Path

from measuring import (
    ROOT,
    Cost,
    cost_of,
    machine,
    median,
    set_up_django,
    show,
    table,
    throwaway_database,
)

REGISTER = ROOT / "units" / "data" / "units_2016.csv"
EDGE = 5
HEADINGS = (
    *("units", "first load: ms/unit", "queries/unit", "unit 1", "last unit", "CPU last/first"),
    *("second load: ms/unit", "queries/unit"),
)


def register_of(size: int) -> list[dict[str, str]]:
    """Return `size` rows of the register, invented ones after the last."""
    with REGISTER.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    for number in range(len(rows), size):
        rows.append(
            {
                "code": f"BENCH-{number}",
                "kind": "province",
                "name_vi": f"Đơn vị thử số {number}",
                "name_en": "",
                "short_name_vi": f"Thử {number}",
                "slug": f"thu-{number}",
            }
        )
    return rows[:size]


def write_csv(rows: list[dict[str, str]], path: Path) -> None:
    """Write a register file."""
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, fieldnames=list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    path.write_text(text.getvalue(), encoding="utf-8")


def load(path: Path) -> tuple[Cost, list[Cost]]:
    """Run `load_units`; return the whole cost and the cost of provisioning each unit."""
    from django.core.management import call_command

    from units.management.commands import load_units

    each: list[Cost] = []
    provision = load_units.provision_unit

    def measured(**arguments):
        made: list[str] = []
        each.append(cost_of(lambda: made.extend(provision(**arguments))))
        return made

    load_units.provision_unit = measured
    try:
        whole = cost_of(
            lambda: call_command("load_units", str(path), no_progress=True, stdout=io.StringIO())
        )
    finally:
        load_units.provision_unit = provision
    return whole, each


def measure(size: int) -> list[object]:
    """Load `size` units into an empty database, twice; return a row of the table."""
    with tempfile.TemporaryDirectory() as folder, throwaway_database():
        path = Path(folder) / "units.csv"
        write_csv(register_of(size), path)
        first, each = load(path)
        second, _again = load(path)
    # The first unit warms caches of types and permissions; compare what comes after it.
    growth = median(each[-EDGE:]).cpu / median(each[1 : 1 + EDGE]).cpu
    return [
        *(size, first.wall / size, f"{first.queries / size:.2f}"),
        *(each[0].queries, each[-1].queries, f"{growth:.2f}"),
        *(second.wall / size, f"{second.queries / size:.2f}"),
    ]


def main() -> None:
    """Measure each size in a database of its own and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[10, 50, 104, 300])
    sizes = parser.parse_args().sizes
    set_up_django()
    from django.db import connection

    show(machine())
    rows = [measure(size) for size in sizes]
    show(table(f"Provisioning, {connection.vendor}", HEADINGS, rows))


if __name__ == "__main__":
    main()
