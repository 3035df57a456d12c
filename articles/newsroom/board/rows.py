"""One line of the board in words: who has a piece, until when, and what may be done with it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.timesince import timesince

from articles.enums import ContributionState, Priority
from articles.models import Contribution
from articles.newsroom.claims import holder
from articles.newsroom.rules import is_held_by_other
from articles.newsroom.titles import desk_title
from articles.rules import heads_desk, works_at_desk
from core.models import User

PRIORITY_MARKS = {Priority.HIGH: "high", Priority.URGENT: "urgent"}


@dataclass(frozen=True)
class BoardRow:
    """What the board shows of a piece to one person; no query is made for it."""

    piece: Contribution
    title: str
    url: str
    holder: User | None
    is_mine: bool
    is_own: bool
    can_work: bool
    can_claim: bool
    takes_over: bool
    can_release: bool
    waiting: str
    is_overdue: bool
    priority_mark: str


def board_row(piece: Any, *, user, now: datetime) -> BoardRow:
    """Return the line of a piece, which carries `desk_title` and `is_own`, for a person."""
    waits = piece.state == ContributionState.DESK_REVIEW
    works_here = waits and works_at_desk(user, desk=piece.desk)
    can_work = works_here and not piece.is_own
    heads = heads_desk(user, desk=piece.desk)
    taken = is_held_by_other(user, piece, now)
    person = holder(piece, now) if waits else None
    is_mine = person is not None and person.pk == user.pk
    return BoardRow(
        piece=piece,
        title=desk_title(piece),
        url=_address(piece, in_editor=can_work),
        holder=person,
        is_mine=is_mine,
        is_own=piece.is_own,
        can_work=can_work,
        can_claim=can_work and not is_mine and (not taken or heads),
        takes_over=taken,
        can_release=works_here and person is not None and (is_mine or heads),
        waiting=timesince(piece.waiting_since, now, depth=1),
        is_overdue=waits and piece.due_at is not None and piece.due_at < now,
        priority_mark=PRIORITY_MARKS.get(Priority(piece.priority), ""),
    )


def _address(piece: Contribution, *, in_editor: bool) -> str:
    """Return where a piece opens: in the editor while it may be decided on, else its way."""
    if in_editor:
        return reverse("wagtailadmin_pages:edit", args=[piece.page_id])
    return reverse("contribution_track", args=[piece.pk])
