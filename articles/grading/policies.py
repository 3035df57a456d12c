"""Object policies of grades and rates: rates are the portal administrators', grades nobody's.

Grades are read and written only by the services and screens of this package.
"""

from wagtail.permissions import register_permission_policy

from articles.models import (
    BaseSalary,
    GenreFrame,
    Grade,
    GradeBonus,
    GradeShare,
    RoyaltyRule,
    TaxRule,
)
from articles.newsroom.policies import ClosedPolicy
from units.policies import PortalAdministratorPolicy

RATES = (GenreFrame, BaseSalary, RoyaltyRule, TaxRule)


def register() -> None:
    """Give every model of grading its policy."""
    for model in RATES:
        register_permission_policy(model, PortalAdministratorPolicy(model))
    for sealed in (Grade, GradeBonus, GradeShare):
        register_permission_policy(sealed, ClosedPolicy(sealed))
