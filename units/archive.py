"""What stands above every page of a unit that has ended: what became of it, and where to go on."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from core.addresses import address
from units.enums import SuccessionKind
from units.lineage import successors_of
from units.models import Unit
from units.queries import open_homes, successions_until, successor, today


@dataclass(frozen=True)
class Archive:
    """A unit that has ended. `successors` and `today` are `{"name", "url"}`, the url often empty.

    `kind` is a `SuccessionKind`, empty for a unit that was closed; `on` is the first day of the
    successors, or the last one of a closed unit. `today` are the units of today at the end of
    several steps, empty where the successors themselves are.
    """

    kind: str
    on: date
    successors: list[dict[str, Any]]
    today: list[dict[str, Any]]


def archive_of(*, unit_id: int, ended_on: date, language: str, request) -> Archive:
    """Return what became of a unit that has ended; two queries, three over several steps."""
    successions = list(successions_until(today(), predecessor=unit_id))
    final = sorted(successors_of(unit_id) - {one.successor_id for one in successions})
    ids = {*final, *(one.successor_id for one in successions)}
    homes = open_homes().filter(unit__in=ids, language_code=language) if ids else []
    urls = {one.unit_id: address(one, request) for one in homes}
    units = Unit.objects.filter(pk__in=final) if final else []
    return Archive(
        kind=SuccessionKind(successions[0].kind) if successions else "",
        on=successions[0].effective_on if successions else ended_on,
        successors=[successor(one, urls) for one in successions],
        today=[{"name": unit.name, "url": urls.get(unit.pk, "")} for unit in units],
    )
