"""Retracts a used piece: readers find a note at its address, and nothing else of it anywhere."""

from collections.abc import Iterator
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.actions.unpublish_page import UnpublishPageAction

from articles.corrections.live_text import save_live_text
from articles.corrections.locking import locked_piece
from articles.corrections.notes import kept_notes
from articles.corrections.queries import retraction_of
from articles.corrections.rules import may_retract
from articles.enums import CorrectionKind, CorrectionState, EventKind
from articles.errors import ReviewRefused
from articles.models import ArticlePage, Contribution, Correction
from articles.services.contributions import record_retraction
from articles.services.events import record_event
from articles.services.review_mail import interested_people, queue_mail
from core.models import User
from units.queries import chief_editors


@transaction.atomic
def retract(
    *, contribution_id: int, user: User, note_vi: str, note_en: str = "", now: datetime
) -> Correction:
    """Take a piece and its translations from readers and leave a note at their addresses.

    An open correction and a running review end; the unit may send the piece again. Where the piece
    is retracted already, that retraction is returned as it is. Raises `ReviewRefused`.
    """
    contribution = locked_piece(contribution_id, with_step=True)
    page = contribution.page
    if not may_retract(user, contribution):
        raise ReviewRefused(
            _("A head of the desk or its editor-in-chief retracts a piece, never its authors.")
        )
    standing = retraction_of(page)
    if standing is not None:
        return standing
    if not page.live:
        raise ReviewRefused(_("Readers cannot open this piece now, so it cannot be retracted."))
    retraction = Correction.objects.create(
        contribution=contribution,
        kind=CorrectionKind.RETRACTION,
        state=CorrectionState.PUBLISHED,
        **kept_notes(note_vi=note_vi, note_en=note_en),
        revision_before=page.live_revision or save_live_text(page=page, user=user),
        opened_by=user,
        opened_at=now,
        published_at=now,
    )
    for one in _with_translations(page):
        _take_down(one, user=user, note=retraction.note_vi, now=now)
    _tell(contribution, user=user, note=retraction.note_vi)
    return retraction


def _with_translations(page: ArticlePage) -> Iterator[ArticlePage]:
    """Yield the live versions of a piece; those that only mirror another follow it."""
    pages = ArticlePage.objects.live().filter(translation_key=page.translation_key)
    for one in pages.filter(alias_of__isnull=True).order_by("pk"):
        yield one.specific


def _take_down(page: ArticlePage, *, user: User, note: str, now: datetime) -> None:
    """Unpublish one version; recorded first, so that the end of its review is no withdrawal."""
    contribution = Contribution.objects.select_for_update().filter(page_id=page.pk).first()
    if contribution is not None:
        record_retraction(contribution=contribution, now=now)
    running = page.current_workflow_state
    if running is not None:
        running.cancel(user=user)
    # As it is now: the end of a correction has saved the live text anew.
    page = type(page).objects.get(pk=page.pk)
    UnpublishPageAction(page, user=user).execute(skip_permission_checks=True)
    if contribution is not None:
        record_event(
            contribution=contribution, kind=EventKind.RETRACTED, actor=user, note=note, now=now
        )


def _tell(contribution: Contribution, *, user: User, note: str) -> None:
    """Queue the mail to the piece's people and to the chief editors of its unit."""
    page = contribution.page
    people = interested_people(page, requested_by_id=None)
    people |= {chief.pk for chief in chief_editors(unit_id=page.unit_id)}
    queue_mail(
        event="retracted",
        page=page,
        recipients=people - {user.pk},
        reviewer=user.get_full_name() or user.get_username(),
        address=page.full_url or "",
        note=note,
    )
