"""Proposes which unit answers a question; the centre confirms or changes it."""

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from django.db import models
from django.utils.translation import pgettext_lazy

from units.models import Unit
from units.queries import successions_until, today

from .models import Question

INDUSTRIES = Path(__file__).resolve().parent / "data" / "industries.csv"
LONGEST_CHAIN = 10


class Why(models.TextChoices):
    """Why a unit is proposed."""

    ASKED = "asked", pgettext_lazy("proposal", "the asker chose it")
    SECTOR = "sector", pgettext_lazy("proposal", "union of the industry")
    PROVINCE = "province", pgettext_lazy("proposal", "federation of the province")
    NONE = "none", pgettext_lazy("proposal", "no unit fits: choose one")


@dataclass(frozen=True)
class Proposal:
    """A unit and why it is proposed; none where nothing points to one."""

    unit: Unit | None
    why: Why


class Router:
    """Proposes for any number of questions with two queries.

    A unit that has ended stands for the one that it became; one that was split stands for none.
    """

    def __init__(self, day: date) -> None:
        self.day = day
        self.units = {unit.pk: unit for unit in Unit.objects.all()}
        self.by_code = {unit.code: unit for unit in self.units.values()}
        self.successors: dict[int, set[int]] = {}
        for one in successions_until(day):
            self.successors.setdefault(one.predecessor_id, set()).add(one.successor_id)

    def propose(
        self, *, province_id: int | None, industry: str, asked_unit_id: int | None
    ) -> Proposal:
        """Return the unit that was asked, else that of the industry, else of the province."""
        sector = self.by_code.get(unit_codes().get(industry, ""))
        for unit_id, why in (
            (asked_unit_id, Why.ASKED),
            (sector.pk if sector else None, Why.SECTOR),
            (province_id, Why.PROVINCE),
        ):
            unit = self._active(unit_id)
            if unit is not None:
                return Proposal(unit, why)
        return Proposal(None, Why.NONE)

    def _active(self, unit_id: int | None) -> Unit | None:
        for _step in range(LONGEST_CHAIN):
            unit = self.units.get(unit_id) if unit_id else None
            if unit is None or unit.is_active_on(self.day):
                return unit
            successors = self.successors.get(unit.pk, set())
            unit_id = next(iter(successors)) if len(successors) == 1 else None
        return None


def propose(
    *, province: Unit | None, industry: str, asked_unit: Unit | None, day: date | None = None
) -> Proposal:
    """Return which unit is to answer on `day` (today), and why; two queries."""
    return Router(day or today()).propose(
        province_id=province.pk if province else None,
        industry=industry,
        asked_unit_id=asked_unit.pk if asked_unit else None,
    )


def proposals_for(questions: Iterable[Question], *, day: date) -> dict[int, Proposal]:
    """Return proposals by the questions' ids; two queries, none for no question."""
    questions = list(questions)
    if not questions:
        return {}
    router = Router(day)
    return {
        one.pk: router.propose(
            province_id=one.province_id,
            industry=one.industry,
            asked_unit_id=one.asked_unit_id,
        )
        for one in questions
    }


@cache
def unit_codes() -> dict[str, str]:
    """Return the code of the union of each industry that has one, from the shipped table."""
    with INDUSTRIES.open(encoding="utf-8", newline="") as table:
        return {row["industry"]: row["unit_code"] for row in csv.DictReader(table)}
