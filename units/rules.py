"""Who is who in a unit: predicates that read each account's roles once."""

from units.enums import PortalRole, UnitRole


def unit_roles(user) -> frozenset[tuple[int, str]]:
    """Return the (unit id, role) pairs of an account; read once per account object."""
    if not user.is_authenticated or not user.is_active:
        return frozenset()
    if not hasattr(user, "_unit_roles"):
        user._unit_roles = frozenset(user.memberships.values_list("unit_id", "role"))
    return user._unit_roles


def group_ids(user) -> frozenset[int]:
    """Return the ids of an account's groups; read once per account object."""
    if not user.is_authenticated or not user.is_active:
        return frozenset()
    if not hasattr(user, "_group_ids"):
        user._group_ids = frozenset(user.groups.values_list("pk", flat=True))
    return user._group_ids


def portal_roles(user) -> frozenset[str]:
    """Return the roles of an account over the whole portal; read once per account object."""
    if not user.is_authenticated or not user.is_active:
        return frozenset()
    if not hasattr(user, "_portal_roles"):
        names = user.groups.filter(name__in=PortalRole.values).values_list("name", flat=True)
        user._portal_roles = frozenset(names)
    return user._portal_roles


def is_portal_administrator(user) -> bool:
    """Tell whether an active account runs the whole portal."""
    if not user.is_authenticated or not user.is_active:
        return False
    return user.is_superuser or PortalRole.PORTAL_ADMINISTRATOR.value in portal_roles(user)


def is_voice_centre(user) -> bool:
    """Tell whether an account works at the centre of members' voice, or runs the portal."""
    return is_portal_administrator(user) or PortalRole.VOICE_CENTRE.value in portal_roles(user)


def is_office(user) -> bool:
    """Tell whether an account works at the Office of the Confederation, or runs the portal."""
    return is_portal_administrator(user) or PortalRole.OFFICE.value in portal_roles(user)


def is_propaganda(user) -> bool:
    """Tell whether an account judges half-year reports, or runs the portal."""
    return is_portal_administrator(user) or PortalRole.PROPAGANDA.value in portal_roles(user)


def forget_roles(user) -> None:
    """Drop what was read of an account's roles after they changed."""
    for name in (
        "_unit_roles",
        "_group_ids",
        "_portal_roles",
        "_page_permission_cache",
        "_collection_permission_cache",
        "_perm_cache",
        "_user_perm_cache",
        "_group_perm_cache",
    ):
        user.__dict__.pop(name, None)


def has_unit_role(user, unit_id: int | None, role: UnitRole) -> bool:
    """Tell whether an active account holds `role` in the unit."""
    return unit_id is not None and (unit_id, role.value) in unit_roles(user)


def publishes_home(user, unit_id: int | None) -> bool:
    """Tell whether an active account publishes the home page of the unit's sub-site."""
    return has_unit_role(user, unit_id, UnitRole.CHIEF_EDITOR)


def units_of(user, *roles: UnitRole) -> set[int]:
    """Return the ids of the units of an account, in one of `roles` when given."""
    wanted = {role.value for role in roles}
    return {unit_id for unit_id, role in unit_roles(user) if not wanted or role in wanted}
