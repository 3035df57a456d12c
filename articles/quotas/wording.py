"""Says in words what a rule asks for and how a week stands."""

from collections.abc import Callable

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.enums import RouteKind
from articles.models import QuotaRule
from articles.quotas.obligations import Duty
from articles.quotas.periods import week_name
from articles.quotas.standings import WeekStanding

# (type of piece, only with a picture) → so many of them, in words.
PIECES: dict[tuple[str, bool], Callable[[int], str]] = {
    ("", False): lambda n: ngettext("%(number)s piece", "%(number)s pieces", n),
    ("", True): lambda n: ngettext(
        "%(number)s illustrated piece", "%(number)s illustrated pieces", n
    ),
    (RouteKind.NEWS, False): lambda n: ngettext("%(number)s news item", "%(number)s news items", n),
    (RouteKind.NEWS, True): lambda n: ngettext(
        "%(number)s illustrated news item", "%(number)s illustrated news items", n
    ),
    (RouteKind.THEMATIC, False): lambda n: ngettext(
        "%(number)s thematic piece", "%(number)s thematic pieces", n
    ),
    (RouteKind.THEMATIC, True): lambda n: ngettext(
        "%(number)s illustrated thematic piece", "%(number)s illustrated thematic pieces", n
    ),
}


def pieces_asked_for(rule: QuotaRule, number: int) -> str:
    """Return so many of the pieces that a rule asks for, such as “2 illustrated pieces”."""
    return PIECES[rule.piece_kind, rule.needs_picture](number) % {"number": number}


def rule_in_words(rule: QuotaRule) -> str:
    """Return what a rule asks for each week."""
    return _("%(pieces)s a week") % {"pieces": pieces_asked_for(rule, rule.per_week)}


def week_in_words(standing: WeekStanding) -> str:
    """Return a week's figures and state in one line, for titles of cells."""
    values = {
        "week": week_name(standing.week),
        "sent": standing.sent,
        "used": standing.used,
        "required": standing.required,
        "state": standing.state().label,
    }
    if standing.duty is Duty.NONE:
        return _("%(week)s: sent %(sent)s, used %(used)s. %(state)s") % values
    line = _("%(week)s: sent %(sent)s of %(required)s, used %(used)s. %(state)s") % values
    return f"{line}: {standing.reason}" if standing.reason else line
