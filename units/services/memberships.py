"""Grants and ends roles; groups follow memberships, never the other way round."""

from django.contrib.auth.models import Group
from django.db import transaction

from core.models import User
from units.enums import PortalRole, UnitRole
from units.models import Membership, Unit
from units.rules import forget_roles


def unit_group_name(unit: Unit, role: UnitRole | str) -> str:
    """Return the name of the group of a role in a unit, such as `LDLD-NGHEAN:contributor`."""
    return f"{unit.code}:{UnitRole(role).value}"


@transaction.atomic
def grant_role(
    *, user: User, unit: Unit, role: UnitRole | str, by: User | None = None
) -> Membership:
    """Give `user` a role in `unit`; twice is the same as once."""
    membership, _created = Membership.objects.get_or_create(
        user=user, unit=unit, role=UnitRole(role), defaults={"granted_by": by}
    )
    group, _created = Group.objects.get_or_create(name=unit_group_name(unit, role))
    user.groups.add(group)
    forget_roles(user)
    return membership


@transaction.atomic
def revoke_role(*, user: User, unit: Unit, role: UnitRole | str, by: User | None = None) -> bool:
    """End a role of `user` in `unit`; return whether there was one to end."""
    deleted, _rows = Membership.objects.filter(user=user, unit=unit, role=UnitRole(role)).delete()
    user.groups.remove(*Group.objects.filter(name=unit_group_name(unit, role)))
    forget_roles(user)
    return bool(deleted)


def portal_group(role: PortalRole | str) -> Group:
    """Return the group of a role over the whole portal, made on first use."""
    return Group.objects.get_or_create(name=PortalRole(role).value)[0]


@transaction.atomic
def grant_portal_role(*, user: User, role: PortalRole | str) -> None:
    """Give `user` a role over the whole portal; twice is the same as once."""
    user.groups.add(portal_group(role))
    forget_roles(user)
