"""What a used piece earns: arithmetic only, no rates, no rows.

Source: Decree 18/2014/NĐ-CP, article 7. Amounts are whole đồng; only a piece's final amount is
rounded, once, half up (`core.money.round_dong`).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from core.money import round_dong, split_dong

WHOLE = Decimal(100)


@dataclass(frozen=True)
class BonusLine:
    """An addition to the base royalty; `exact` is its part of the amount before rounding."""

    code: str
    percent: Decimal
    exact: Decimal


@dataclass(frozen=True)
class Computation:
    """A piece's royalty with every figure on the way to it; `base` and bonuses are not rounded."""

    coefficient: Decimal
    unit_value: int
    placement_percent: Decimal
    translation_percent: Decimal | None
    base: Decimal
    bonuses: tuple[BonusLine, ...]
    amount: int


def unit_value(*, base_salary: int, percent: Decimal) -> int:
    """Return the value of one unit of coefficient: a percentage of the base salary, whole đồng.

    Source: article 7, paragraph 2.
    """
    return round_dong(base_salary * percent / WHOLE)


def compute(
    *,
    coefficient: Decimal,
    unit_value: int,
    placement_percent: Decimal,
    translation_percent: Decimal | None = None,
    bonuses: Iterable[tuple[str, Decimal]] = (),
) -> Computation:
    """Return the royalty of a piece; `bonuses` are (code, percent of the base royalty).

    Base royalty = coefficient × unit value × placement × translation (100 % for an original);
    each bonus is a part of that base, bonuses do not multiply each other. Source: article 7,
    paragraphs 3 and 4.
    """
    base = coefficient * unit_value * placement_percent / WHOLE
    if translation_percent is not None:
        base = base * translation_percent / WHOLE
    lines = tuple(BonusLine(code, share, base * share / WHOLE) for code, share in bonuses)
    return Computation(
        coefficient=coefficient,
        unit_value=unit_value,
        placement_percent=placement_percent,
        translation_percent=translation_percent,
        base=base,
        bonuses=lines,
        amount=round_dong(base + sum((line.exact for line in lines), Decimal(0))),
    )


def share_amounts(*, amount: int, percents: Sequence[Decimal]) -> list[int]:
    """Split a piece's amount among its authors to the đồng."""
    return split_dong(amount, percents)
