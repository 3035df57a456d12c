"""Object policies of the newsroom's own rows."""

from collections.abc import Iterable

from django.db.models import QuerySet
from wagtail.permissions import register_permission_policy

from articles.models import (
    Contribution,
    Desk,
    Genre,
    Topic,
    WorkflowRoute,
)
from articles.queue import visible_contributions
from units.policies import PortalAdministratorPolicy
from units.rules import is_portal_administrator, units_of


class FixedPolicy(PortalAdministratorPolicy):
    """Rows made by migrations: portal administrators change them and never add or delete."""

    actions = frozenset({"change", "view", "choose"})


class ContributionPolicy(PortalAdministratorPolicy):
    """Contributions are seen by their unit, and changed by the workflow only.

    Desks see them on their board, where every title is one that the desk has read.
    """

    actions = frozenset({"view"})

    def user_has_permission(self, user, action: str) -> bool:
        """Tell whether `user` may see at least one contribution."""
        if super().user_has_permission(user, action):
            return True
        return action in self.actions and bool(units_of(user))

    def user_has_permission_for_instance(self, user, action: str, instance) -> bool:
        """Tell whether `user` may see this contribution."""
        return (
            self.instances_user_has_any_permission_for(user, [action])
            .filter(pk=instance.pk)
            .exists()
        )

    def instances_user_has_any_permission_for(self, user, actions: Iterable[str]) -> QuerySet:
        """Return the contributions of the account's units."""
        if not self.actions & set(actions):
            return Contribution.objects.none()
        if is_portal_administrator(user):
            return Contribution.objects.all()
        return visible_contributions(user)


def register() -> None:
    """Give every model of this app that is not a page its policy."""
    register_permission_policy(Genre, PortalAdministratorPolicy(Genre))
    register_permission_policy(Topic, PortalAdministratorPolicy(Topic))
    register_permission_policy(WorkflowRoute, FixedPolicy(WorkflowRoute))
    register_permission_policy(Desk, FixedPolicy(Desk))
    register_permission_policy(Contribution, ContributionPolicy(Contribution))
