"""What a piece's way says of its grade: the coefficient, to its desk and to its own authors."""

from decimal import Decimal

from articles.grading.queries import current_grade
from articles.grading.rules import may_read_coefficient
from articles.models import Contribution


def shown_coefficient(contribution: Contribution, *, user) -> Decimal | None:
    """Return the coefficient that counts, or None where there is none or it is not shown."""
    grade = current_grade(contribution)
    if grade is None or grade.is_void or not may_read_coefficient(user, contribution):
        return None
    return grade.coefficient
