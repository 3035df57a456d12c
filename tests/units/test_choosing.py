"""Choices of units tell those that have ended by their last day."""

from datetime import date

import pytest
from django.utils.translation import override

from articles.newsroom.board.filters import BoardFilterSet
from factories.portal import make_unit
from units.choosing import UnitChoiceField, unit_label
from units.models import Unit

pytestmark = pytest.mark.django_db


def test_a_unit_that_has_ended_is_told_by_its_last_day():
    unit = make_unit("CU", name="Công đoàn Cũ")
    assert unit_label(unit) == "Công đoàn Cũ"
    unit.valid_to = date(2025, 6, 30)
    with override("en"):
        assert unit_label(unit) == "Federation CU (until 30/06/2025)"


def test_filters_and_fields_name_units_so():
    unit = make_unit("CU")
    Unit.objects.filter(pk=unit.pk).update(valid_to=date(2025, 6, 30))
    field = UnitChoiceField(queryset=Unit.objects.filter(pk=unit.pk))
    board = BoardFilterSet(queryset=BoardFilterSet.Meta.model.objects.all())
    for choices in (field.choices, board.form.fields["unit"].choices):
        assert any("30/06/2025" in str(label) for _value, label in choices)
