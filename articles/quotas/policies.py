"""Object policies of quotas: rules are the portal administrators', exemptions the granters'."""

from collections.abc import Iterable

from django.db.models import Q, QuerySet
from wagtail.permissions import register_permission_policy

from articles.models import QuotaExemption, QuotaReminder, QuotaRule
from articles.newsroom.policies import ClosedPolicy
from articles.quotas.rules import GRANTERS, grants_exemptions
from core.models import User
from units.policies import PortalAdministratorPolicy


class ExemptionPolicy(PortalAdministratorPolicy):
    """Exemptions are kept by those who grant them; nobody else sees the list."""

    def user_has_permission(self, user, action: str) -> bool:
        """Tell whether `user` may do this with at least one exemption."""
        return action in self.actions and grants_exemptions(user)

    def users_with_any_permission(self, actions: Iterable[str]) -> QuerySet:
        """Return portal administrators and those who run the thematic desk."""
        administrators = super().users_with_any_permission(actions)
        if not self.actions & set(actions):
            return administrators
        granters = Q(is_active=True, groups__name__in=GRANTERS)
        return User.objects.filter(granters | Q(pk__in=administrators.values("pk"))).distinct()


def register() -> None:
    """Give every model of quotas its policy."""
    register_permission_policy(QuotaRule, PortalAdministratorPolicy(QuotaRule))
    register_permission_policy(QuotaExemption, ExemptionPolicy(QuotaExemption))
    register_permission_policy(QuotaReminder, ClosedPolicy(QuotaReminder))
