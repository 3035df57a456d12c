"""Why something about a report is refused; each text is for the person who tried."""

from django.utils.translation import gettext as _


class ReportRefused(Exception):
    """Something that cannot be done with a period or a report as it stands."""


class NotAllowed(ReportRefused):
    """The account may not do this; screens answer 404 before it comes so far."""

    def __init__(self) -> None:
        super().__init__(_("You may not do this."))


class ChangedMeanwhile(ReportRefused):
    """Somebody else changed the same thing since the person looked at it."""

    def __init__(self) -> None:
        super().__init__(
            _("Somebody changed this meanwhile. Look at what is stored now, then save again.")
        )


class PeriodNotOpen(ReportRefused):
    """The period is not open yet, or frozen."""

    def __init__(self, is_frozen: bool) -> None:
        super().__init__(
            _("This period is frozen: nothing in it changes any more.")
            if is_frozen
            else _("This period is not open yet.")
        )


class SignOffRefused(ReportRefused):
    """A report that is not complete; `reasons` says what is missing, one sentence each."""

    def __init__(self, reasons: list[str]) -> None:
        self.reasons = reasons
        super().__init__(" ".join(reasons))


class FreezeRefused(ReportRefused):
    """A period that cannot be frozen; `reasons` says why, one sentence each."""

    def __init__(self, reasons: list[str]) -> None:
        self.reasons = reasons
        super().__init__(" ".join(reasons))
