"""The grade sheet: what a grader fills in for one piece."""

from dataclasses import dataclass, replace
from decimal import Decimal

from articles.models import Genre, Grade
from core.text import normalize

Bonus = tuple[str, Decimal, str]


@dataclass(frozen=True)
class GradeSheet:
    """A grader's decision; `bonuses` are (code, percent, reason).

    `translation_percent` is None for an original. `expected_version` is the version that the
    grader saw, 0 for none; `reason` says why there is a new version.
    """

    genre: Genre
    coefficient: Decimal
    bonuses: tuple[Bonus, ...] = ()
    translation_percent: Decimal | None = None
    reason: str = ""
    expected_version: int = 0


def tidied(sheet: GradeSheet) -> GradeSheet:
    """Return a sheet with its texts in NFC and without blanks around them."""
    bonuses = tuple((code, percent, _text(why)) for code, percent, why in sheet.bonuses)
    return replace(sheet, bonuses=bonuses, reason=_text(sheet.reason))


def says_the_same(grade: Grade, sheet: GradeSheet) -> bool:
    """Tell whether a grade is what a sheet asks for."""
    given = {(line.rule.code, line.percent, line.reason) for line in _bonuses(grade)}
    return (
        not grade.is_void
        and grade.genre_id == sheet.genre.pk
        and grade.coefficient == sheet.coefficient
        and grade.translation_percent == sheet.translation_percent
        and grade.reason == sheet.reason
        and given == set(sheet.bonuses)
    )


def _bonuses(grade: Grade):
    return grade.bonuses.select_related("rule")


def _text(value: str) -> str:
    return normalize(value).strip()
