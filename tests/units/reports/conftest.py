"""Every test of reports counts by indicators of its own, whatever the apps register."""

import pytest

from factories.portal import make_unit
from factories.reports import (
    Data,
    make_bare_unit,
    make_judge,
    make_leader,
    make_officer,
    register_indicators,
)
from units import indicators
from units.enums import UnitKind


@pytest.fixture(autouse=True)
def data(monkeypatch) -> Data:
    """Return what the indicators of this test count."""
    monkeypatch.setattr(indicators, "_indicators", {})
    values = Data()
    register_indicators(values)
    return values


class World:
    """Three provinces and a department, with the people of two; one who judges."""

    def __init__(self) -> None:
        self.unit, self.other, self.third = (make_unit(kind=UnitKind.PROVINCE) for _ in range(3))
        self.department = make_bare_unit("BAN-THU", UnitKind.DEPARTMENT)
        self.officer, self.leader = make_officer(self.unit), make_leader(self.unit)
        self.other_officer, self.other_leader = make_officer(self.other), make_leader(self.other)
        self.judge = make_judge()


@pytest.fixture
def world() -> World:
    return World()
