"""Keeps the headings under which units write, as long as what was written stays true."""

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.audit import record
from core.text import normalize
from units.rules import is_propaganda

from ..errors import NotAllowed, ReportRefused
from ..models import ReportHeading, ReportPeriod, ReportSection
from ..rules import SENT
from .steps import lock_period, require_not_frozen, written

WRITTEN_UNDER = gettext_lazy("Units have written under this heading: only its wording changes.")


@transaction.atomic
def save_heading(
    *,
    period_id: int,
    user,
    text_vi: str,
    text_en: str = "",
    hint: str = "",
    is_required: bool = True,
    heading_id: int | None = None,
) -> ReportHeading:
    """Add a heading at the end, or change one.

    Once a unit has written under it, only the wording changes; once one has signed, none is added
    and none becomes required. Raises `ReportRefused`, `PeriodNotOpen`.
    """
    period = _own_period(period_id, user)
    text_vi = written(text_vi, _("Write the heading in Vietnamese."))
    heading = _heading(period, heading_id)
    becomes_required = is_required and not (heading.pk and heading.is_required)
    if becomes_required and _is_signed(period):
        raise ReportRefused(_("Reports are signed off already: nothing more can be asked."))
    if heading.pk and is_required != heading.is_required and has_text(heading):
        raise ReportRefused(str(WRITTEN_UNDER))
    if not heading.pk:
        last = period.headings.aggregate(last=Max("sort_order"))["last"]
        heading.sort_order = 1 if last is None else last + 1
    heading.text_vi, heading.text_en = text_vi, mended(text_en)
    heading.hint, heading.is_required = mended(hint), is_required
    heading.save()
    _audit("saved", heading, user)
    return heading


@transaction.atomic
def move_heading(*, heading_id: int, user, is_up: bool) -> None:
    """Change places with the heading above or below; the outermost stays.

    Raises `ReportRefused` where units have written under one of the two.
    """
    heading = ReportHeading.objects.get(pk=heading_id)
    period = _own_period(heading.period_id, user)
    order = list(period.headings.order_by("sort_order", "pk"))
    place = order.index(heading)
    other = place - 1 if is_up else place + 1
    if not 0 <= other < len(order):
        return
    if has_text(heading) or has_text(order[other]):
        raise ReportRefused(str(WRITTEN_UNDER))
    order[place], order[other] = order[other], order[place]
    for number, one in enumerate(order, start=1):
        one.sort_order = number
    ReportHeading.objects.bulk_update(order, ["sort_order"])
    _audit("moved", heading, user)


@transaction.atomic
def remove_heading(*, heading_id: int, user) -> None:
    """Remove a heading under which nobody has written; nothing where it is gone already.

    Raises `ReportRefused`.
    """
    headings = ReportHeading.objects.filter(pk=heading_id)
    _own_period(headings.values_list("period_id", flat=True).get(), user)
    # After the period, as everybody locks: who saves a text waits for the heading, not the reverse.
    heading = headings.select_for_update(of=("self",)).first()
    if heading is None:
        return
    sections = ReportSection.objects.filter(heading=heading)
    if sections.exclude(text="").exists():
        raise ReportRefused(str(WRITTEN_UNDER))
    _audit("removed", heading, user)
    sections.delete()
    heading.delete()


@transaction.atomic
def copy_headings(*, period_id: int, user) -> int:
    """Take over the headings of the last period that has some; return how many.

    Headings that are there by name already are left out, so that a second run adds nothing.
    Raises `ReportRefused` once reports are signed.
    """
    period = _own_period(period_id, user)
    if _is_signed(period):
        raise ReportRefused(_("Reports are signed off already: nothing more can be asked."))
    earlier = ReportPeriod.objects.filter(starts_on__lt=period.starts_on, headings__isnull=False)
    last = earlier.order_by("-starts_on").first()
    if last is None:
        return 0
    there = set(period.headings.values_list("text_vi", flat=True))
    begin = len(there)
    copies = [
        ReportHeading(
            period=period,
            text_vi=one.text_vi,
            text_en=one.text_en,
            hint=one.hint,
            is_required=one.is_required,
            sort_order=begin + number,
        )
        for number, one in enumerate(last.headings.all(), start=1)
        if one.text_vi not in there
    ]
    ReportHeading.objects.bulk_create(copies)
    record(actor=user, action="reports.period.headings_copied", subject=period, count=len(copies))
    return len(copies)


def has_text(heading: ReportHeading) -> bool:
    """Tell whether a unit has written under a heading; one query."""
    return ReportSection.objects.filter(heading=heading).exclude(text="").exists()


def mended(text: str) -> str:
    """Return a mended text that may be empty."""
    return normalize(text).strip()


def _own_period(period_id: int, user) -> ReportPeriod:
    if not is_propaganda(user):
        raise NotAllowed
    period = lock_period(period_id)
    require_not_frozen(period)
    return period


def _heading(period: ReportPeriod, heading_id: int | None) -> ReportHeading:
    if heading_id is None:
        return ReportHeading(period=period)
    return period.headings.get(pk=heading_id)


def _is_signed(period: ReportPeriod) -> bool:
    return period.reports.filter(state__in=SENT).exists()


def _audit(action: str, heading: ReportHeading, user) -> None:
    record(
        actor=user,
        action=f"reports.heading.{action}",
        subject=heading,
        period=heading.period_id,
        text=heading.text_vi,
    )
