"""Object policy of the calendar, in the admin and in API v3 alike."""

from collections.abc import Iterable

from django.contrib.auth import get_user_model
from django.db.models import Q, QuerySet
from wagtail.permissions import register_permission_policy

from core.models import CalendarDay
from units.calendar.rules import KEEPERS, keeps_calendar
from units.policies import PortalAdministratorPolicy


class CalendarPolicy(PortalAdministratorPolicy):
    """Days are kept by the Office and the centre too; nobody else sees the list."""

    def user_has_permission(self, user, action: str) -> bool:
        """Tell whether `user` may do this with at least one day."""
        return action in self.actions and keeps_calendar(user)

    def users_with_any_permission(self, actions: Iterable[str]) -> QuerySet:
        """Return everybody who keeps the calendar."""
        administrators = super().users_with_any_permission(actions)
        if not self.actions & set(actions):
            return administrators
        keepers = Q(is_active=True, groups__name__in=KEEPERS)
        users = get_user_model().objects
        return users.filter(keepers | Q(pk__in=administrators.values("pk"))).distinct()


def register() -> None:
    """Give the calendar its policy."""
    register_permission_policy(CalendarDay, CalendarPolicy(CalendarDay))
