"""Figures of a desk's dashboard: each is a part of its board, counted like the board counts."""

from datetime import datetime, timedelta
from urllib.parse import urlencode

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from articles.enums import ContributionState
from articles.models import Contribution, Desk
from articles.newsroom.board.filters import overdue
from articles.newsroom.board.segments import BY_KEY
from articles.rules import works_at_desk
from core.days import begin_of, day_of

WEEK = timedelta(days=7)


def board_figures(user, *, desks: list[Desk], now: datetime) -> list[dict]:
    """Return `[{"label", "count", "url"}]` of the boards of an account; one query."""
    since = day_of(now) - WEEK
    works = any(works_at_desk(user, desk=desk) for desk in desks)
    first = ("mine", _("Claimed by me")) if works else ("waiting", _("Nobody has it"))
    late = Q(state=ContributionState.DESK_REVIEW) & overdue(now)
    used = BY_KEY["used"].condition(user, now) & Q(used_at__gte=begin_of(since))
    used_since = {"segment": "used", "used_since": date_format(since, "SHORT_DATE_FORMAT")}
    figures = [
        (_("To decide"), BY_KEY["open"].condition(user, now), {"segment": "open"}),
        (first[1], BY_KEY[first[0]].condition(user, now), {"segment": first[0]}),
        (_("Overdue"), late, {"segment": "open", "due": "overdue"}),
        (_("Used in the last 7 days"), used, used_since),
    ]
    counts = Contribution.objects.filter(desk__in=desks).aggregate(
        **{f"figure_{number}": Count("pk", filter=row[1]) for number, row in enumerate(figures)}
    )
    board = reverse("newsroom_board")
    return [
        {"label": label, "count": counts[f"figure_{number}"], "url": f"{board}?{urlencode(query)}"}
        for number, (label, _condition, query) in enumerate(figures)
    ]
