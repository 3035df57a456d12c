"""Makes and changes a directive that is not sent yet."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from core.audit import record
from core.days import day_of
from units.documents.enums import DocumentState
from units.documents.models import OfficialDocument
from units.enums import UnitKind

from ..enums import DirectiveState
from ..errors import ChangedMeanwhile, DirectiveRefused, WrongState
from ..models import Directive
from .steps import lock_directive, require_office, required_text

LONGEST_TITLE, LONGEST_TASK = 200, 4000
MOST_DAYS = 60


@dataclass(frozen=True)
class Draft:
    """What a directive says and whom it is for; `units` and `answering_units` are ids."""

    document: OfficialDocument
    title: str
    task: str
    deadline: date | None = None
    kinds: Collection[str] = ()
    units: Collection[int] = ()
    must_answer: bool = True
    answering_kinds: Collection[str] = ()
    answering_units: Collection[int] = field(default=())
    remind_days: int = 3
    escalate_days: int = 3


@transaction.atomic
def create_directive(*, values: Draft, request_key: UUID, user, now: datetime) -> Directive:
    """Keep a new draft; the same request key a second time returns the first one.

    Raises `NotAllowed` and `DirectiveRefused`.
    """
    require_office(user)
    known = Directive.objects.filter(request_key=request_key).first()
    if known is not None:
        return known
    directive = Directive(request_key=request_key, made_by=user, made_at=now)
    try:
        with transaction.atomic():
            _fill(directive, values, today=day_of(now))
    except IntegrityError:
        # Two clicks at the same moment: the first one has stored it by now.
        known = Directive.objects.filter(request_key=request_key).first()
        if known is None:
            raise
        return known
    record(actor=user, action="directives.directive.make", subject=directive)
    return directive


@transaction.atomic
def change_draft(
    *, directive_id: int, values: Draft, version: int, user, now: datetime
) -> Directive:
    """Keep a draft anew; `version` is that of the draft which the person opened.

    Raises `NotAllowed`, `WrongState`, `ChangedMeanwhile` and `DirectiveRefused`.
    """
    directive = lock_directive(directive_id)
    require_office(user)
    require_draft(directive, version=version)
    directive.version += 1
    _fill(directive, values, today=day_of(now))
    record(actor=user, action="directives.directive.write", subject=directive)
    return directive


@transaction.atomic
def delete_draft(*, directive_id: int, version: int, user) -> None:
    """Throw away a draft that no unit has seen. Raises as `change_draft` does."""
    directive = lock_directive(directive_id)
    require_office(user)
    require_draft(directive, version=version)
    record(
        actor=user, action="directives.directive.delete", subject=directive, title=directive.title
    )
    directive.delete()


def require_draft(directive: Directive, *, version: int) -> None:
    """Raise `WrongState` once it is sent, `ChangedMeanwhile` when a colleague has changed it."""
    if directive.state != DirectiveState.DRAFT:
        raise WrongState(_("This directive has been sent already."))
    if version != directive.version:
        raise ChangedMeanwhile(
            _("A colleague has changed this draft meanwhile. What you typed is still here.")
        )


def check_document(document: OfficialDocument) -> None:
    """Raise `DirectiveRefused` for a document that is not issued, or was withdrawn."""
    if document.state != DocumentState.ISSUED:
        raise DirectiveRefused(
            _("The document %(number)s is in the state “%(state)s”: only issued ones are sent.")
            % {"number": document.number_symbol, "state": document.get_state_display()}
        )


def check_deadline(deadline: date | None, *, today: date) -> None:
    """Raise `DirectiveRefused` for a deadline in the past."""
    if deadline is not None and deadline < today:
        raise DirectiveRefused(_("The deadline lies in the past."))


def clean_title(title: str) -> str:
    """Return a title in one line. Raises `DirectiveRefused`."""
    missing = _("Write a title.")
    return required_text(" ".join(title.split()), longest=LONGEST_TITLE, missing=missing)


def clean_task(task: str) -> str:
    """Return what is asked of units. Raises `DirectiveRefused`."""
    return required_text(task, longest=LONGEST_TASK, missing=_("Write what is asked of units."))


def _fill(directive: Directive, values: Draft, *, today: date) -> None:
    check_deadline(values.deadline, today=today)
    _check_days(values)
    directive.document, directive.deadline = values.document, values.deadline
    directive.title, directive.task = clean_title(values.title), clean_task(values.task)
    directive.kinds = _known_kinds(values.kinds)
    directive.must_answer = values.must_answer
    chosen = not values.must_answer
    directive.answering_kinds = _known_kinds(values.answering_kinds) if chosen else []
    directive.remind_days, directive.escalate_days = values.remind_days, values.escalate_days
    if not directive.kinds and not values.units:
        raise DirectiveRefused(_("Choose at least one kind of unit or one unit."))
    directive.save()
    directive.units.set(values.units)
    directive.answering_units.set(values.answering_units if chosen else ())


def _check_days(values: Draft) -> None:
    if not (0 <= values.remind_days <= MOST_DAYS and 1 <= values.escalate_days <= MOST_DAYS):
        raise DirectiveRefused(
            _("Remind 0 to %(most)s, escalate 1 to %(most)s working days before and after.")
            % {"most": MOST_DAYS}
        )


def _known_kinds(kinds: Collection[str]) -> list[str]:
    return [kind.value for kind in UnitKind if kind.value in set(kinds)]
