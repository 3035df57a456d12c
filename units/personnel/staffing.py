"""Which units lack somebody whom every unit needs: an editor, somebody who answers, a head …"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db import models
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from units.enums import UnitRole
from units.models import Membership, Unit

from .enums import BodyKind, PostLevel
from .models import Appointment
from .queries import bodies_on, held_on


class Gap(models.TextChoices):
    """What a unit lacks."""

    EDITOR = "editor", _("no editor")
    CHIEF_EDITOR = "chief_editor", _("no chief editor")
    RESPONDENT = "respondent", _("nobody to answer questions")
    OFFICER = "officer", _("no officer")
    LEADER = "leader", _("no leader's account")
    ADMINISTRATOR = "administrator", _("no administrator")
    HEAD = "head", _("no head")


# Each gap that is closed by an account in one of these roles that can log in: active, with a
# password. Whether somebody ever did is no matter, an accepted invitation is enough.
ROLES = {
    Gap.EDITOR: {UnitRole.CONTRIBUTOR, UnitRole.CHIEF_EDITOR},
    Gap.CHIEF_EDITOR: {UnitRole.CHIEF_EDITOR},
    Gap.RESPONDENT: {UnitRole.RESPONDENT},
    Gap.OFFICER: {UnitRole.OFFICER},
    Gap.LEADER: {UnitRole.LEADER},
    Gap.ADMINISTRATOR: {UnitRole.ADMINISTRATOR},
}
# Whoever heads one of these heads the unit; where a unit has none, whoever heads a body that is
# part of no other. An inspection commission is headed apart.
LEADING = {BodyKind.PRESIDIUM, BodyKind.EXECUTIVE_COMMITTEE, BodyKind.STANDING_COMMITTEE}


@dataclass(frozen=True)
class Staffing:
    """A unit and what it lacks, in the order of `Gap`."""

    unit: Unit
    gaps: tuple[Gap, ...]

    @property
    def words(self) -> str:
        """Return what is lacking in words."""
        return ", ".join(str(gap.label) for gap in self.gaps)


def read_staffing(units: QuerySet[Unit], *, day: date) -> list[Staffing]:
    """Return how units that exist on a day are staffed, in their order; four queries."""
    found = list(units.active_on(day))  # type: ignore[attr-defined]
    ids = [unit.pk for unit in found]
    roles, headed = _active_roles(ids), _headed(ids, day)
    return [Staffing(unit, _gaps(roles[unit.pk], unit.pk in headed)) for unit in found]


def select(rows: Iterable[Staffing], *, kind: str = "", missing: str = "") -> list[Staffing]:
    """Return the units of a kind that lack something, or just `missing`; empty chooses all."""
    return [
        row
        for row in rows
        if row.gaps and (not kind or row.unit.kind == kind) and (not missing or missing in row.gaps)
    ]


def count_gaps(rows: Iterable[Staffing]) -> dict[Gap, int]:
    """Return how many of the units lack what."""
    counts = dict.fromkeys(Gap, 0)
    for row in rows:
        for gap in row.gaps:
            counts[gap] += 1
    return counts


def _gaps(roles: set[str], is_headed: bool) -> tuple[Gap, ...]:
    missing = [gap for gap, closing in ROLES.items() if not closing & roles]
    return (*missing, *(() if is_headed else (Gap.HEAD,)))


def _active_roles(ids: list[int]) -> dict[int, set[str]]:
    rows = Membership.objects.filter(unit__in=ids, user__is_active=True)
    rows = rows.exclude(user__password__startswith=UNUSABLE_PASSWORD_PREFIX)
    roles: dict[int, set[str]] = defaultdict(set)
    for unit_id, role in rows.order_by().values_list("unit_id", "role").distinct():
        roles[unit_id].add(role)
    return roles


def _headed(ids: list[int], day: date) -> set[int]:
    led = set(bodies_on(day).filter(unit__in=ids, kind__in=LEADING).values_list("unit", flat=True))
    heads = Appointment.objects.filter(
        held_on(day), body__unit__in=ids, position__level=PostLevel.HEAD
    ).order_by()
    rows = heads.values_list("body__unit", "body__kind", "body__parent")
    return {unit_id for unit_id, kind, parent in rows if _heads_unit(unit_id in led, kind, parent)}


def _heads_unit(has_leading_body: bool, kind: str, parent_id: int | None) -> bool:
    if has_leading_body:
        return kind in LEADING
    return parent_id is None and kind != BodyKind.INSPECTION_COMMISSION
