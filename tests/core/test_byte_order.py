"""Keys of Vietnamese order sort alike on every database, whatever its language."""

import pytest
from django.apps import apps
from django.db import connection, migrations
from django.db.models import F, Func

from core.byte_order import SortByBytes
from core.models import User
from factories.portal import make_user

pytestmark = pytest.mark.django_db
# In the order of the dictionary; by the language of a database Đ and Ân come first.
GIVEN = ("An", "Ân", "Dung", "Dũng", "Dương", "Đa", "Đông")


def keyed() -> list[tuple[str, str]]:
    return [
        (model._meta.db_table, field.column)
        for model in apps.get_models()
        for field in model._meta.local_fields
        if field.column == "sort_name"
    ]


def test_people_are_sorted_by_the_dictionary():
    for name in reversed(GIVEN):
        make_user(first_name=name)
    found = User.objects.filter(first_name__in=GIVEN).order_by("sort_name")
    assert tuple(found.values_list("first_name", flat=True)) == GIVEN


@pytest.mark.postgres
def test_every_column_of_keys_is_sorted_by_bytes():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name, collation_name FROM information_schema.columns"
            " WHERE column_name = 'sort_name'"
        )
        collations = dict(cursor.fetchall())
    assert {table: collations[table] for table, _column in keyed()} == {
        table: "C" for table, _column in keyed()
    }
    assert len(keyed()) == 3


@pytest.mark.postgres
def test_the_language_of_a_database_would_sort_otherwise():
    for name in GIVEN:
        make_user(first_name=name)
    by_language = Func(F("sort_name"), template='%(expressions)s COLLATE "en-US-x-icu"')
    found = User.objects.filter(first_name__in=GIVEN).order_by(by_language)
    assert tuple(found.values_list("first_name", flat=True)) != GIVEN


def test_the_operation_goes_back_and_is_named_by_its_column():
    operation = SortByBytes("core_user", "sort_name", length=400)
    assert isinstance(operation, migrations.RunPython)
    assert operation.reversible
    assert operation.deconstruct()[1:] == (["core_user", "sort_name"], {"length": 400})
