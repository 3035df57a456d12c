"""What an operation does, as people read it before and after: one passage for each predecessor."""

import hashlib
import json
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.utils import translation

from units.models import Unit

LANGUAGES = ("vi", "en")
MOVES, HAS_ALREADY, ENDS = "moves", "has_already", "ends"


@dataclass(frozen=True)
class RoleLine:
    """One person's role in the old unit and what becomes of it.

    `outcome` is `moves`, `has_already` (in the successor) or `ends`; `key` names account and role.
    """

    person: str
    role: Any
    outcome: str
    key: str


@dataclass
class Passage:
    """What one predecessor hands over, keeps and cannot settle."""

    unit: Unit
    taker: Unit | None
    moves: list[tuple[Any, int]] = field(default_factory=list)
    keeps: list[tuple[Any, int]] = field(default_factory=list)
    clashes: list[Any] = field(default_factory=list)
    roles: list[RoleLine] = field(default_factory=list)
    # Key, what it is and its name: see `Handover.touches`.
    touched: list[tuple[str, Any, str]] = field(default_factory=list)

    def add(self, kind: str, what: Any, count: int) -> None:
        """Add a line of `moves` or `keeps`; nothing is not worth a line."""
        if count:
            getattr(self, kind).append((what, count))

    def as_data(self) -> dict[str, Any]:
        """Return plain data in the active language."""
        return {
            "unit": self.unit.code,
            "name": self.unit.name,
            "taker": self.taker.code if self.taker else "",
            "taker_name": self.taker.name if self.taker else "",
            "moves": [[str(what), count] for what, count in self.moves],
            "keeps": [[str(what), count] for what, count in self.keeps],
            "clashes": [str(text) for text in self.clashes],
            "roles": [[line.person, str(line.role), line.outcome] for line in self.roles],
        }


@dataclass
class Report:
    """The whole operation: what was planned, which units are made, and each passage."""

    plan: dict[str, Any]
    made_units: list[str] = field(default_factory=list)
    passages: list[Passage] = field(default_factory=list)
    # What held for the units before, as `promises.standing_of` tells it.
    standing: list[tuple[str, Any, str]] = field(default_factory=list)

    @property
    def clashes(self) -> list[Any]:
        """Return what forbids the operation, of all passages."""
        return [text for passage in self.passages for text in passage.clashes]

    def as_data(self) -> dict[str, Any]:
        """Return plain data in the active language."""
        return {
            "plan": self.plan,
            "made_units": self.made_units,
            "passages": [passage.as_data() for passage in self.passages],
        }

    def in_languages(self) -> dict[str, Any]:
        """Return plain data in each language of the portal, to be kept."""
        kept = {}
        for language in LANGUAGES:
            with translation.override(language):
                kept[language] = self.as_data()
        return kept

    def digest(self) -> str:
        """Return the SHA-256 of the report, the same in every language."""
        with translation.override(settings.LANGUAGE_CODE):
            text = json.dumps(self.as_data(), sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(text.encode()).hexdigest()
