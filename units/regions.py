"""In which region a province lies, from the file beside this app.

Source: Resolution 202/2025/QH15 (provinces), Resolution 306/NQ-CP of 5 October 2025 (regions).
"""

import csv
from functools import cache
from pathlib import Path

from units.enums import Region, UnitKind

PROVINCES = Path(__file__).parent / "data" / "province_regions.csv"


def region_of(*, kind: str, slug: str) -> str:
    """Return the region of a provincial federation by its address, else an empty string."""
    return regions_by_slug().get(slug, "") if kind == UnitKind.PROVINCE else ""


@cache
def regions_by_slug() -> dict[str, str]:
    """Return the regions of all provinces of before and after the reorganisation of 2025."""
    with PROVINCES.open(encoding="utf-8", newline="") as file:
        return {row["slug"]: Region(row["region"]).value for row in csv.DictReader(file)}
