"""Loads the shipped days of the calendar; used by the migration only."""

import csv
from collections.abc import Callable
from pathlib import Path
from typing import Any

DATA = Path(__file__).resolve().parent / "data" / "working_days.csv"

GetModel = Callable[[str, str], Any]


def load_working_days(*, get_model: GetModel) -> None:
    """Add the days that are not there yet; `get_model` is a migration's historical registry."""
    days = get_model("core", "CalendarDay").objects
    for row in _rows():
        days.get_or_create(date=row.pop("date"), defaults=row)


def unload_working_days(*, get_model: GetModel) -> None:
    """Remove the days that are still as they were shipped."""
    days = get_model("core", "CalendarDay").objects
    for row in _rows():
        days.filter(**row).delete()


def _rows() -> list[dict[str, Any]]:
    with DATA.open(encoding="utf-8") as file:
        rows: list[dict[str, Any]] = list(csv.DictReader(file))
    return [row | {"is_provisional": row["is_provisional"] == "yes"} for row in rows]
