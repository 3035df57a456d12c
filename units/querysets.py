"""Sets of units in the words of the organisation."""

from datetime import date

from django.db import models
from django.db.models import Q

from .enums import UnitRole


class UnitQuerySet(models.QuerySet):
    """Units by validity and by the person who asks."""

    def active_on(self, day: date) -> "UnitQuerySet":
        """Return the units that exist on `day`."""
        started = Q(valid_from__isnull=True) | Q(valid_from__lte=day)
        not_ended = Q(valid_to__isnull=True) | Q(valid_to__gte=day)
        return self.filter(started & not_ended)

    def for_member(self, user, *roles: UnitRole) -> "UnitQuerySet":
        """Return the units of which `user` is a member, in one of `roles` when given."""
        memberships = {"memberships__user_id": user.pk}
        if roles:
            memberships["memberships__role__in"] = roles
        return self.filter(**memberships).distinct()

    def with_active_role(self, role: UnitRole) -> "UnitQuerySet":
        """Return the units in which an active account holds `role`."""
        return self.filter(memberships__role=role, memberships__user__is_active=True).distinct()
