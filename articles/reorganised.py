"""What becomes of pieces, quotas and payees when a unit ends: what is unfinished goes over."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from articles.models import ArticlePage, Contribution, Desk, Grade, Payee, QuotaExemption
from core.weeks import monday_of
from units.models import Unit
from units.reorganisation.handover import Handover
from units.reorganisation.sections import move_unfinished
from units.signals import unit_reorganised


def hand_over(sender, handover: Handover, **kwargs: Any) -> None:
    """Hand over what is open, and say what stays under the old name."""
    _hand_over_pieces(handover)
    _tell_payments(handover)
    if handover.taker is not None:
        _hand_over_desks(handover, handover.taker)
        _repeat_exemptions(handover, handover.taker)
        _hand_over_payees(handover, handover.taker)


def connect() -> None:
    """Listen to reorganisations."""
    unit_reorganised.connect(hand_over, dispatch_uid="articles_hand_over")


def _hand_over_pieces(handover: Handover) -> None:
    """Move what no reader has had yet, at whatever step it is.

    A piece that has come to a desk counts for the unit that sent it, in the week in which it came;
    so its contribution keeps the old name while its page goes over.
    """
    pieces = ArticlePage.objects.filter(unit=handover.predecessor)
    unread = pieces.filter(live=False, first_published_at=None)
    unread = unread.exclude(contribution__used_at__isnull=False)
    moved = move_unfinished(handover, list(unread.order_by("path")))
    if handover.taker is not None:
        unsent = Contribution.objects.filter(page__in=moved, sent_at=None)
        handover.change(unsent, unit=handover.taker.pk)
    handover.moves(_("pieces that are not published yet"), len(moved))
    staying = pieces.exclude(pk__in=moved)
    handover.keeps(_("published pieces"), staying.filter(first_published_at__isnull=False).count())
    handover.keeps(_("unfinished pieces"), staying.filter(first_published_at=None).count())


def _tell_payments(handover: Handover) -> None:
    """Say that grades, and what was paid or is to be paid for them, stay as they are."""
    grades = Grade.objects.filter(contribution__unit=handover.predecessor)
    handover.keeps(_("grades of pieces"), grades.count())


def _hand_over_desks(handover: Handover, taker: Unit) -> None:
    desks = Desk.objects.filter(unit=handover.predecessor)
    for desk in desks.order_by("pk"):
        handover.touches(f"desk:{desk.pk}", _("editorial desk"), str(desk))
    handover.moves(_("editorial desks"), handover.change(desks, unit=taker.pk))


def _repeat_exemptions(handover: Handover, taker: Unit) -> None:
    """Exempt the taker from the week of the first day on, where the old unit would have been."""
    week = monday_of(handover.effective_on)
    running = QuotaExemption.objects.filter(unit=handover.predecessor, last_week__gte=week)
    known = set(QuotaExemption.objects.filter(unit=taker).values_list("first_week", "last_week"))
    repeated = 0
    for one in running.order_by("pk"):
        span = (max(one.first_week, week), one.last_week)
        if span in known:
            continue
        new = QuotaExemption.objects.create(
            unit=taker,
            first_week=span[0],
            last_week=span[1],
            reason=one.reason,
            granted_by=one.granted_by,
        )
        handover.made(new)
        known.add(span)
        repeated += 1
    handover.moves(_("exemptions from quotas, repeated"), repeated)


def _hand_over_payees(handover: Handover, taker: Unit) -> None:
    """Move payees with an account. One known by a pen name is who wrote under it in the old unit.

    Moved, such a payee would be paid for pieces of a namesake in the taker, and for their own no
    more: finance decides with whom their new pieces go.
    """
    payees = Payee.objects.filter(unit=handover.predecessor)
    with_account = payees.filter(user__isnull=False)
    handover.moves(_("payees with an account"), handover.change(with_account, unit=taker.pk))
    handover.keeps(_("payees known by a pen name"), payees.filter(user=None).count())
