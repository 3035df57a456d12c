"""Object policies: who may do what with a row of ours, in viewsets and in API v3 alike."""

from collections.abc import Iterable

from django.contrib.auth import get_user_model
from django.db.models import Q, QuerySet
from wagtail.permission_policies import BasePermissionPolicy
from wagtail.permissions import register_permission_policy

from units.enums import PortalRole, UnitRole
from units.rules import is_portal_administrator, units_of


class PortalAdministratorPolicy(BasePermissionPolicy):
    """Deny by default: portal administrators only, and only the actions in `actions`."""

    actions: frozenset[str] = frozenset({"add", "change", "delete", "view", "choose"})

    def user_has_permission(self, user, action: str) -> bool:
        """Tell whether `user` may do this with at least one instance."""
        return action in self.actions and is_portal_administrator(user)

    def users_with_any_permission(self, actions: Iterable[str]) -> QuerySet:
        """Return the accounts that may do one of these with at least one instance."""
        users = get_user_model().objects.filter(is_active=True)
        if not self.actions & set(actions):
            return users.none()
        administers = Q(groups__name=PortalRole.PORTAL_ADMINISTRATOR.value)
        return users.filter(Q(is_superuser=True) | administers).distinct()

    def instances_user_has_any_permission_for(self, user, actions: Iterable[str]) -> QuerySet:
        """Return the instances with which `user` may do one of these."""
        everything = self.model._default_manager.all()
        return everything if self.user_has_any_permission(user, actions) else everything.none()

    def users_with_any_permission_for_instance(self, actions, instance) -> QuerySet:
        """Return the accounts that may do one of these with this instance."""
        return self.users_with_any_permission(actions)


class RegisterPolicy(PortalAdministratorPolicy):
    """Rows that are ended by a date and never deleted."""

    actions = frozenset({"add", "change", "view", "choose"})


class OwnUnitPolicy(PortalAdministratorPolicy):
    """Rows that their unit's members of some roles may see; changes go through services only."""

    actions = frozenset({"view"})

    def __init__(self, model, *, unit_field: str = "unit_id", roles: tuple[UnitRole, ...] = ()):
        super().__init__(model)
        self.unit_field = unit_field
        self.roles = roles

    def user_has_permission(self, user, action: str) -> bool:
        """Tell whether `user` may see at least one instance."""
        if super().user_has_permission(user, action):
            return True
        return action in self.actions and bool(units_of(user, *self.roles))

    def user_has_permission_for_instance(self, user, action: str, instance) -> bool:
        """Tell whether `user` may see this row of their own unit."""
        if PortalAdministratorPolicy.user_has_permission(self, user, action):
            return True
        own = getattr(instance, self.unit_field) in units_of(user, *self.roles)
        return action in self.actions and own

    def instances_user_has_any_permission_for(self, user, actions: Iterable[str]) -> QuerySet:
        """Return the rows of the account's own units."""
        rows = self.model._default_manager.all()
        if not self.actions & set(actions):
            return rows.none()
        if is_portal_administrator(user):
            return rows
        return rows.filter(**{f"{self.unit_field}__in": units_of(user, *self.roles)})

    def users_with_any_permission(self, actions: Iterable[str]) -> QuerySet:
        """Return portal administrators and the members of every unit."""
        return self._with_members(actions, Q(memberships__isnull=False))

    def users_with_any_permission_for_instance(self, actions, instance) -> QuerySet:
        """Return portal administrators and the members of the row's unit."""
        unit_id = getattr(instance, self.unit_field)
        return self._with_members(actions, Q(memberships__unit_id=unit_id))

    def _with_members(self, actions: Iterable[str], members: Q) -> QuerySet:
        users = get_user_model().objects.filter(is_active=True)
        if not self.actions & set(actions):
            return users.none()
        if self.roles:
            members &= Q(memberships__role__in=self.roles)
        administers = Q(groups__name=PortalRole.PORTAL_ADMINISTRATOR.value)
        return users.filter(Q(is_superuser=True) | administers | members).distinct()


def register() -> None:
    """Give every model of this app its policy."""
    from units.models import Membership, Unit, UnitSuccession

    register_permission_policy(Unit, RegisterPolicy(Unit))
    register_permission_policy(UnitSuccession, RegisterPolicy(UnitSuccession))
    register_permission_policy(
        Membership, OwnUnitPolicy(Membership, roles=(UnitRole.ADMINISTRATOR,))
    )
