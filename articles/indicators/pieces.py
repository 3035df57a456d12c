"""How many pieces units sent and how many were used, to the moment of a period's ends."""

from collections import Counter
from collections.abc import Collection
from datetime import date

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from articles.models import Contribution, QuotaRule
from articles.quotas.obligations import rule_in_force
from articles.quotas.piece_rows import why_not_counted
from articles.quotas.tallies import COUNTED_KINDS, Measure, Tally, tallied
from core.addresses import PageAddresses
from units.indicators import Figure, Record, Window, count_of
from units.models import Unit


def count_sent(unit_ids: Collection[int], window: Window) -> dict[int, Figure]:
    """Return the pieces that reached a desk in a window; three queries."""
    return _count(Measure.SENT, unit_ids, window)


def count_used(unit_ids: Collection[int], window: Window) -> dict[int, Figure]:
    """Return the pieces that were first used in a window; three queries."""
    return _count(Measure.USED, unit_ids, window)


def sent_records(unit_id: int, window: Window) -> list[Record]:
    """Return the pieces that reached a desk in a window, those that do not count with why."""
    return _records(Measure.SENT, unit_id, window)


def used_records(unit_id: int, window: Window) -> list[Record]:
    """Return the pieces that were first used in a window, those that do not count with why."""
    return _records(Measure.USED, unit_id, window)


def name_of(piece: Contribution) -> str:
    """Return how a list names a piece: the title is for readers of the page, not for others."""
    if piece.page.live:
        return piece.page.title
    return _("Piece no. %(number)s, not public") % {"number": piece.pk}


def address_of(piece: Contribution, addresses: PageAddresses) -> str:
    """Return where readers find a piece, nothing where they do not."""
    return (addresses.of(piece.page.url_path) or "") if piece.page.live else ""


def pieces_in(measure: Measure, unit_ids: Collection[int], window: Window) -> QuerySet:
    """Return the pieces of units by the moment of a measure; the end counts no more."""
    field = f"{measure}_at"
    bounds = {f"{field}__gte": window.begin, f"{field}__lt": window.end}
    return Contribution.objects.filter(unit_id__in=unit_ids, **bounds)


def _count(measure: Measure, unit_ids: Collection[int], window: Window) -> dict[int, Figure]:
    kinds = dict(Unit.objects.filter(pk__in=unit_ids).order_by().values_list("pk", "kind"))
    rules = _Rules()
    counts: Counter[int] = Counter()
    for row in tallied(pieces_in(measure, unit_ids, window), measure):
        _measure, unit_id, week, *tally = row
        counts[unit_id] += Tally(*tally).counted(rules.of(kinds[unit_id], week))
    return {unit_id: count_of(counts[unit_id]) for unit_id in kinds}


def _records(measure: Measure, unit_id: int, window: Window) -> list[Record]:
    rows = pieces_in(measure, [unit_id], window).filter(kind__in=COUNTED_KINDS)
    rows = rows.select_related("page", "unit").order_by(f"-{measure}_at", "-pk")
    rules, addresses = _Rules(), PageAddresses()
    return [_record(piece, measure, rules, addresses) for piece in rows]


def _record(
    piece: Contribution, measure: Measure, rules: "_Rules", addresses: PageAddresses
) -> Record:
    week = getattr(piece, f"{measure}_week")
    why_not = why_not_counted(piece, rules.of(piece.unit.kind, week))
    return Record(
        label=name_of(piece),
        happened_at=getattr(piece, f"{measure}_at"),
        counts=not why_not,
        note=why_not or piece.get_state_display(),
        url=address_of(piece, addresses),
    )


class _Rules:
    """The rule of a kind of unit by week, from one query."""

    def __init__(self) -> None:
        self._rules = list(QuotaRule.objects.all())
        self._found: dict[tuple[str, date], QuotaRule | None] = {}

    def of(self, kind: str, week: date) -> QuotaRule | None:
        """Return the rule in force on a Monday."""
        key = kind, week
        if key not in self._found:
            self._found[key] = rule_in_force(self._rules, kind=kind, week=week)
        return self._found[key]
