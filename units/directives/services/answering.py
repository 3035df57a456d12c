"""Writes, sends and judges a unit's answer: drafts are kept, what was sent is never changed."""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from functools import partial

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from core.audit import record
from core.days import day_of

from ..enums import AnswerState, ReceiptState, StepAction
from ..errors import ChangedMeanwhile, DirectiveRefused, WrongState
from ..models import AnswerFile, DirectiveAnswer, DirectiveReceipt
from .news import tell_units
from .receiving import finish, require_acknowledged, require_current
from .steps import (
    add_step,
    lock_receipt,
    optional_text,
    require_in_charge,
    require_office,
    require_sent,
    required_text,
)

LONGEST_ANSWER = 10_000
MOST_FILES = 10


def standing_of(answer: DirectiveAnswer | None) -> str:
    """Return a mark of a draft as it stands, by which a later change shows; empty for none."""
    return f"{answer.pk}-{int(answer.saved_at.timestamp() * 1_000_000)}" if answer else ""


def draft_of(receipt: DirectiveReceipt) -> DirectiveAnswer | None:
    """Return the draft of an answer, where there is one."""
    return receipt.answers.filter(state=AnswerState.DRAFT).first()


@transaction.atomic
def save_answer(
    *,
    receipt_id: int,
    text: str,
    seen: str,
    user,
    now: datetime,
    files: Sequence[UploadedFile] = (),
    removed: Collection[int] = (),
) -> DirectiveAnswer:
    """Keep the draft of an answer with further files, without the removed ones.

    `seen` is `standing_of` the draft that the person had before them, `files` have passed
    `clean_answer_file`. Raises `NotAllowed`, `WrongState`, `ChangedMeanwhile`, `DirectiveRefused`.
    """
    receipt = lock_receipt(receipt_id)
    require_in_charge(user, receipt)
    require_sent(receipt.directive)
    require_unanswered(receipt)
    return _keep(receipt, text, seen, files=files, removed=removed, user=user, now=now)


@transaction.atomic
def send_answer(
    *,
    receipt_id: int,
    number: int,
    text: str,
    seen: str,
    user,
    now: datetime,
    files: Sequence[UploadedFile] = (),
    removed: Collection[int] = (),
) -> DirectiveAnswer:
    """Send the answer: the unit is done until the Office returns it. A second time is nothing.

    `number` is the version of the directive that the person has read. Raises as `save_answer`
    does, and `DirectiveRefused` for an answer with neither text nor file.
    """
    receipt = lock_receipt(receipt_id)
    require_in_charge(user, receipt)
    require_sent(receipt.directive)
    require_current(receipt, number)
    sent = _sent_before(receipt, text, user)
    if sent is not None:
        return sent
    require_acknowledged(receipt)
    require_unanswered(receipt)
    answer = _keep(receipt, text, seen, files=files, removed=removed, user=user, now=now)
    if not answer.text and not answer.files.exists():
        raise DirectiveRefused(_("Write the answer, or add a file."))
    answer.state, answer.sent_at, answer.sent_by = AnswerState.SENT, now, user
    answer.save()
    receipt.answered_at = now
    note = _("Version %(number)s") % {"number": answer.number}
    add_step(receipt, action=StepAction.ANSWERED, user=user, now=now, note=note)
    finish(receipt, user=user, now=now)
    record(actor=user, action="directives.answer.send", subject=answer, receipt=receipt.pk)
    return answer


@transaction.atomic
def accept_answer(*, answer_id: int, user, now: datetime) -> DirectiveAnswer:
    """Accept the last answer that a unit sent; a second time changes nothing.

    Raises `NotAllowed` and `WrongState`.
    """
    require_office(user)
    receipt, answer = _lock_answer(answer_id)
    if answer.state == AnswerState.ACCEPTED:
        return answer
    _require_judgeable(receipt, answer, AnswerState.SENT)
    answer.state, answer.judged_at, answer.judged_by = AnswerState.ACCEPTED, now, user
    answer.save()
    add_step(receipt, action=StepAction.ANSWER_ACCEPTED, user=user, now=now)
    record(actor=user, action="directives.answer.accept", subject=answer)
    return answer


@transaction.atomic
def return_answer(
    *, answer_id: int, note: str, until: date | None = None, user, now: datetime
) -> DirectiveAnswer:
    """Return the last answer that a unit sent, with what is missing, and more time where given.

    The unit is no longer done and its answer does not count; an accepted one can be returned too.
    A second time changes nothing. Raises `NotAllowed`, `WrongState`, and `DirectiveRefused`
    without a note, with a day in the past, or with one before the unit's deadline.
    """
    require_office(user)
    note = required_text(note, longest=500, missing=_("Write what is missing: the unit reads it."))
    receipt, answer = _lock_answer(answer_id)
    if answer.state == AnswerState.RETURNED:
        return answer
    require_sent(receipt.directive)
    _require_judgeable(receipt, answer, AnswerState.SENT, AnswerState.ACCEPTED)
    answer.state, answer.judged_at, answer.judged_by = AnswerState.RETURNED, now, user
    answer.return_note = note
    answer.save()
    _reopen(receipt, until=until, today=day_of(now))
    add_step(receipt, action=StepAction.ANSWER_RETURNED, user=user, now=now, note=note)
    record(actor=user, action="directives.answer.return", subject=answer, note=note)
    tell_units("answer_returned", [receipt])
    return answer


