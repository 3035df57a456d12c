"""Grades stay as they are, whatever path is taken: the database itself refuses."""

from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction

from articles.models import Grade, GradeBonus, GradeShare

pytestmark = pytest.mark.django_db

COLUMNS = {
    Grade: ("amount", "coefficient", "reason", "contribution_id", "is_void"),
    GradeBonus: ("percent", "reason", "grade_id"),
    GradeShare: ("amount", "percent", "pen_name", "user_id", "grade_id"),
}


@pytest.fixture
def grade(piece, give):
    return give(piece, bonuses=(("hardship", Decimal(10), "Vùng lũ"),))


@pytest.mark.parametrize(
    ("model", "column"), [(model, name) for model, names in COLUMNS.items() for name in names]
)
def test_raw_update_is_refused(grade, model, column):
    before = model.objects.values().get()
    with (
        pytest.raises(IntegrityError, match="refused"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(f'UPDATE "{model._meta.db_table}" SET "{column}" = "{column}"')
    assert model.objects.values().get() == before


@pytest.mark.parametrize("model", COLUMNS)
def test_raw_delete_is_refused(grade, model):
    with (
        pytest.raises(IntegrityError, match="refused"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(f'DELETE FROM "{model._meta.db_table}"')
    assert model.objects.count() == 1


def test_orm_is_refused_too(grade):
    grade.amount = 1
    with pytest.raises(IntegrityError, match="refused"), transaction.atomic():
        grade.save()
    with pytest.raises(IntegrityError, match="refused"), transaction.atomic():
        Grade.objects.update(amount=1)
    with pytest.raises(IntegrityError, match="refused"), transaction.atomic():
        GradeShare.objects.all().delete()
    grade.refresh_from_db()
    assert grade.amount == 834_900


def test_version_is_given_once(grade):
    grade.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        grade.save(force_insert=True)
