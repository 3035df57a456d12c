"""Rates in force on a day: frames, base salary, percentages.

Source: Decree 18/2014/NĐ-CP, article 7; what counts is the day of publication in Vietnam.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from articles.enums import RoyaltyRuleCode
from articles.grading.errors import RateMissing
from articles.models import BaseSalary, Contribution, Desk, Genre, GenreFrame, RoyaltyRule


@dataclass(frozen=True)
class Frame:
    """Coefficients that a desk may give: its own row within the decree's, else the decree's."""

    row: GenreFrame
    least: Decimal
    greatest: Decimal
    legal_greatest: Decimal


def published_on(contribution: Contribution) -> date:
    """Return the day on which a used piece was published, by the portal's own clock."""
    return timezone.localtime(contribution.used_at, timezone.get_default_timezone()).date()


def in_force(rows: QuerySet, day: date) -> QuerySet:
    """Return the rows whose validity holds a day, the newest last."""
    still = Q(valid_to__isnull=True) | Q(valid_to__gte=day)
    return rows.filter(still, valid_from__lte=day).order_by("valid_from", "pk")


def frames_on(
    *, desk: Desk | None, day: date, genres: Iterable[int] | None = None
) -> dict[int, Frame]:
    """Return the frame of each genre for a desk on a day, by genre; one query.

    A genre is left out without a frame of the decree, or when the desk's own lies outside it.
    """
    rows = GenreFrame.objects.filter(Q(desk__isnull=True) | Q(desk=desk))
    if genres is not None:
        rows = rows.filter(genre__in=genres)
    legal: dict[int, GenreFrame] = {}
    own: dict[int, GenreFrame] = {}
    for row in in_force(rows, day):
        (own if row.desk_id else legal)[row.genre_id] = row
    frames = {genre: _within(own.get(genre), decree) for genre, decree in legal.items()}
    return {genre: frame for genre, frame in frames.items() if frame.least <= frame.greatest}


def frame_on(*, genre: Genre, desk: Desk | None, day: date) -> Frame:
    """Return the frame of a genre for a desk on a day. Raises `RateMissing`."""
    frame = frames_on(desk=desk, day=day, genres=[genre.pk]).get(genre.pk)
    if frame is None:
        message = _(
            "No royalty frame of “%(genre)s” is in force on %(day)s. "
            "Ask a portal administrator to add it."
        )
        raise RateMissing(message % {"genre": genre, "day": _shown(day)}, field="genre")
    return frame


def salary_on(day: date) -> BaseSalary:
    """Return the base salary in force on a day. Raises `RateMissing`."""
    salary = BaseSalary.objects.filter(effective_from__lte=day).order_by("-effective_from").first()
    if salary is None:
        message = _("No base salary is known for %(day)s. Ask a portal administrator to add it.")
        raise RateMissing(message % {"day": _shown(day)})
    return salary


def rules_on(day: date) -> dict[str, RoyaltyRule]:
    """Return the rules in force on a day, by code; one query."""
    return {rule.code: rule for rule in in_force(RoyaltyRule.objects.all(), day)}


def needed_rule(rules: dict[str, RoyaltyRule], code: str, *, day: date) -> RoyaltyRule:
    """Return one of the rules of a day. Raises `RateMissing`."""
    if code not in rules:
        message = _(
            "The rule “%(rule)s” is not in force on %(day)s. Ask a portal administrator to add it."
        )
        raise RateMissing(message % {"rule": RoyaltyRuleCode(code).label, "day": _shown(day)})
    return rules[code]


def _within(own: GenreFrame | None, decree: GenreFrame) -> Frame:
    row = own or decree
    return Frame(
        row=row,
        least=max(row.min_coefficient, decree.min_coefficient),
        greatest=min(row.max_coefficient, decree.max_coefficient),
        legal_greatest=decree.max_coefficient,
    )


def _shown(day: date) -> str:
    return date_format(day, "SHORT_DATE_FORMAT")
