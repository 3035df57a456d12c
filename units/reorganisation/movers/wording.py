"""What the records say about an operation: written once, in the portal's own language."""

from django.conf import settings
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from ..enums import OperationKind
from ..handover import Handover


def reason_of(handover: Handover, *, limit: int = 200) -> str:
    """Return why something ends, such as “Merged into … from 01/07/2025”."""
    with translation.override(settings.LANGUAGE_CODE):
        day = date_format(handover.effective_on, "d/m/Y")
        if handover.taker is None:
            text = _("%(unit)s was closed from %(day)s.")
            return (text % {"unit": handover.predecessor.name_vi, "day": day})[:limit]
        text = {
            OperationKind.MERGE: _("%(unit)s was merged into %(successor)s from %(day)s."),
            OperationKind.SPLIT: _("%(unit)s was split; %(successor)s took over from %(day)s."),
            OperationKind.REPLACE: _("%(unit)s was replaced by %(successor)s from %(day)s."),
            OperationKind.RENAME: _("%(unit)s became %(successor)s from %(day)s."),
        }[OperationKind(handover.operation.kind)]
        names = {
            "unit": handover.predecessor.name_vi,
            "successor": handover.taker.name_vi,
            "day": day,
        }
        return (text % names)[:limit]
