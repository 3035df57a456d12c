"""Opens, publishes and gives up corrections of used pieces."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Page, TaskState

from articles.corrections.live_text import save_live_text
from articles.corrections.locking import locked_piece
from articles.corrections.notes import kept_notes
from articles.corrections.obstacles import obstacle, unread_draft
from articles.corrections.records import open_correction_of
from articles.corrections.rules import may_correct
from articles.enums import CorrectionKind, CorrectionState, EventKind
from articles.errors import ReviewRefused
from articles.models import Contribution, Correction
from articles.services.events import record_event
from articles.services.workflows import correction_workflow
from core.models import User

OPENED_KINDS = (CorrectionKind.CORRECTION, CorrectionKind.UPDATE)


@transaction.atomic
def open_correction(
    *, contribution_id: int, kind: str, user: User, note_vi: str, note_en: str = "", now: datetime
) -> Correction:
    """Give a used piece to its desk for a correction or an update, from the text that is live.

    Where one is open already it is returned as it is. Raises `ReviewRefused` for outsiders, on
    one's own piece, without a note, and while an update of the piece is under review.
    """
    contribution = locked_piece(contribution_id)
    _refuse_outsider(user, contribution)
    running = open_correction_of(contribution)
    if running is not None:
        return running
    notes = kept_notes(note_vi=note_vi, note_en=note_en)
    if kind not in OPENED_KINDS:
        raise ReviewRefused(_("Choose whether the piece is corrected or updated."))
    if reason := obstacle(contribution):
        raise ReviewRefused(reason)
    return _open(contribution, kind=kind, user=user, notes=notes, now=now)


@transaction.atomic
def change_note(
    *, contribution_id: int, kind: str, user: User, note_vi: str, note_en: str = ""
) -> Correction:
    """Change what readers will be told by the open correction. Raises `ReviewRefused`."""
    contribution = locked_piece(contribution_id)
    _refuse_outsider(user, contribution)
    correction = open_correction_of(contribution)
    if correction is None:
        raise ReviewRefused(_("No correction of this piece is open."))
    notes = kept_notes(note_vi=note_vi, note_en=note_en)
    if kind not in OPENED_KINDS:
        raise ReviewRefused(_("Choose whether the piece is corrected or updated."))
    correction.kind, correction.note_vi, correction.note_en = kind, *notes.values()
    correction.save(update_fields=["kind", "note_vi", "note_en"])
    return correction


def publish_correction(
    *, contribution_id: int, user: User, now: datetime, comment: str = ""
) -> None:
    """Publish the open correction with its note. Raises `ReviewRefused`."""
    _decide("publish_correction", contribution_id, user=user, comment=comment, now=now)


def give_up_correction(
    *, contribution_id: int, user: User, now: datetime, comment: str = ""
) -> None:
    """Give up the open correction: readers see the piece as before. Raises `ReviewRefused`."""
    _decide("give_up_correction", contribution_id, user=user, comment=comment, now=now)


def _open(
    contribution: Contribution, *, kind: str, user: User, notes: dict[str, str], now: datetime
) -> Correction:
    page = contribution.page
    left_out = unread_draft(page)
    returned = page.current_workflow_state
    if returned is not None:
        # A returned update waits for its unit, perhaps for ever; the unit can send it again.
        returned.cancel(user=user)
    # A lock that somebody of the unit set would keep the desk out.
    Page.objects.filter(pk=page.pk).update(locked=False, locked_by=None, locked_at=None)
    start = save_live_text(page=page, user=user)
    page = type(page).objects.get(pk=page.pk)
    correction = Correction.objects.create(
        contribution=contribution,
        kind=kind,
        **notes,
        workflow_state=correction_workflow(contribution.desk).start(page, user),
        revision_before=page.live_revision or start,
        revision_after=start,
        opened_by=user,
        opened_at=now,
    )
    record_event(
        contribution=contribution,
        kind=EventKind.CORRECTION_OPENED,
        actor=user,
        note="\n".join(filter(None, [correction.get_kind_display(), left_out])),
        now=now,
    )
    return correction


def _refuse_outsider(user: User, contribution: Contribution) -> None:
    if not may_correct(user, contribution):
        raise ReviewRefused(_("Only the desk that used this piece corrects it, never its authors."))


@transaction.atomic
def _decide(action: str, contribution_id: int, *, user: User, now: datetime, **data: Any) -> None:
    """Take one decision on the open correction; the step locks its rows in its own order."""
    correction = (
        Correction.objects.filter(contribution_id=contribution_id, state=CorrectionState.OPEN)
        .select_related("workflow_state__current_task_state")
        .first()
    )
    if correction is None:
        raise ReviewRefused(_("No correction of this piece is open."))
    step: TaskState = correction.workflow_state.current_task_state
    step.task.specific.decide(step, user, action, data=data, now=now)
