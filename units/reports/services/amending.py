"""Says beside a frozen report what turned out later; what was frozen stays as it was."""

from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from core.text import normalize

from ..enums import PeriodState, StepAction
from ..errors import NotAllowed, ReportRefused
from ..models import HalfYearReport, ReportAmendment
from ..rules import may_judge
from .contests import valid_value
from .steps import lock_report, record_step, written

LONGEST_TEXT, LONGEST_REASON = 4000, 1000


@transaction.atomic
def amend_report(
    *,
    report_id: int,
    user,
    reason: str,
    now: datetime,
    indicator: str = "",
    amended: Decimal | None = None,
    text: str = "",
) -> ReportAmendment:
    """Amend a figure, or add a text, to a report of a frozen period, with a reason.

    The same amendment sent twice is one. Raises `NotAllowed`, `ReportRefused`.
    """
    report = lock_report(report_id)
    if not may_judge(user, report):
        raise NotAllowed
    if report.period.state != PeriodState.FROZEN:
        raise ReportRefused(_("This period is not frozen: change the report itself."))
    reason = written(reason, _("Give a reason: it stands beside the amendment for good."))
    text = normalize(text).replace("\r\n", "\n").strip()
    if len(text) > LONGEST_TEXT or len(reason) > LONGEST_REASON:
        raise ReportRefused(_("A text is too long."))
    frozen, amended = _values(report, indicator, amended)
    if amended is None and not text:
        raise ReportRefused(_("Name a figure and its new value, or write a text."))
    wanted = {"indicator": indicator, "amended": amended, "text": text, "reason": reason}
    last = report.amendments.order_by("made_at", "pk").last()
    if last and all(getattr(last, name) == value for name, value in wanted.items()):
        return last
    if amended is not None and amended == _stands_at(report, indicator, frozen):
        raise ReportRefused(_("The figure stands at this value already."))
    amendment = ReportAmendment.objects.create(
        report=report, frozen=frozen, made_by=user, made_at=now, **wanted
    )
    record_step(
        report,
        action=StepAction.AMENDED,
        user=user,
        now=now,
        note=reason,
        indicator=indicator,
        amended="" if amended is None else str(amended),
    )
    return amendment


def _stands_at(report: HalfYearReport, indicator: str, frozen: Decimal | None) -> Decimal | None:
    earlier = report.amendments.filter(indicator=indicator).order_by("made_at", "pk").last()
    return earlier.amended if earlier else frozen


def _values(
    report: HalfYearReport, indicator: str, amended: Decimal | None
) -> tuple[Decimal | None, Decimal | None]:
    """Return the frozen and the new value. Raises `ReportRefused` for what does not fit."""
    if not indicator:
        if amended is not None:
            raise ReportRefused(_("Choose the figure that this value belongs to."))
        return None, None
    figure = report.figures.filter(indicator=indicator).first()
    if figure is None:
        raise ReportRefused(_("This report has no such figure."))
    if amended is None:
        raise ReportRefused(_("Write the new value of the figure."))
    return figure.value, valid_value(figure, amended)
