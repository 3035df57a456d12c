"""The two units, built once for the tests of a module and rolled back after them."""

import pytest
from django.db import transaction

from isolation.world import World, build_world


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker) -> World:
    """Return the two units; whatever a test changes must be rolled back by the test."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield build_world()
        transaction.set_rollback(True)
