"""The coefficient beside a piece's way: for its desk and its own authors only."""

from decimal import Decimal

import pytest
from django.utils import timezone

from articles.grading.services import void
from articles.grading.track import shown_coefficient
from articles.models import Genre
from factories.newsroom import make_used_piece

pytestmark = pytest.mark.django_db


@pytest.fixture
def signed(unit, people):
    authors = [(people.author, "An", Decimal(50)), (None, "Chi", Decimal(50))]
    return make_used_piece(unit, genre=Genre.objects.get(name_vi="Tin"), authors=authors)


@pytest.mark.parametrize(
    ("role", "is_shown"),
    [
        ("editor", True), ("head", True), ("author", True), ("chief_editor", False),
        ("thematic", False), ("finance", False), ("office", False),
    ],
)  # fmt: skip
def test_desk_and_authors_read_it(people, signed, give, role, is_shown):
    give(signed)
    expected = Decimal(3) if is_shown else None
    assert shown_coefficient(signed, user=getattr(people, role)) == expected


def test_nothing_is_shown_without_a_grade_that_pays(people, signed, give):
    assert shown_coefficient(signed, user=people.editor) is None
    give(signed)
    void(contribution_id=signed.pk, user=people.editor, reason="Nhầm", expected_version=1,
         now=timezone.now())  # fmt: skip
    assert shown_coefficient(signed, user=people.editor) is None
