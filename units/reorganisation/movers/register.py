"""Units below the old one come under its taker."""

from django.utils.translation import gettext_lazy as _

from units.models import Unit

from ..handover import Handover


def move_children(handover: Handover) -> None:
    """Put the units below the old one under the taker, those that stand above it excepted.

    These, the taker among them, go where the old unit stood; so do all when it is closed.
    """
    old, taker = handover.predecessor, handover.taker
    children = Unit.objects.filter(parent=old)
    above = _line_of(taker)
    for child in children.order_by("code"):
        handover.touches(f"below:{child.pk}", _("unit below"), f"{child.name_vi} ({child.code})")
    count = handover.change(children.filter(pk__in=above), parent=old.parent_id)
    count += handover.change(
        children.exclude(pk__in=above), parent=taker.pk if taker else old.parent_id
    )
    handover.moves(_("units below"), count)


def _line_of(unit: Unit | None) -> set[int]:
    """Return the keys of a unit and of all above it."""
    line: set[int] = set()
    while unit and unit.pk not in line:
        line.add(unit.pk)
        unit = unit.parent
    return line
