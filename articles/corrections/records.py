"""Follows the workflow of a correction to its end: published with its note, or given up."""

from datetime import datetime

from django.utils.translation import gettext as _
from wagtail.models import WorkflowState

from articles.corrections.live_text import save_live_text
from articles.enums import CorrectionKind, CorrectionState, EventKind
from articles.models import Contribution, Correction
from articles.services.events import record_event

EVENTS = {
    CorrectionKind.CORRECTION: EventKind.CORRECTED,
    CorrectionKind.UPDATE: EventKind.UPDATED,
}


def open_correction_of(contribution: Contribution) -> Correction | None:
    """Return the correction of a piece that is neither published nor given up, or None."""
    return contribution.corrections.filter(state=CorrectionState.OPEN).first()


def correction_of(workflow_state: WorkflowState) -> Correction | None:
    """Return the correction for which a workflow runs, or None for an ordinary review."""
    return Correction.objects.filter(workflow_state=workflow_state).first()


def record_published(
    *, correction: Correction, workflow_state: WorkflowState, user, now: datetime
) -> None:
    """Record that the corrected revision is live."""
    correction.state, correction.published_at = CorrectionState.PUBLISHED, now
    correction.revision_after = workflow_state.current_task_state.revision
    correction.save(update_fields=["state", "published_at", "revision_after"])
    record_event(
        contribution=correction.contribution,
        kind=EVENTS[CorrectionKind(correction.kind)],
        actor=user,
        note=correction.note_vi,
        now=now,
    )


def record_cancelled(*, correction: Correction, user, now: datetime) -> None:
    """Record that a correction was given up; its text is no longer the newest of the piece."""
    correction.state, correction.revision_after = CorrectionState.CANCELLED, None
    correction.save(update_fields=["state", "revision_after"])
    page = correction.contribution.page.specific
    if page.live:
        save_live_text(page=page, user=user)
    record_event(
        contribution=correction.contribution,
        kind=EventKind.WITHDRAWN,
        actor=user,
        note=_("The correction was given up; readers see the piece as before."),
        now=now,
    )
