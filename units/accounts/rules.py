"""Who may manage the accounts of which unit."""

from units.enums import PortalRole, UnitRole
from units.models import Unit
from units.rules import has_unit_role, is_portal_administrator, units_of


def can_manage_accounts(user, unit: Unit) -> bool:
    """Tell whether `user` may see, invite and close accounts of `unit`."""
    return has_unit_role(user, unit.pk, UnitRole.ADMINISTRATOR) or is_portal_administrator(user)


def can_manage_any_accounts(user) -> bool:
    """Tell whether there is any unit whose accounts `user` may manage."""
    return bool(units_of(user, UnitRole.ADMINISTRATOR)) or is_portal_administrator(user)


def manageable_units(user):
    """Return the units whose accounts `user` may manage."""
    if is_portal_administrator(user):
        return Unit.objects.all()
    return Unit.objects.filter(pk__in=units_of(user, UnitRole.ADMINISTRATOR))


def works_elsewhere(user, unit: Unit) -> bool:
    """Tell whether the account also serves another unit or the whole portal."""
    return (
        user.is_superuser
        or user.memberships.exclude(unit=unit).exists()
        or user.groups.filter(name__in=PortalRole.values).exists()
    )


def can_close_account(by, user, unit: Unit) -> bool:
    """Tell whether `by` may close and reopen the account itself, not only its roles here.

    An account that works elsewhere is not one unit's to close, and only a superuser closes
    a superuser's.
    """
    if not works_elsewhere(user, unit):
        return True
    return is_portal_administrator(by) and (by.is_superuser or not user.is_superuser)
