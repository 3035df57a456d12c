"""Why an operation is not planned, not carried out or not undone; nothing is written then."""

from collections.abc import Sequence

from django.utils.translation import gettext as _


class ReorganisationRefused(Exception):
    """A rule forbids it; `reasons` are texts for people."""

    def __init__(self, reasons: Sequence[str]) -> None:
        super().__init__(" ".join(reasons))
        self.reasons = list(reasons)


class PlanRefused(ReorganisationRefused):
    """The plan itself is not possible."""


class PlanClashes(ReorganisationRefused):
    """Something must be resolved before the plan can be carried out."""


class PlanChanged(ReorganisationRefused):
    """What would happen is not what was confirmed."""

    def __init__(self) -> None:
        super().__init__([_("The plan has changed since you looked at it. Look again.")])


class PlanDiffers(ReorganisationRefused):
    """On its day a plan would touch others than was confirmed."""


class NotWaiting(ReorganisationRefused):
    """The plan was carried out or discarded in the meantime."""

    def __init__(self) -> None:
        super().__init__([_("This plan does not wait any more.")])


class UndoRefused(ReorganisationRefused):
    """Something has changed since."""
