"""What half-year reports count of polls: how many of a unit's codes were used, never by whom."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.addresses import PageAddresses
from units.indicators import Figure, Indicator, IndicatorKind, Record, Window, register, share_of

from .enums import Audience, PollStatus
from .models import Poll, PollResult, VoterCode


def register_indicators() -> None:
    """Put the indicator of polls into the registry.

    It has no weight: who must not be pressed to vote must not cost the unit points either.
    """
    register(
        Indicator(
            code="poll_turnout",
            order=90,
            label=gettext_lazy("Turnout of polls"),
            formula=gettext_lazy(
                "Codes used of those given out for the unit, in the polls with codes that closed in"
                " the period and are counted; a poll whose result keeps the unit's group shut, as"
                " with fewer than ten ballots, does not count."
            ),
            kind=IndicatorKind.SHARE,
            count=count_turnout,
            records=turnout_records,
        )
    )


@dataclass(frozen=True)
class _Turnout:
    """Codes of one unit in one poll."""

    unit_id: int
    poll_id: int
    code: str
    used: int
    issued: int


def count_turnout(unit_ids: Collection[int], window: Window) -> dict[int, Figure]:
    """Return the share of codes used by unit, over its polls that may be shown; two queries."""
    shown = _shown_units(window)
    sums: dict[int, tuple[int, int]] = {}
    for one in _turnouts(unit_ids, window):
        if one.code in shown.get(one.poll_id, ()):
            used, issued = sums.get(one.unit_id, (0, 0))
            sums[one.unit_id] = used + one.used, issued + one.issued
    found = {unit_id: share_of(*pair) for unit_id, pair in sums.items()}
    return {unit_id: figure for unit_id, figure in found.items() if figure}


def turnout_records(unit_id: int, window: Window) -> list[Record]:
    """Return the polls with codes of a unit, newest close first; three queries."""
    shown, addresses = _shown_units(window), PageAddresses()
    by_poll = {one.poll_id: one for one in _turnouts([unit_id], window)}
    polls = Poll.objects.filter(pk__in=by_poll).select_related("page")
    return [
        _record(poll, by_poll[poll.pk], shown, addresses)
        for poll in polls.order_by("-closes_at", "-pk")
    ]


def _record(
    poll: Poll, turnout: _Turnout, shown: dict[int, set[str]], addresses: PageAddresses
) -> Record:
    is_shown = turnout.code in shown.get(poll.pk, ())
    closed: datetime | None = poll.closes_at
    page = poll.page
    return Record(
        label=poll.title,
        happened_at=closed,
        counts=is_shown,
        note=_("%(used)s of %(issued)s codes used")
        % {"used": turnout.used, "issued": turnout.issued}
        if is_shown
        else _("Left out: too few ballots to be shown"),
        url=(addresses.of(page.url_path) or "") if page and page.live else "",
    )


def _closed(window: Window) -> Q:
    """Return the condition of polls with codes that closed in a window and are counted."""
    return Q(
        poll__audience=Audience.CODES,
        poll__status=PollStatus.FROZEN,
        poll__closes_at__gte=window.begin,
        poll__closes_at__lt=window.end,
    )


def _shown_units(window: Window) -> dict[int, set[str]]:
    """Return by poll the codes of the units whose group the sealed result shows to everybody.

    So a report can tell no more of a small group than the result does (ADR 0018), not even by
    subtraction.
    """
    rows = PollResult.objects.filter(_closed(window)).values_list("poll_id", "data__groups__unit")
    return {
        poll_id: {group["group"] for group in (unit or {}).get("groups", ())}
        for poll_id, unit in rows
    }


def _turnouts(unit_ids: Collection[int], window: Window) -> list[_Turnout]:
    """Return the codes of units by poll; those that were voided unused were never given out."""
    given_out = Q(batch__voided_at__isnull=True) | Q(is_used=True)
    rows = (
        VoterCode.objects.filter(_closed(window), given_out, batch__unit_id__in=unit_ids)
        .order_by()
        .values_list("batch__unit_id", "poll_id", "batch__unit__code")
        .annotate(used=Count("pk", filter=Q(is_used=True)), issued=Count("pk"))
    )
    return [_Turnout(*row) for row in rows]
