"""Who is reminded that a unit is short: its chief editors, else its administrators."""

from collections.abc import Iterable

from core.models import User
from units.enums import UnitRole
from units.models import Membership

ROLES = (UnitRole.CHIEF_EDITOR, UnitRole.ADMINISTRATOR)


def people_to_remind(unit_ids: Iterable[int]) -> dict[int, list[User]]:
    """Return active accounts with an address by unit id; one query, units without any left out."""
    found: dict[tuple[int, str], list[User]] = {}
    memberships = (
        Membership.objects.filter(unit_id__in=unit_ids, role__in=ROLES, user__is_active=True)
        .exclude(user__email="")
        .select_related("user")
        .order_by("user_id")
    )
    for membership in memberships:
        found.setdefault((membership.unit_id, membership.role), []).append(membership.user)
    chiefs = {unit_id: users for (unit_id, role), users in found.items() if role == ROLES[0]}
    others = {unit_id: users for (unit_id, role), users in found.items() if role == ROLES[1]}
    return others | chiefs
