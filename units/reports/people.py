"""Whom to write to about a report: officers and leaders of the unit, or of what it became."""

from collections.abc import Iterable

from core.models import User
from units.lineage import successors_of
from units.models import Membership

from .models import HalfYearReport
from .rules import PREPARERS


def people_of(reports: Iterable[HalfYearReport]) -> dict[int, list[User]]:
    """Return by report id the active accounts with an address; one query for all."""
    units = {one.pk: {one.unit_id} | successors_of(one.unit_id) for one in reports}
    wanted = set().union(*units.values()) if units else set()
    memberships = (
        Membership.objects.filter(unit__in=wanted, role__in=PREPARERS, user__is_active=True)
        .exclude(user__email="")
        .select_related("user")
        .order_by("user_id")
    )
    by_unit: dict[int, dict[int, User]] = {}
    for one in memberships:
        by_unit.setdefault(one.unit_id, {})[one.user_id] = one.user
    return {
        report_id: list(
            {pk: user for unit in ids for pk, user in by_unit.get(unit, {}).items()}.values()
        )
        for report_id, ids in units.items()
    }
