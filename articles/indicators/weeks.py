"""In which share of the weeks with something due a unit sent enough."""

from collections.abc import Collection, Sequence
from datetime import date

from django.utils.translation import gettext as _

from articles.quotas.periods import SUNDAY, sunday_of, week_name
from articles.quotas.standings import UnitStanding, read_standings
from core.weeks import monday_of, week_of, weeks_between
from units.indicators import Figure, Record, Window, share_of
from units.models import Unit


def weeks_of(window: Window) -> list[date]:
    """Return the Mondays of the weeks that end in a window and have begun at its `now`.

    A week across two periods is judged once, in the period in which it ends.
    """
    last = min(monday_of(window.ends_on - SUNDAY), week_of(window.now))
    return weeks_between(window.starts_on, last)


def count_met(unit_ids: Collection[int], window: Window) -> dict[int, Figure]:
    """Return the share of judged weeks with enough sent; none where no week is judged."""
    found = {}
    for standing in _standings(list(Unit.objects.filter(pk__in=unit_ids)), window):
        if figure := share_of(standing.met(), len(standing.judged)):
            found[standing.unit.pk] = figure
    return found


def week_records(unit_id: int, window: Window) -> list[Record]:
    """Return the judged weeks of a unit, newest first."""
    standings = _standings(list(Unit.objects.filter(pk=unit_id)), window)
    return [
        Record(
            label=week_name(week.week),
            happened_at=sunday_of(week.week),
            counts=week.sent >= week.required,
            note=_("%(sent)s sent, %(due)s due") % {"sent": week.sent, "due": week.required},
        )
        for standing in standings
        for week in reversed(standing.judged)
    ]


def _standings(units: Sequence[Unit], window: Window) -> list[UnitStanding]:
    weeks = weeks_of(window)
    return read_standings(units=units, weeks=weeks, now=window.now) if weeks and units else []
