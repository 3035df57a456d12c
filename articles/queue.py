"""What waits for whom: the contributions that a person may see and those to act on."""

from django.db.models import Q, QuerySet

from articles.enums import ContributionState
from articles.models import Contribution, Desk
from units.enums import UnitRole
from units.rules import group_ids, units_of


def desks_of(user) -> list[Desk]:
    """Return the desks where an active account works."""
    groups = group_ids(user)
    return list(Desk.objects.filter(Q(editors__in=groups) | Q(heads__in=groups)).distinct())


def visible_contributions(user) -> QuerySet[Contribution]:
    """Return the pieces of the account's units and those sent to the account's desks.

    A desk sees a piece from the moment the unit lets it go.
    """
    own = Q(unit_id__in=units_of(user, UnitRole.CONTRIBUTOR, UnitRole.CHIEF_EDITOR))
    desk = Q(desk__in=desks_of(user))
    return Contribution.objects.filter(own | desk).select_related("unit", "desk", "page")


def waiting_contributions(user) -> QuerySet[Contribution]:
    """Return the pieces on which the account may have to decide, oldest first."""
    unit_step = Q(
        state=ContributionState.UNIT_REVIEW, unit_id__in=units_of(user, UnitRole.CHIEF_EDITOR)
    )
    desk_step = Q(state=ContributionState.DESK_REVIEW, desk__in=desks_of(user))
    return (
        Contribution.objects.filter(unit_step | desk_step)
        .select_related("unit", "desk", "page__content_type")
        .order_by("waiting_since", "pk")
    )
