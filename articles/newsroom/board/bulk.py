"""One action on many pieces: each in a transaction of its own, each with its own answer."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms as django_forms
from django.utils.translation import gettext_lazy as _

from articles.errors import ReviewRefused
from articles.models import Contribution
from articles.newsroom.board.forms import (
    HandOverForm,
    NothingToAskForm,
    NotUsePiecesForm,
    PassOnForm,
    ReturnPiecesForm,
)
from articles.newsroom.claims import claim, hand_over, release
from articles.newsroom.decisions import not_use, return_piece
from articles.newsroom.titles import desk_title
from articles.newsroom.transfer import transfer

Data = dict[str, Any]


@dataclass(frozen=True)
class BulkAction:
    """What may be done to many pieces; `run(contribution_id, user, data, now)` does one."""

    key: str
    label: Any
    icon: str
    question: Any
    done: Any
    form_class: type[django_forms.Form]
    run: Callable[[int, Any, Data, datetime], None]
    is_serious: bool = False


@dataclass(frozen=True)
class Outcome:
    """What came of one piece; `message` says why it was refused."""

    piece: Contribution
    is_done: bool
    message: str = ""

    @property
    def title(self) -> str:
        """Return the title that the desk may read."""
        return desk_title(self.piece)


def _claim(contribution_id: int, user, data: Data, now: datetime) -> None:
    claim(contribution_id=contribution_id, user=user, now=now)


def _release(contribution_id: int, user, data: Data, now: datetime) -> None:
    release(contribution_id=contribution_id, user=user, now=now)


def _return(contribution_id: int, user, data: Data, now: datetime) -> None:
    return_piece(
        contribution_id=contribution_id,
        user=user,
        reasons=data["reasons"],
        comment=data["comment"],
        now=now,
    )


def _not_use(contribution_id: int, user, data: Data, now: datetime) -> None:
    not_use(
        contribution_id=contribution_id,
        user=user,
        reasons=data["reasons"],
        comment=data["comment"],
        now=now,
    )


def _hand_over(contribution_id: int, user, data: Data, now: datetime) -> None:
    hand_over(
        contribution_id=contribution_id,
        user=user,
        to_user=data["to_user"],
        note=data["note"],
        now=now,
    )


def _transfer(contribution_id: int, user, data: Data, now: datetime) -> None:
    transfer(contribution_id=contribution_id, user=user, note=data["comment"], now=now)


ACTIONS = {
    action.key: action
    for action in (
        BulkAction(
            "claim",
            _("Claim"),
            "lock",
            _("Claim these pieces? Your colleagues see that you work on them."),
            _("Claimed"),
            NothingToAskForm,
            _claim,
        ),
        BulkAction(
            "release",
            _("Release"),
            "lock-open",
            _("Release these pieces, so that your colleagues can claim them?"),
            _("Released"),
            NothingToAskForm,
            _release,
        ),
        BulkAction(
            "hand_over",
            _("Hand over"),
            "user",
            _("Hand these pieces over to a colleague of the desk?"),
            _("Handed over"),
            HandOverForm,
            _hand_over,
        ),
        BulkAction(
            "transfer",
            _("Transfer to the other desk"),
            "redirect",
            _("Transfer these pieces to the other desk? They are not rejected."),
            _("Transferred to the other desk"),
            PassOnForm,
            _transfer,
        ),
        BulkAction(
            "return",
            _("Return for changes"),
            "edit",
            _("Return these pieces to their units? All get the same reason."),
            _("Returned for changes"),
            ReturnPiecesForm,
            _return,
        ),
        BulkAction(
            "not_use",
            _("Do not use"),
            "cross",
            _("End the review of these pieces without using them? All get the same reason."),
            _("Not used"),
            NotUsePiecesForm,
            _not_use,
            is_serious=True,
        ),
    )
}


def run_action(
    action: BulkAction, *, pieces: Iterable[Contribution], user, data: Data, now: datetime
) -> list[Outcome]:
    """Do one action to each piece and return what came of each; a refusal stops no other."""
    return [_attempt(action, piece, user=user, data=data, now=now) for piece in pieces]


def _attempt(
    action: BulkAction, piece: Contribution, *, user, data: Data, now: datetime
) -> Outcome:
    try:
        action.run(piece.pk, user, data, now)
    except ReviewRefused as refusal:
        return Outcome(piece, is_done=False, message=str(refusal))
    return Outcome(piece, is_done=True)
