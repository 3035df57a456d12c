"""Types and fields of documents as the files beside this app have them.

Source of the types: Decree 30/2020/NĐ-CP, appendix III, and Decision 933/QĐ-TLĐ of 2024.
"""

import csv
from functools import cache
from pathlib import Path

DATA = Path(__file__).parent / "data"


@cache
def rows_of(name: str) -> list[dict[str, str]]:
    """Return the rows of a file by its columns, in their order."""
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
