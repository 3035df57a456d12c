"""Object policies of documents: the register changes by its own services and screens only."""

from collections.abc import Iterable

from django.db.models import Q, QuerySet
from wagtail.permissions import register_permission_policy

from core.models import User
from units.enums import PortalRole
from units.policies import PortalAdministratorPolicy
from units.rules import is_office

from .models import DocumentField, DocumentFile, DocumentRelation, DocumentType, OfficialDocument


class ClosedPolicy(PortalAdministratorPolicy):
    """Nobody, whatever is asked."""

    actions: frozenset[str] = frozenset()


class OfficePolicy(PortalAdministratorPolicy):
    """Lists that the Office keeps; their entries are put out of use and never deleted."""

    actions = frozenset({"add", "change", "view", "choose"})

    def user_has_permission(self, user, action: str) -> bool:
        """Tell whether `user` may do this with at least one row."""
        return action in self.actions and is_office(user)

    def users_with_any_permission(self, actions: Iterable[str]) -> QuerySet:
        """Return portal administrators and the Office."""
        administrators = super().users_with_any_permission(actions)
        if not self.actions & set(actions):
            return administrators
        office = Q(is_active=True, groups__name=PortalRole.OFFICE.value)
        return User.objects.filter(office | Q(pk__in=administrators.values("pk"))).distinct()


def register() -> None:
    """Give every model of this app that is not a page its policy."""
    for model in (OfficialDocument, DocumentFile, DocumentRelation):
        register_permission_policy(model, ClosedPolicy(model))
    for kept in (DocumentType, DocumentField):
        register_permission_policy(kept, OfficePolicy(kept))
