"""The worked table: pieces computed by hand from the decree, graded by the real service."""

import csv
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from articles.grading.explaining import recomputed
from articles.models import Genre
from factories.newsroom import make_used_piece

pytestmark = pytest.mark.django_db

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
TABLE = Path(__file__).with_name("worked_cases.csv")
CASES = list(csv.DictReader(TABLE.open(encoding="utf-8")))


def bonuses_of(text: str) -> tuple:
    pairs = (pair.split("=") for pair in text.split())
    return tuple((code, Decimal(percent), "Có lý do") for code, percent in pairs)


def test_table_is_large_enough():
    assert len(CASES) >= 30


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["arithmetic"])
def test_piece_earns_what_was_computed_by_hand(unit, give, case):
    shares = [Decimal(share) for share in case["shares"].split()]
    genre = Genre.objects.get(name_vi=case["genre"])
    piece = make_used_piece(
        unit,
        genre=genre,
        used_at=datetime.fromisoformat(case["published_at"]).replace(tzinfo=HANOI),
        placement=case["placement"],
        authors=[(None, f"Tác giả {number}", share) for number, share in enumerate(shares)],
    )
    made = give(
        piece,
        coefficient=case["coefficient"],
        translation_percent=Decimal(case["translation"]) if case["translation"] else None,
        bonuses=bonuses_of(case["bonuses"]),
    )
    made.refresh_from_db()
    assert made.unit_value == int(case["unit_value"])
    assert made.amount == int(case["amount"])
    amounts = [share.amount for share in made.shares.all()]
    assert amounts == [int(amount) for amount in case["share_amounts"].split()]
    assert sum(amounts) == made.amount
    assert recomputed(made).amount == made.amount
