"""What stands first: the spelling that was typed, then titles, then adjacent words."""

import csv
from pathlib import Path

import pytest

from core.text import fold_for_search

from .conftest import AddPage, completed, found

PAIRS_FILE = Path(__file__).parent / "data" / "search_negative_pairs.csv"
with PAIRS_FILE.open(encoding="utf-8", newline="") as lines:
    NEGATIVE_PAIRS = [
        (row["query"], row["should_rank_below_or_not_match"]) for row in csv.DictReader(lines)
    ]


def expected(query: str, exact: int, other: int) -> list[int]:
    """Only another spelling of the same words may follow the exact page."""
    same_words = set(fold_for_search(query).split()) <= set(
        fold_for_search(f"{query_other(query)}").split()
    )
    return [exact, other] if same_words else [exact]


def query_other(query: str) -> str:
    return dict(NEGATIVE_PAIRS)[query]


def test_the_list_of_negative_pairs_is_whole() -> None:
    assert len(NEGATIVE_PAIRS) == 8


@pytest.mark.parametrize(("query", "other"), NEGATIVE_PAIRS)
def test_exact_title_ranks_above_other_spelling(add_page: AddPage, query: str, other: str) -> None:
    exact, below = add_page(query), add_page(other)
    assert found(query) == expected(query, exact.pk, below.pk)


@pytest.mark.parametrize(("query", "other"), NEGATIVE_PAIRS)
def test_exact_body_ranks_above_other_spelling_even_in_a_title(
    add_page: AddPage, query: str, other: str
) -> None:
    exact = add_page(body=f"Một bài dài hơn nhiều nói về {query} ở phần cuối của nội dung")
    below = add_page(f"{other} {other}", f"{other} {other} {other}")
    assert found(query) == expected(query, exact.pk, below.pk)


@pytest.mark.parametrize("query", ["hoà bình", "hòa bình", "HOÀ BÌNH"])
def test_both_tone_positions_are_one_spelling(add_page: AddPage, query: str) -> None:
    new, old, bare = add_page("hoà bình"), add_page("hòa bình"), add_page("hoa binh")
    assert found(query) == [old.pk, new.pk, bare.pk]


def test_words_typed_bare_prefer_adjacent_words_over_bare_spelling(add_page: AddPage) -> None:
    verdict = add_page("Bản án sơ thẩm")
    apart = add_page("Ban hành quy chế an toàn")
    assert found("ban an") == [verdict.pk, apart.pk]


def test_adjacent_words_rank_above_scattered_ones(add_page: AddPage) -> None:
    adjacent = add_page(body="Chế độ bảo hiểm xã hội mới, hướng dẫn thi hành chi tiết cho cơ sở")
    add_page(body="xã hội, bảo vệ, hiểm họa")
    scattered = add_page("Hội xã bảo hiểm")
    assert found("bao hiem xa hoi")[0] == adjacent.pk
    assert scattered.pk in found("bao hiem xa hoi")


def test_title_ranks_above_body(add_page: AddPage) -> None:
    in_title = add_page("Đại hội công đoàn cơ sở")
    in_body = add_page("Tin khác", "công đoàn " * 5)
    assert found("công đoàn") == [in_title.pk, in_body.pk]


def test_completion_prefers_the_spelling_typed(add_page: AddPage) -> None:
    exact, other = add_page("đoàn viên"), add_page("đoán việc")
    assert completed("đoàn vi") == [exact.pk, other.pk]
