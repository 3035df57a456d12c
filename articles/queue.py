"""What waits for whom: the contributions that a person may see and those to act on."""

from django.db.models import Q, QuerySet

from articles.enums import ContributionState
from articles.models import Contribution, Desk
from units.enums import UnitRole
from units.rules import group_ids, is_portal_administrator, units_of


def desks_of(user) -> list[Desk]:
    """Return the desks where an active account works."""
    groups = group_ids(user)
    return list(Desk.objects.filter(Q(editors__in=groups) | Q(heads__in=groups)).distinct())


def visible_contributions(user) -> QuerySet[Contribution]:
    """Return the pieces of the account's units and those sent to the account's desks.

    A desk sees a piece from the moment the unit lets it go; portal administrators see all.
    """
    related = Contribution.objects.select_related("unit", "desk", "page__content_type")
    if is_portal_administrator(user):
        return related
    own = Q(unit_id__in=units_of(user, UnitRole.CONTRIBUTOR, UnitRole.CHIEF_EDITOR))
    desk = Q(desk__in=desks_of(user))
    return related.filter(own | desk)


def follows_pieces(user) -> bool:
    """Tell whether an account has a list of pieces to follow."""
    writes = units_of(user, UnitRole.CONTRIBUTOR, UnitRole.CHIEF_EDITOR)
    return bool(is_portal_administrator(user) or writes or desks_of(user))


def decides_on_pieces(user) -> bool:
    """Tell whether an account may be asked to review."""
    return bool(units_of(user, UnitRole.CHIEF_EDITOR) or desks_of(user))


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
