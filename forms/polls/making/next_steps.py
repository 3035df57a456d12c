"""Tells who makes a poll what comes next, in one sentence and at most two buttons."""

from dataclasses import dataclass, field
from datetime import datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from core.addresses import canonical_url

from ..code_files import voting_path
from ..enums import Audience, PollPhase
from ..models import Poll
from ..queries import Outline
from ..showing.own_words import has_own_words
from ..validators import Fault, content_faults


@dataclass(frozen=True)
class Step:
    """A sentence, what is still missing, and ways on as (label, address)."""

    text: str
    faults: list[Fault] = field(default_factory=list)
    links: list[tuple[str, str]] = field(default_factory=list)


def next_step(poll: Poll, outline: Outline, *, now: datetime) -> Step:
    """Return what comes next for a poll."""
    phase = poll.phase(now)
    if phase in (PollPhase.DRAFT, PollPhase.TEST):
        return _before(poll, outline, phase)
    values = {"opens": _moment(poll.opens_at), "closes": _moment(poll.closes_at)}
    text = {
        PollPhase.COMING: _("Readers see the poll. It opens by itself at %(opens)s."),
        PollPhase.OPEN: _("Members are voting. It closes by itself at %(closes)s."),
        PollPhase.CLOSED: _("The poll is over. It is counted within a minute."),
        PollPhase.FROZEN: _("The poll is counted. Its result stands and cannot change."),
        PollPhase.CANCELLED: _("The poll was called off. What was cast counts for nothing."),
    }[phase]
    return Step(text % values, links=_ways(poll, phase))


def _before(poll: Poll, outline: Outline, phase: PollPhase) -> Step:
    faults = content_faults(outline)
    if not outline.questions:
        return Step(_("Next: add the first question."))
    if faults:
        return Step(_("Next: mend what is listed here."), faults)
    announce = (_("Announce the poll"), reverse("poll_announce", args=[poll.pk]))
    if phase == PollPhase.TEST:
        try_it = (_("Open the trial"), voting_path(poll))
        text = _("The poll is on trial: only its editors open it, and no ballot counts.")
        return Step(text, links=[try_it, announce])
    text = _("The questions are whole. Try the poll yourself, then announce it.")
    return Step(text, links=[announce])


def _ways(poll: Poll, phase: PollPhase) -> list[tuple[str, str]]:
    ways = []
    url = canonical_url(poll.page) if poll.page and poll.page.live else None
    if url:
        ways.append((_("On the portal"), url))
    if url and phase == PollPhase.FROZEN:
        ways.append((_("Results"), f"{url}ket-qua/"))
    if phase == PollPhase.FROZEN and has_own_words(poll):
        ways.append((_("Own words"), reverse("poll_own_words", args=[poll.pk])))
    if poll.audience == Audience.CODES and phase in (PollPhase.COMING, PollPhase.OPEN):
        ways.append((_("Codes for voters"), reverse("poll_codes", args=[poll.pk])))
    return ways


def _moment(moment: datetime | None) -> str:
    return date_format(timezone.localtime(moment), "SHORT_DATETIME_FORMAT") if moment else ""
