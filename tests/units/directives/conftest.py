"""Two units with people, the Office, and a directive that both got."""

from dataclasses import dataclass
from typing import Any

import pytest

from core.models import User
from factories.directives import (
    make_bare_unit,
    make_leader,
    make_office,
    make_officer,
    make_sent,
    receipt_of,
)
from units.directives.models import Directive, DirectiveReceipt
from units.models import Unit


@dataclass
class Side:
    """One unit with its officer, its leader and its receipt."""

    unit: Unit
    officer: User
    leader: User
    receipt: DirectiveReceipt

    def fresh(self) -> DirectiveReceipt:
        """Return the receipt as it stands now."""
        return DirectiveReceipt.objects.select_related("directive").get(pk=self.receipt.pk)


@dataclass
class World:
    """A directive that was sent to two units."""

    office: User
    directive: Directive
    ours: Side
    theirs: Side


@pytest.fixture
def make_world():
    """Return a function that makes the two sides, with values of the directive."""

    def make(**values: Any) -> World:
        office, units = make_office(), [make_bare_unit("AN"), make_bare_unit("BINH")]
        people = [(make_officer(unit), make_leader(unit)) for unit in units]
        directive = make_sent(*units, office=office, **values)
        ours, theirs = (
            Side(unit, *pair, receipt_of(directive, unit))
            for unit, pair in zip(units, people, strict=True)
        )
        return World(office, directive, ours, theirs)

    return make


@pytest.fixture
def world(make_world) -> World:
    """Return the two sides."""
    return make_world()
