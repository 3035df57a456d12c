"""Who is told of a question: its officer, the respondents of its unit, the centre."""

from collections.abc import Iterable

from django.db.models import Q, QuerySet

from core.models import User
from units.enums import PortalRole, UnitRole
from units.lineage import successors_of
from units.models import Membership

from ..models import Question


def respondents(unit_id: int | None) -> QuerySet[User]:
    """Return the active accounts that answer for a unit, or for what it is today."""
    units = {unit_id, *successors_of(unit_id)} if unit_id is not None else set()
    return User.objects.filter(
        is_active=True, memberships__unit__in=units, memberships__role=UnitRole.RESPONDENT
    ).distinct()


def centre() -> QuerySet[User]:
    """Return the active accounts of the centre; portal administrators where it has nobody."""
    people = User.objects.filter(is_active=True)
    staff = people.filter(groups__name=PortalRole.VOICE_CENTRE.value)
    if staff.exists():
        return staff.distinct()
    administrators = Q(groups__name=PortalRole.PORTAL_ADMINISTRATOR.value) | Q(is_superuser=True)
    return people.filter(administrators).distinct()


def answers_for_unit(user, unit_id: int | None) -> bool:
    """Tell whether an account is one of those that answer for a unit now."""
    return respondents(unit_id).filter(pk=user.pk).exists()


def respondents_exist(unit_ids: Iterable[int]) -> set[int]:
    """Return those of some units for which somebody answers; one query."""
    found = Membership.objects.filter(
        unit__in=unit_ids, role=UnitRole.RESPONDENT, user__is_active=True
    )
    return set(found.values_list("unit_id", flat=True))


def people_of(question: Question) -> set[int]:
    """Return whom news of a question reaches: its officer, else all respondents of its unit."""
    ids = set(respondents(question.unit_id).values_list("pk", flat=True))
    return {question.officer_id} if question.officer_id in ids else ids
