"""Checks a grade sheet against the rates of its day and computes what the piece earns."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from articles.enums import BONUS_CODES, RoyaltyRuleCode
from articles.grading.calculator import Computation, compute, unit_value
from articles.grading.errors import GradeRefused
from articles.grading.rates import (
    Frame,
    frame_on,
    needed_rule,
    published_on,
    rules_on,
    salary_on,
)
from articles.grading.revisions import GradedAuthor, GradedRevision, graded_revision
from articles.grading.sheets import Bonus, GradeSheet
from articles.models import BaseSalary, Contribution, RoyaltyRule

STEP = Decimal("0.5")
LONGEST_REASON = 300
LONGEST_VERSION_REASON = 1000


@dataclass(frozen=True)
class Assessment:
    """A checked sheet with the rates of its day and the amount."""

    sheet: GradeSheet
    published_on: date
    frame: Frame
    base_salary: BaseSalary
    unit_percent: Decimal
    rules: dict[str, RoyaltyRule]
    authors: tuple[GradedAuthor, ...]
    computation: Computation


def assess(
    *, contribution: Contribution, sheet: GradeSheet, is_new_version: bool = False
) -> Assessment:
    """Return what a tidied sheet comes to. Raises `GradeRefused` naming the faulty field."""
    day, piece = published_on(contribution), graded_revision(contribution)
    rules = rules_on(day)
    _check_genre(piece, sheet)
    frame = frame_on(genre=sheet.genre, desk=contribution.desk, day=day)
    _check_coefficient(sheet, frame)
    _check_bonuses(sheet.bonuses, rules=rules, day=day)
    _check_translation(sheet.translation_percent, rules=rules, day=day)
    _check_reason(sheet.reason, is_needed=is_new_version)
    salary = salary_on(day)
    unit_percent = needed_rule(rules, RoyaltyRuleCode.UNIT_VALUE, day=day).max_percent
    placement = needed_rule(rules, RoyaltyRuleCode(contribution.placement), day=day)
    return Assessment(
        sheet=sheet,
        published_on=day,
        frame=frame,
        base_salary=salary,
        unit_percent=unit_percent,
        rules=rules,
        authors=_checked_authors(piece),
        computation=compute(
            coefficient=sheet.coefficient,
            unit_value=unit_value(base_salary=salary.amount, percent=unit_percent),
            placement_percent=placement.max_percent,
            translation_percent=sheet.translation_percent,
            bonuses=[(code, percent) for code, percent, _reason in sheet.bonuses],
        ),
    )


def _check_genre(piece: GradedRevision, sheet: GradeSheet) -> None:
    if not sheet.genre.is_offered and sheet.genre.pk != piece.genre_id:
        raise _refused("genre", _("“%(genre)s” is no genre of this portal."), genre=sheet.genre)


def _check_coefficient(sheet: GradeSheet, frame: Frame) -> None:
    value = sheet.coefficient
    if not value.is_finite() or not frame.least <= value <= frame.greatest:
        raise _refused(
            "coefficient",
            _(
                "At this desk the coefficient of “%(genre)s” lies between %(least)s and "
                "%(greatest)s; the decree allows at most %(legal)s."
            ),
            genre=sheet.genre,
            least=_number(frame.least),
            greatest=_number(frame.greatest),
            legal=_number(frame.legal_greatest),
        )
    if value % STEP:
        raise _refused(
            "coefficient", _("Coefficients go in steps of %(step)s."), step=_number(STEP)
        )


def _check_bonuses(bonuses: Iterable[Bonus], *, rules: dict[str, RoyaltyRule], day: date) -> None:
    seen: set[str] = set()
    for code, percent, reason in bonuses:
        if code not in BONUS_CODES or code in seen:
            raise GradeRefused(_("An addition is unknown or stands twice on the sheet."))
        seen.add(code)
        _check_percent(f"percent_{code}", percent, needed_rule(rules, code, day=day))
        if not reason:
            raise _refused(
                f"reason_{code}",
                _("Write the reason of this addition: what in the piece earns it."),
            )
        _check_length(f"reason_{code}", reason, LONGEST_REASON)


def _check_translation(
    percent: Decimal | None, *, rules: dict[str, RoyaltyRule], day: date
) -> None:
    if percent is not None:
        rule = needed_rule(rules, RoyaltyRuleCode.TRANSLATION, day=day)
        _check_percent("translation_percent", percent, rule)


def _check_percent(field: str, percent: Decimal, rule: RoyaltyRule) -> None:
    if not percent.is_finite() or not rule.min_percent <= percent <= rule.max_percent:
        raise _refused(
            field,
            _("“%(rule)s” lies between %(least)s and %(greatest)s %%."),
            rule=rule.get_code_display(),
            least=_number(rule.min_percent),
            greatest=_number(rule.max_percent),
        )
    if percent != round(percent, 2):
        raise _refused(field, _("Write a percentage with at most two decimals."))


def _check_reason(reason: str, *, is_needed: bool) -> None:
    if is_needed and not reason:
        raise _refused("reason", _("Write why this piece is graded anew."))
    _check_length("reason", reason, LONGEST_VERSION_REASON)


def _check_length(field: str, text: str, longest: int) -> None:
    if len(text) > longest:
        raise _refused(field, _("Write at most %(count)s signs."), count=longest)


def _checked_authors(piece: GradedRevision) -> tuple[GradedAuthor, ...]:
    total = sum((author.share for author in piece.authors), Decimal(0))
    if total != 100:
        raise _refused(
            "",
            _("The published revision shares %(total)s %% among its authors instead of 100 %%."),
            total=_number(total),
        )
    return piece.authors


def _refused(field: str, message: str, **values: Any) -> GradeRefused:
    return GradeRefused(message % values, field=field)


def _number(value: Decimal) -> str:
    return number_format(value.normalize())
