"""Which revisions of a piece a person may compare: a desk never those that the unit keeps."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max, QuerySet
from django.utils.translation import gettext as _
from wagtail.models import Revision, TaskState

from articles.corrections.unsent import unsent_drafts
from articles.models import Contribution
from articles.newsroom.titles import REVIEWED, desk_steps
from articles.newsroom.track.standing import name_of
from articles.newsroom.track.viewers import Viewer

MOST_OFFERED = 100


@dataclass(frozen=True)
class RevisionChoice:
    """A revision to choose: when it was saved, by whom, and what became of it."""

    pk: int
    saved_at: datetime
    person: str
    marks: tuple[str, ...]


def comparable_revisions(viewer: Viewer) -> QuerySet[Revision]:
    """Return the revisions that a person may read, the newest first.

    A desk reads all while the piece waits there; afterwards those up to the last that came to
    a desk or to readers.
    """
    page = viewer.piece.page.specific_deferred
    revisions = page.revisions.order_by("-pk")
    if not viewer.reads_texts:
        return revisions.none()
    if viewer.reads_all or viewer.is_at_desk:
        return revisions
    # A correction comes after drafts that the unit never sent.
    unsent = unsent_drafts(page).values("pk")
    return revisions.filter(pk__lte=last_revision_of_desks(viewer.piece)).exclude(pk__in=unsent)


def last_revision_of_desks(piece: Contribution) -> int:
    """Return the number of the last revision that came to a desk or to readers; 0 if none."""
    last = _steps_of(piece).aggregate(last=Max("revision_id"))["last"]
    return max(last or 0, piece.page.live_revision_id or 0, piece.used_revision_id or 0)


def revision_choices(viewer: Viewer) -> list[RevisionChoice]:
    """Return the newest revisions to choose from; two queries."""
    revisions = comparable_revisions(viewer).select_related("user").defer("content")
    piece = viewer.piece
    known = ((piece.used_revision_id, _("used first")), (piece.page.live_revision_id, _("live")))
    return [
        RevisionChoice(
            pk=revision.pk,
            saved_at=revision.created_at,
            person=name_of(revision.user) if revision.user else "",
            marks=tuple(mark for pk, mark in known if pk == revision.pk),
        )
        for revision in revisions[:MOST_OFFERED]
    ]


def desk_revision(piece: Contribution) -> Revision | None:
    """Return the newest text of a piece that its desk may read, or None.

    Under review that is the revision before the desk, of a live piece what readers see.
    """
    if piece.state in REVIEWED:
        return piece.revision
    if piece.page.live:
        return piece.page.live_revision
    last = last_revision_of_desks(piece)
    return Revision.objects.filter(pk=last).first()


def _steps_of(piece: Contribution) -> QuerySet[TaskState]:
    return desk_steps().filter(workflow_state__object_id=str(piece.page_id))
