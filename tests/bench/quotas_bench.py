"""Shows that a year of quotas of all units answers within its budget, and fails when it does not.

Usage: python tests/bench/quotas_bench.py [--pieces 50000] [--times 5]; DATABASE_URL chooses the
database. The units are those of the register; the year is ISO 2024, which has 52 weeks.

The yardstick is the least that any such view must ask: the same rows counted by unit and week in
bare SQL, sent and used, read and thrown away. The budgets are ratios to it within one run.
"""

import argparse
import sys
from collections.abc import Callable
from datetime import datetime
from io import StringIO

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

YEAR = 2024
HEADINGS = ("view", "ms", "CPU ms", "queries", "times the yardstick", "budget")
BARE = """
SELECT {week}, unit_id, COUNT(*) FROM articles_contribution
WHERE {week} BETWEEN %s AND %s AND kind IN ('news', 'thematic') GROUP BY {week}, unit_id
"""
# Times the yardstick; the figures alone, then whole answers with everything around them.
BUDGETS = {
    "figures of all units": 8.0,
    "heat map": 22.0,
    "ranking": 15.0,
    "who is short": 4.0,
    "workbook": 45.0,
    "one unit": 5.0,
}


def load_units() -> None:
    """Make the units of the register with their sub-sites."""
    from django.core.management import call_command

    register = ROOT / "units" / "data" / "units_2016.csv"
    call_command("load_units", str(register), no_progress=True, stdout=StringIO())


def yardstick() -> list[tuple]:
    """Count in bare SQL."""
    from django.db import connection

    from core.weeks import weeks_of_year

    weeks, found = weeks_of_year(YEAR), []
    with connection.cursor() as cursor:
        for week in ("sent_week", "used_week"):
            cursor.execute(BARE.format(week=week), [weeks[0], weeks[-1]])
            found += cursor.fetchall()
    return found


def views() -> dict[str, Callable[[], object]]:
    """Return what is measured, by name; whole answers are asked for as the Office."""
    from django.conf import settings
    from django.test import Client
    from django.urls import reverse

    from articles.quotas.registers import units_in
    from articles.quotas.standings import read_standings
    from core.models import User
    from core.weeks import weeks_of_year
    from units.enums import PortalRole
    from units.models import Unit
    from units.services.memberships import grant_portal_role

    office = User.objects.create_user("vanphong", "vanphong@example.vn", "khong-dung-den-1")
    grant_portal_role(user=office, role=PortalRole.OFFICE)
    client = Client()
    client.force_login(office, backend=settings.AUTHENTICATION_BACKENDS[-1])
    weeks, now = weeks_of_year(YEAR), moment()
    unit = reverse("quota_unit", args=[Unit.objects.get(slug="ldld-ha-noi").code])

    def answer(path: str) -> Callable[[], object]:
        def ask() -> None:
            response = client.get(f"{path}?year={YEAR}&week={weeks[20]}")
            assert response.status_code == 200, response.status_code

        return ask

    return {
        "figures of all units": lambda: read_standings(
            units=units_in(weeks), weeks=weeks, now=now, all_units=True
        ),
        "heat map": answer(reverse("quota_overview")),
        "ranking": answer(reverse("quota_ranking")),
        "who is short": answer(reverse("quota_shortfalls")),
        "workbook": answer(reverse("quota_export")),
        "one unit": answer(unit),
    }


def moment() -> datetime:
    """Return a moment after the year."""
    from django.utils import timezone

    return timezone.make_aware(datetime(YEAR + 1, 6, 1))


def measure(calls: dict[str, Callable[[], object]], times: int) -> dict[str, Cost]:
    """Run all calls in turns, so that a busy machine slows all alike; return their medians."""
    costs: dict[str, list[Cost]] = {name: [] for name in calls}
    for call in calls.values():
        call()
    for _turn in range(times):
        for name, call in calls.items():
            costs[name].append(cost_of(call))
    return {name: median(found) for name, found in costs.items()}


def rows(costs: dict[str, Cost]) -> list[list[object]]:
    """Return the lines of the table, the yardstick first."""
    bare = costs["yardstick"]
    lines: list[list[object]] = [["yardstick", bare.wall, bare.cpu, bare.queries, "1.0", ""]]
    for name, budget in BUDGETS.items():
        cost = costs[name]
        lines.append([name, cost.wall, cost.cpu, cost.queries, cost.wall / bare.wall, budget])
    return lines


def over_budget(costs: dict[str, Cost]) -> list[str]:
    """Return the views that take longer than they may."""
    bare = costs["yardstick"].wall
    return [name for name, budget in BUDGETS.items() if costs[name].wall > budget * bare]


def main() -> None:
    """Fill a throw-away database, measure, print a table; end with an error over budget."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pieces", type=int, default=50_000)
    parser.add_argument("--times", type=int, default=5)
    options = parser.parse_args()
    set_up_django()
    from django.db import connection

    show(machine())
    with throwaway_database():
        from quota_year import insert_year

        load_units()
        made = insert_year(pieces=options.pieces, year=YEAR, until=moment())
        costs = measure({"yardstick": yardstick} | views(), options.times)
    title = f"Quotas of 104 units in 52 weeks, {made} pieces, {connection.vendor}"
    show(table(title, HEADINGS, rows(costs)))
    if late := over_budget(costs):
        sys.exit(f"Over budget: {', '.join(late)}")


if __name__ == "__main__":
    main()
