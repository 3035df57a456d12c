"""A test that commits for real leaves the database as the migrations made it."""

import pytest
from django.db import connection
from wagtail.models import Locale, Site

from articles.models import Desk, WorkflowRoute
from core.models import User


def state() -> dict[str, object]:
    """Return a sample of what the migrations made."""
    return {
        "sites": list(Site.objects.values_list("hostname", flat=True)),
        "locales": set(Locale.objects.values_list("language_code", flat=True)),
        "desks": set(Desk.objects.values_list("code", flat=True)),
        "routes": WorkflowRoute.objects.count(),
    }


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("attempt", [1, 2])
def test_migration_data_is_there_in_each_committing_test(attempt):
    assert state()["desks"] == {"news", "thematic"}
    User.objects.create(username="left-behind")
    assert connection.in_atomic_block is False


@pytest.mark.django_db
def test_nothing_of_a_committing_test_is_left_behind():
    assert not User.objects.filter(username="left-behind").exists()
    assert state()["desks"] == {"news", "thematic"}
    assert state()["locales"] == {"vi", "en"}


@pytest.mark.django_db(transaction=True)
def test_numbering_continues_after_the_restored_rows():
    last = Locale.objects.latest("pk").pk
    assert Locale.objects.create(language_code="km").pk > last
