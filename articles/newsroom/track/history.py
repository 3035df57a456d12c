"""What happened to a piece, line by line, with what each reader may know of it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from articles.enums import EventKind
from articles.models import ContributionEvent
from articles.newsroom.track.standing import name_of
from articles.newsroom.track.viewers import Viewer

MARKS = {
    EventKind.RETURNED: "back",
    EventKind.NOT_USED: "end",
    EventKind.WITHDRAWN: "end",
    EventKind.RETRACTED: "end",
    EventKind.SCHEDULED: "good",
    EventKind.USED: "good",
}


@dataclass(frozen=True)
class HistoryLine:
    """One event as a reader sees it."""

    at: datetime
    label: str
    person: str
    place: str
    note: str
    mark: str


def history_of(viewer: Viewer) -> list[HistoryLine]:
    """Return the events of a piece, the newest first; two queries.

    What a unit's own chief editor writes to its authors is nobody else's.
    """
    events = viewer.piece.events.select_related("actor", "desk")
    lines = [
        _line(event, is_hidden=in_unit and not viewer.reads_all)
        for event, in_unit in _with_places(events)
    ]
    return lines[::-1]


def _with_places(events) -> Iterator[tuple[ContributionEvent, bool]]:
    """Give each event and whether it happened inside the unit, before a desk had the piece."""
    in_unit = True
    for event in events:
        if event.kind == EventKind.SENT:
            in_unit = True
        elif event.kind == EventKind.ARRIVED:
            in_unit = False
        yield event, in_unit


def _line(event: ContributionEvent, *, is_hidden: bool) -> HistoryLine:
    in_unit = event.kind in (EventKind.SENT, EventKind.WITHDRAWN)
    return HistoryLine(
        at=event.at,
        label=event.get_kind_display(),
        person=name_of(event.actor) if event.actor else _("The portal"),
        place="" if in_unit or event.desk is None else str(event.desk),
        note="" if is_hidden else event.note,
        mark=MARKS.get(EventKind(event.kind), ""),
    )