def require_unanswered(receipt: DirectiveReceipt) -> None:
    """Raise `WrongState` for a receipt that is done."""
    if receipt.state == ReceiptState.DONE:
        raise WrongState(
            _("The unit is done with this directive. Ask the Office to return the answer first.")
        )


def _keep(
    receipt: DirectiveReceipt,
    text: str,
    seen: str,
    *,
    files: Sequence[UploadedFile],
    removed: Collection[int],
    user,
    now: datetime,
) -> DirectiveAnswer:
    text = optional_text(text, longest=LONGEST_ANSWER)
    draft = draft_of(receipt)
    if draft is not None and seen != standing_of(draft) and _is_same(draft, text, files, user):
        return draft
    if seen != standing_of(draft):
        raise ChangedMeanwhile(
            _("A colleague has changed the answer meanwhile. What you typed is still here.")
        )
    draft = draft or DirectiveAnswer(receipt=receipt, number=receipt.answers.count() + 1)
    draft.text, draft.written_by, draft.saved_at = text, user, now
    draft.save()
    _remove(draft, removed)
    if draft.files.count() + len(files) > MOST_FILES:
        raise DirectiveRefused(_("At most %(count)s files can be sent.") % {"count": MOST_FILES})
    for file in files:
        _add(draft, file)
    return draft


def _is_same(draft: DirectiveAnswer, text: str, files: Sequence[UploadedFile], user) -> bool:
    """Tell whether a second click would keep what the first one has kept."""
    kept = set(draft.files.values_list("name", "size"))
    is_own = draft.written_by_id == user.pk and draft.text == text
    return is_own and {(file.name, file.size) for file in files} <= kept


def _add(draft: DirectiveAnswer, file: UploadedFile) -> None:
    AnswerFile.objects.create(
        answer=draft,
        file=file,
        name=file.name or "",
        size=file.size or 0,
        content_type=file.content_type or "application/octet-stream",
    )


def _remove(draft: DirectiveAnswer, removed: Collection[int]) -> None:
    """Take files out of a draft; their bytes go once that is certain."""
    for gone in draft.files.filter(pk__in=removed):
        storage, name = gone.file.storage, gone.file.name
        gone.delete()
        transaction.on_commit(partial(storage.delete, name or ""))


def _sent_before(receipt: DirectiveReceipt, text: str, user) -> DirectiveAnswer | None:
    """Return what a second click would send again."""
    if receipt.state != ReceiptState.DONE:
        return None
    last = receipt.answers.order_by("number").last()
    is_same = last is not None and last.state == AnswerState.SENT and last.sent_by_id == user.pk
    return last if is_same and last.text == optional_text(text, longest=LONGEST_ANSWER) else None


def _lock_answer(answer_id: int) -> tuple[DirectiveReceipt, DirectiveAnswer]:
    receipt_id = DirectiveAnswer.objects.values_list("receipt", flat=True).get(pk=answer_id)
    receipt = lock_receipt(receipt_id)
    return receipt, DirectiveAnswer.objects.get(pk=answer_id)


def _require_judgeable(
    receipt: DirectiveReceipt, answer: DirectiveAnswer, *states: AnswerState
) -> None:
    last = receipt.answers.exclude(state=AnswerState.DRAFT).order_by("number").last()
    if last is None or answer.pk != last.pk or answer.state not in states:
        raise WrongState(
            _("Version %(number)s of this answer is in the state “%(state)s” and not the last one.")
            % {"number": answer.number, "state": answer.get_state_display()}
            if last is not None and answer.pk != last.pk
            else _("This answer is in the state “%(state)s” already.")
            % {"state": answer.get_state_display()}
        )


def _reopen(receipt: DirectiveReceipt, *, until: date | None, today: date) -> None:
    if until is not None and until < today:
        raise DirectiveRefused(_("The new day lies in the past."))
    if until is not None and receipt.due_on is not None and until < receipt.due_on:
        raise DirectiveRefused(_("The new day is earlier than the deadline that the unit has."))
    if receipt.state == ReceiptState.DONE:
        receipt.state = ReceiptState.ACKNOWLEDGED
        receipt.done_at = receipt.done_by = None
    receipt.answered_at = None
    if until is not None and until != receipt.due_on:
        receipt.due_on = receipt.extended_to = until
        receipt.escalated_at = None
    receipt.save()
