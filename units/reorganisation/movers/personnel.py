"""People of the old unit stand on the taker's books; their posts in the old bodies end."""

from datetime import timedelta

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from units.personnel.models import Appointment, Body, Person, YearlyFigure

from ..handover import Handover
from .wording import reason_of


def move_people(handover: Handover) -> None:
    """Move people, end posts and bodies the day before; figures of years stay.

    An account outlives the end of a post that only the operation ended, where somebody takes over.
    """
    held = _end_posts(handover)
    people = Person.objects.filter(unit=handover.predecessor)
    if handover.taker:
        _keep_accounts(handover, held)
        count = handover.change(people, unit=handover.taker.pk)
        handover.moves(_("people on the books"), count)
    else:
        handover.keeps(_("people on the books"), people.count())
    figures = YearlyFigure.objects.filter(unit=handover.predecessor)
    handover.keeps(_("years with figures"), figures.count())


def _end_posts(handover: Handover) -> list[int]:
    """End what is held and cancel what would begin later; return the keys of the people."""
    last_day = handover.effective_on - timedelta(days=1)
    posts = Appointment.objects.filter(
        body__unit=handover.predecessor, cancelled_at__isnull=True
    ).filter(Q(to_date__isnull=True) | Q(to_date__gt=last_day))
    people = list(posts.values_list("person", flat=True).distinct())
    reason = reason_of(handover)
    later = posts.filter(from_date__gt=last_day)
    cancelled = handover.change(later, cancelled_at=handover.now, cancel_reason=reason)
    ended = handover.change(posts, to_date=last_day, end_reason=reason)
    bodies = Body.objects.filter(unit=handover.predecessor).filter(
        Q(valid_to__isnull=True) | Q(valid_to__gt=last_day),
        Q(valid_from__isnull=True) | Q(valid_from__lte=last_day),
    )
    handover.keeps(_("bodies that end"), handover.change(bodies, valid_to=last_day))
    handover.keeps(_("posts that end"), ended)
    handover.keeps(_("posts that are cancelled before they begin"), cancelled)
    return people


def _keep_accounts(handover: Handover, held: list[int]) -> None:
    people = Person.objects.filter(pk__in=held, account__isnull=False, account_is_kept=False)
    kept = handover.change(people, account_is_kept=True, account_kept_reason=reason_of(handover))
    handover.moves(_("accounts that are kept"), kept)
