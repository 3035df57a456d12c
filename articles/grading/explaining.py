"""Tells line by line how an amount came about, for the sheet and for every kept version."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from articles.enums import RoyaltyRuleCode
from articles.grading.assessing import Assessment
from articles.grading.calculator import Computation, compute
from articles.models import Grade

TIMES = " × "
NO_BREAK = "\N{NO-BREAK SPACE}"


@dataclass(frozen=True)
class Line:
    """One step of a computation: what it is, how it is reckoned, what comes out (đồng)."""

    label: str
    formula: str
    result: str
    is_total: bool = False


def lines_of_assessment(assessment: Assessment) -> list[Line]:
    """Return the computation of a sheet that is not saved yet."""
    return _lines(
        assessment.computation,
        base_salary=assessment.base_salary.amount,
        unit_percent=assessment.unit_percent,
    )


def lines_of_grade(grade: Grade) -> list[Line]:
    """Return the computation of a kept version from its frozen figures; none when it is void."""
    if grade.is_void:
        return []
    return _lines(
        recomputed(grade), base_salary=grade.base_salary.amount, unit_percent=grade.unit_percent
    )


def recomputed(grade: Grade) -> Computation:
    """Return the computation of a grade from its own rows alone."""
    return compute(
        coefficient=grade.coefficient,
        unit_value=grade.unit_value,
        placement_percent=grade.placement_percent,
        translation_percent=grade.translation_percent,
        bonuses=[(line.rule.code, line.percent) for line in grade.bonuses.all()],
    )


def dong(amount: Decimal | int) -> str:
    """Return an amount with its thousands apart and only the decimals that it has."""
    return number_format(plain(Decimal(amount)), force_grouping=True)


def percent(value: Decimal) -> str:
    """Return a percentage with only the decimals that it has."""
    return f"{number_format(plain(value))}{NO_BREAK}%"


def plain(value: Decimal) -> Decimal:
    """Return a number without zeros behind its decimals."""
    return value.quantize(Decimal(1)) if value == value.to_integral() else value.normalize()


def _lines(done: Computation, *, base_salary: int, unit_percent: Decimal) -> list[Line]:
    return [
        Line(
            label=_("Value of one unit"),
            formula=percent(unit_percent) + TIMES + dong(base_salary),
            result=dong(done.unit_value),
        ),
        Line(label=_("Base royalty"), formula=_base_formula(done), result=dong(done.base)),
        *_bonus_lines(done),
        Line(label=_("Royalty"), formula="", result=dong(done.amount), is_total=True),
    ]


def _base_formula(done: Computation) -> str:
    factors = [
        number_format(done.coefficient, decimal_pos=1),
        dong(done.unit_value),
        percent(done.placement_percent),
    ]
    if done.translation_percent is not None:
        factors.append(percent(done.translation_percent))
    return TIMES.join(factors)


def _bonus_lines(done: Computation) -> Iterator[Line]:
    for line in done.bonuses:
        yield Line(
            label=str(RoyaltyRuleCode(line.code).label),
            formula=percent(line.percent) + TIMES + dong(done.base),
            result=dong(line.exact),
        )
