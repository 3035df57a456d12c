"""What waits for whom: the contributions that a person may see and those to act on."""

from datetime import datetime

from django.db.models import Case, F, IntegerField, Q, QuerySet, Value, When

from articles.enums import ContributionState
from articles.models import Contribution, Desk, DeskStay
from articles.newsroom.claims import free_or_mine
from articles.newsroom.titles import with_desk_titles
from units.enums import UnitRole
from units.lineage import acting_units
from units.rules import group_ids, is_portal_administrator, units_of


def desks_of(user) -> list[Desk]:
    """Return the desks where an active account works."""
    groups = group_ids(user)
    return list(Desk.objects.filter(Q(editors__in=groups) | Q(heads__in=groups)).distinct())


def boards_of(user) -> list[Desk]:
    """Return the desks whose board an account may open: its people, its editor-in-chief, all
    desks for portal administrators."""
    desks = Desk.objects.order_by("pk")
    if is_portal_administrator(user):
        return list(desks)
    groups = group_ids(user)
    of_desk = Q(editors__in=groups) | Q(heads__in=groups) | Q(chiefs__in=groups)
    return list(desks.filter(of_desk).distinct())


def own_units(user) -> frozenset[int]:
    """Return the ids of the units whose pieces an account follows, and of their predecessors."""
    return acting_units(user, UnitRole.CONTRIBUTOR, UnitRole.CHIEF_EDITOR)


def visible_contributions(user) -> QuerySet[Contribution]:
    """Return the pieces of the account's units; portal administrators see all.

    People of a desk have its board, which shows no title that a unit still keeps to itself.
    """
    related = Contribution.objects.select_related("unit", "desk", "claimed_by")
    if is_portal_administrator(user):
        return related
    return related.filter(unit_id__in=own_units(user))


def tracked_contributions(user) -> QuerySet[Contribution]:
    """Return the pieces whose way an account may follow: its units', and those that are or were
    at a desk whose board it may open."""
    related = with_desk_titles(
        Contribution.objects.select_related("unit", "desk", "claimed_by", "genre")
    )
    if is_portal_administrator(user):
        return related
    own = Q(unit_id__in=own_units(user))
    return related.filter(own | _came_to(boards_of(user)))


def handled_contributions(user) -> QuerySet[Contribution]:
    """Return the pieces that are or were at a desk where the account works.

    Former ones are kept, so that a second click is answered by the services and not by a 404.
    """
    related = Contribution.objects.select_related("unit", "desk", "claimed_by")
    return with_desk_titles(related.filter(_came_to(desks_of(user))))


def follows_pieces(user) -> bool:
    """Tell whether an account has a unit's pieces to follow."""
    writes = units_of(user, UnitRole.CONTRIBUTOR, UnitRole.CHIEF_EDITOR)
    return bool(is_portal_administrator(user) or writes)


def reviews_for_unit(user) -> bool:
    """Tell whether an account decides for a unit; people of a desk have its board."""
    return bool(units_of(user, UnitRole.CHIEF_EDITOR))


def decides_on_pieces(user) -> bool:
    """Tell whether an account may be asked to review."""
    return reviews_for_unit(user) or bool(desks_of(user))


def waiting_contributions(user) -> QuerySet[Contribution]:
    """Return the pieces on which the account may have to decide, oldest first."""
    unit_step = Q(
        state=ContributionState.UNIT_REVIEW, unit_id__in=acting_units(user, UnitRole.CHIEF_EDITOR)
    )
    desk_step = Q(state=ContributionState.DESK_REVIEW, desk__in=desks_of(user))
    return (
        Contribution.objects.filter(unit_step | desk_step)
        .select_related("unit", "desk", "claimed_by")
        .order_by("waiting_since", "pk")
    )


def by_urgency(pieces: QuerySet[Contribution], *, user, now: datetime) -> QuerySet[Contribution]:
    """Order pieces for a person: what nobody else holds, then priority, due time and age."""
    taken = Case(
        When(free_or_mine(user, now), then=Value(0)),
        default=Value(1),
        output_field=IntegerField(),
    )
    return pieces.order_by(
        taken, "-priority", F("due_at").asc(nulls_last=True), "waiting_since", "pk"
    )


def _came_to(desks: list[Desk]) -> Q:
    stays = DeskStay.objects.filter(desk__in=desks).values("contribution_id")
    return Q(desk__in=desks) | Q(pk__in=stays)
