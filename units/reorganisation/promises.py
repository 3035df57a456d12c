"""What a preview promised beyond ordinary content: kept when it is confirmed, compared on the day.

More pages, questions or people go over as they are. What binds a plan is whom else it touches:
units below, desks, successions and last days of its units, and who loses a role for good.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from django.conf import settings
from django.db.models import Q
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from units.models import UnitSuccession

from .plans import Plan
from .report import ENDS, Report

Promise = dict[str, dict[str, str]]


def standing_of(plan: Plan) -> Iterator[tuple[str, Any, str]]:
    """Yield (key, what, name) of what holds for the units of a plan before it is carried out."""
    units = {unit.pk: unit for unit in (*plan.predecessors, *plan.known_successors)}
    for unit in units.values():
        if unit.valid_to:
            name = f"{unit.name_vi}, {date_format(unit.valid_to, 'd/m/Y')}"
            yield f"ends:{unit.pk}:{unit.valid_to}", gettext_lazy("last day"), name
    steps = UnitSuccession.objects.filter(Q(predecessor__in=units) | Q(successor__in=units))
    for one in steps.select_related("predecessor", "successor").order_by("pk"):
        name = f"{one.predecessor.name_vi} → {one.successor.name_vi}"
        key = f"succession:{one.predecessor_id}:{one.successor_id}:{one.effective_on}"
        yield key, gettext_lazy("succession"), name


def promise_of(report: Report) -> Promise:
    """Return `{"touches": {key: text}, "loses": {key: text}}` in the portal's own language."""
    with translation.override(settings.LANGUAGE_CODE):
        touched = {key: f"{what}: {name}" for key, what, name in _touched(report)}
        lost = {
            f"{passage.unit.pk}:{line.key}": f"{line.person}, {line.role}"
            for passage in report.passages
            for line in passage.roles
            if line.outcome == ENDS
        }
    return {"touches": touched, "loses": lost}


def differences(promised: Promise | None, now: Promise) -> list[str]:
    """Return what is essentially other than promised, in the active language.

    Who lost a role in the meantime does not lose it by the operation, and is no difference.
    """
    if promised is None:
        return [_("What its preview said was not kept when it was confirmed.")]
    before, after = promised["touches"], now["touches"]
    new = [*_missing(after, before), *_missing(now["loses"], promised["loses"])]
    return [
        *(_("Not in the preview that was confirmed: %(what)s.") % {"what": text} for text in new),
        *(
            _("In the preview that was confirmed, and no more: %(what)s.") % {"what": text}
            for text in _missing(before, after)
        ),
    ]


def _missing(these: dict[str, str], those: dict[str, str]) -> Iterator[str]:
    return (text for key, text in these.items() if key not in those)


def _touched(report: Report) -> Iterable[tuple[str, Any, str]]:
    yield from report.standing
    for passage in report.passages:
        for key, what, name in passage.touched:
            yield f"{passage.unit.pk}:{key}", what, name
