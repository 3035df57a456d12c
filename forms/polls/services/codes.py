"""Makes, imports and voids voters' codes; of each only a digest is kept."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid5

from django.db import transaction
from django.utils.translation import gettext as _

from core.audit import record
from core.text import normalize
from units.lineage import lineage_of
from units.models import Unit
from units.queries import active_units

from ...guarding.codes import new_code, normalize_code
from ..enums import Audience, PollPhase
from ..models import CodeBatch, Poll, VoterCode
from ..rules import batches_for, edits_polls_of, is_national, is_voice_centre
from ..voter_codes import code_digest
from .locking import PollRefused

MOST_AT_ONCE = 20_000
LONGEST_LABEL = 120
WRITTEN_AT_ONCE = 2_000
TAKES_CODES = (PollPhase.DRAFT, PollPhase.TEST, PollPhase.COMING, PollPhase.OPEN)


class CodesGiven(PollRefused):
    """These codes were made by an earlier click and cannot be shown again."""


@dataclass(frozen=True)
class Issued:
    """A batch with its codes, which exist here and nowhere else."""

    batch: CodeBatch
    codes: list[str]


@transaction.atomic
def issue_codes(
    *,
    poll_id: int,
    unit: Unit,
    count: int,
    label: str = "",
    user,
    request_key: UUID,
    now: datetime,
) -> Issued:
    """Make `count` codes (1 to 20,000) for a unit; print them in the same transaction.

    Raises `CodesGiven` for a second click, and `PollRefused`.
    """
    poll = _poll_for_codes(poll_id, now=now)
    require_issuer(poll, unit.pk, user=user)
    return _issue(poll, unit, count, label=label, user=user, request_key=request_key, now=now)


@transaction.atomic
def issue_for_units(
    *, poll_id: int, counts: Mapping[int, int], user, request_key: UUID, now: datetime
) -> list[Issued]:
    """Make codes of a national poll for many units at once, `counts` by unit id.

    All or none. Raises `CodesGiven` for a second click, and `PollRefused`.
    """
    poll = _poll_for_codes(poll_id, now=now)
    if not is_national(poll) or not is_voice_centre(user):
        raise PollRefused(_("The centre makes the codes of national polls."))
    _require_count(sum(counts.values()))
    units = active_units().filter(pk__in=[pk for pk, count in counts.items() if count])
    return [
        _issue(
            *(poll, unit, counts[unit.pk]),
            label="",
            user=user,
            request_key=uuid5(request_key, unit.code),
            now=now,
        )
        for unit in units.order_by("sort_name")
    ]


@transaction.atomic
def import_codes(
    *,
    poll_id: int,
    unit: Unit,
    codes: Sequence[str],
    label: str = "",
    user,
    request_key: UUID,
    now: datetime,
) -> CodeBatch:
    """Keep codes that a unit has given out itself; they must have been checked as a list.

    Raises `CodesGiven` for a second click, and `PollRefused`, also for a code that the poll has.
    """
    poll = _poll_for_codes(poll_id, now=now)
    require_issuer(poll, unit.pk, user=user)
    _require_count(len(codes))
    batch = _new_batch(
        *(poll, unit, len(codes)),
        label=label,
        user=user,
        request_key=request_key,
        now=now,
        is_imported=True,
    )
    if known_codes(poll, codes) or len({normalize_code(code) for code in codes}) != len(codes):
        raise PollRefused(_("One of these codes is in the poll already."))
    _write(poll, batch, codes)
    return batch


@transaction.atomic
def void_batch(*, poll_id: int, batch_id: int, user, now: datetime) -> int:
    """Take the codes of a batch that nobody has used out of the poll; return how many.

    Ballots that were cast with the others stay. A second click changes nothing. Raises
    `PollRefused`.
    """
    poll = _poll_for_codes(poll_id, now=now)
    batch = batches_for(user, poll).select_for_update().filter(pk=batch_id).first()
    if batch is None:
        raise PollRefused(_("This batch of codes does not exist."))
    require_issuer(poll, batch.unit_id, user=user)
    unused = batch.codes.filter(is_used=False).count()
    if batch.voided_at is None:
        batch.voided_at = now
        batch.save(update_fields=["voided_at"])
        record(actor=user, action="polls.codes.voided", subject=batch, unused=unused)
    return unused


def require_issuer(poll: Poll, unit_id: int, *, user) -> None:
    """Raise `PollRefused` for who does not make codes of a unit in a poll.

    A unit does for itself in its own poll; in a national one the centre does for every unit.
    """
    if poll.audience != Audience.CODES:
        raise PollRefused(_("This poll is not one with codes."))
    own = unit_id in lineage_of(poll.unit_id) and edits_polls_of(user, unit_id)
    if not own and not (is_national(poll) and is_voice_centre(user)):
        raise PollRefused(_("You do not make codes for this unit in this poll."))


def known_codes(poll: Poll, codes: Sequence[str]) -> set[str]:
    """Return those of some codes, normalised, that a poll has already."""
    by_digest = {code_digest(poll.pk, code): normalize_code(code) for code in codes}
    digests, found = list(by_digest), set()
    for start in range(0, len(digests), WRITTEN_AT_ONCE):
        some = digests[start : start + WRITTEN_AT_ONCE]
        rows = VoterCode.objects.filter(poll=poll, digest__in=some)
        found |= {by_digest[digest] for digest in rows.values_list("digest", flat=True)}
    return found


def _poll_for_codes(poll_id: int, *, now: datetime) -> Poll:
    poll = Poll.objects.select_related("unit").filter(pk=poll_id).first()
    if poll is None:
        raise PollRefused(_("This poll does not exist any more."))
    if poll.phase(now) not in TAKES_CODES:
        raise PollRefused(_("The poll is over: its codes stand."))
    return poll


def _require_count(count: int) -> None:
    if not 1 <= count <= MOST_AT_ONCE:
        text = _("Choose a number from 1 to %(most)s.")
        raise PollRefused(text % {"most": f"{MOST_AT_ONCE:,}".replace(",", ".")})


def _issue(
    poll: Poll, unit: Unit, count: int, *, label: str, user, request_key: UUID, now: datetime
) -> Issued:
    _require_count(count)
    batch = _new_batch(
        *(poll, unit, count), label=label, user=user, request_key=request_key, now=now
    )
    codes: dict[str, None] = {}
    while len(codes) < count:
        codes[new_code()] = None
    _write(poll, batch, list(codes))
    return Issued(batch, list(codes))


def _new_batch(
    poll: Poll,
    unit: Unit,
    size: int,
    *,
    label: str,
    user,
    request_key: UUID,
    now: datetime,
    is_imported: bool = False,
) -> CodeBatch:
    batch, is_new = CodeBatch.objects.get_or_create(
        request_key=request_key,
        defaults={
            "poll": poll,
            "unit": unit,
            "label": normalize(label).strip()[:LONGEST_LABEL],
            "size": size,
            "is_imported": is_imported,
            "made_by": user,
            "made_at": now,
        },
    )
    if not is_new:
        raise CodesGiven(
            _(
                "These codes were made by your first click. If you do not find the file, void "
                "the batch below and make a new one."
            )
        )
    action = "polls.codes.imported" if is_imported else "polls.codes.made"
    record(actor=user, action=action, subject=batch, poll=poll.pk, unit=unit.code, size=size)
    return batch


def _write(poll: Poll, batch: CodeBatch, codes: Sequence[str]) -> None:
    rows = [VoterCode(poll=poll, batch=batch, digest=code_digest(poll.pk, code)) for code in codes]
    VoterCode.objects.bulk_create(rows, batch_size=WRITTEN_AT_ONCE)
