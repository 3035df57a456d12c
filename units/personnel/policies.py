"""Object policies: people and posts held are changed by our own services and screens only."""

from collections.abc import Iterable

from django.db.models import Q, QuerySet
from wagtail.permissions import register_permission_policy

from core.models import User
from units.enums import PortalRole
from units.policies import PortalAdministratorPolicy
from units.rules import is_office

from .models import Appointment, Body, Person, Position


class ClosedPolicy(PortalAdministratorPolicy):
    """Nobody, whatever is asked."""

    actions: frozenset[str] = frozenset()


class PositionPolicy(PortalAdministratorPolicy):
    """The list of posts is the Office's; a post is put out of use and never deleted."""

    actions = frozenset({"add", "change", "view", "choose"})

    def user_has_permission(self, user, action: str) -> bool:
        """Tell whether `user` may do this with at least one post."""
        return action in self.actions and is_office(user)

    def users_with_any_permission(self, actions: Iterable[str]) -> QuerySet:
        """Return portal administrators and the Office."""
        administrators = super().users_with_any_permission(actions)
        if not self.actions & set(actions):
            return administrators
        office = Q(is_active=True, groups__name=PortalRole.OFFICE.value)
        return User.objects.filter(office | Q(pk__in=administrators.values("pk"))).distinct()


def register() -> None:
    """Give bodies, posts, people and appointments their policies."""
    for model in (Appointment, Body, Person):
        register_permission_policy(model, ClosedPolicy(model))
    register_permission_policy(Position, PositionPolicy(Position))
