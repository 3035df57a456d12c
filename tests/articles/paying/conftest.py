"""What every test of the screens of royalties begins with."""

import pytest

from factories.paying import World, make_world


@pytest.fixture
def world() -> World:
    """Return a desk with two graded pieces, its people and everybody else."""
    return make_world()
