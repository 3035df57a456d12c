"""What a search finds: the same on every database."""

import csv
import unicodedata
from pathlib import Path

import pytest
from wagtail.models import Page
from wagtail.search.backends import get_search_backend
from wagtail.search.query import And, Boost, MatchAll, Not, Or, Phrase, PlainText

from .conftest import AddPage, completed, found

PAIRS_FILE = Path(__file__).parent / "data" / "search_pairs.csv"
with PAIRS_FILE.open(encoding="utf-8", newline="") as lines:
    L1_PAIRS = [
        (row["query"], row["should_match"])
        for row in csv.DictReader(lines)
        if row["why"].startswith("L1")
    ]


def test_the_list_of_pairs_is_whole() -> None:
    assert len(L1_PAIRS) == 20


@pytest.mark.parametrize(("query", "text"), L1_PAIRS)
def test_search_finds_every_pair_in_title_and_body(
    add_page: AddPage, query: str, text: str
) -> None:
    in_body = add_page(body=f"Theo {text}, các cấp triển khai.")
    add_page("Tin không liên quan", "Nội dung khác hẳn")
    in_title = add_page(text)
    assert found(query) == [in_title.pk, in_body.pk]
    assert found(unicodedata.normalize("NFD", query)) == [in_title.pk, in_body.pk]
    assert found(query, fields=["title"]) == [in_title.pk]
    assert found(query, fields=["search_description"]) == [in_body.pk]


@pytest.mark.parametrize(("query", "text"), L1_PAIRS)
def test_completion_finds_every_pair_while_typing(add_page: AddPage, query: str, text: str) -> None:
    page = add_page(text)
    add_page("Tin không liên quan")
    assert completed(query) == [page.pk]
    assert page.pk in completed(query[:-1])


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("da nang", "Đà Nẵng"),
        ("1197/tld", "1197/TLĐ"),
        ("1197 tlđ", "Công văn 1197/TLĐ"),
        ("công\u00a0đo\u200bàn", "Công đoàn"),
        ("doan cong", "Công đoàn"),
        ("CÔNG ĐOÀN", "công đoàn"),
        ("straße", "Strasse"),
        ("日本", "日本 công đoàn"),
        ("привет", "Привет"),
    ],
)
def test_search_folds_both_sides(add_page: AddPage, query: str, text: str) -> None:
    page = add_page(text)
    assert found(query) == [page.pk]


def test_all_words_are_needed_unless_asked_otherwise(add_page: AddPage) -> None:
    both = add_page("Quảng Nam")
    one = add_page("Quảng Ngãi")
    assert found("quang nam") == [both.pk]
    assert found("quang nam", operator="or") == [both.pk, one.pk]
    assert found("Quảng Nam Đà Nẵng") == []


def test_words_of_a_query_may_stand_in_different_fields(add_page: AddPage) -> None:
    page = add_page("Đại hội", "Công đoàn Đường sắt")
    assert found("đại hội đường sắt") == [page.pk]


def test_a_word_is_not_found_by_its_beginning(add_page: AddPage) -> None:
    page = add_page("Đoàn viên")
    assert found("đoà") == []
    assert completed("vien doa") == [page.pk]
    assert completed("doa vien") == []  # only the last word is unfinished


def test_phrase_needs_adjacent_words(add_page: AddPage) -> None:
    adjacent = add_page("Liên đoàn Lao động tỉnh Hà Nam")
    add_page("Hà Nội, Việt Nam", "Nam bộ, Hà Tĩnh")
    assert found(Phrase("ha nam")) == [adjacent.pk]
    assert found(Phrase("Hà Nam")) == [adjacent.pk]


def test_combined_queries(add_page: AddPage) -> None:
    hanoi = add_page("Công đoàn Hà Nội")
    danang = add_page("Công đoàn Đà Nẵng")
    railway = add_page("Đường sắt")
    union, city = PlainText("cong doan"), PlainText("hà nội")
    assert found(And([union, Not(city)])) == [danang.pk]
    assert found(And([MatchAll(), city])) == [hanoi.pk]
    assert set(found(Or([city, Phrase("duong sat")]))) == {hanoi.pk, railway.pk}
    assert found(Boost(city, 2)) == [hanoi.pk]
    assert railway.pk in found(Not(union))
    assert not {hanoi.pk, danang.pk} & set(found(Not(union)))
    assert found(Not(MatchAll())) == []
    assert set(found(MatchAll())) >= {hanoi.pk, danang.pk, railway.pk}
    assert found(Not(PlainText("!!!"))) == found(Not(Phrase("…")))


def test_search_stays_inside_the_queryset(add_page: AddPage) -> None:
    live = add_page("Công đoàn A", show_in_menus=True)
    add_page("Công đoàn B")
    inside = Page.objects.filter(show_in_menus=True)
    assert found("cong doan", inside) == [live.pk]
    assert found(Not(PlainText("cong doan")), inside) == []
    assert completed("cong do", inside) == [live.pk]
    assert get_search_backend().search("cong doan", inside).count() == 1
    assert found("cong doan", inside.none()) == []


def test_results_can_be_sliced_counted_faceted_and_nested(add_page: AddPage) -> None:
    pages = [add_page(f"Công đoàn {number}", show_in_menus=number > 2) for number in range(5)]
    results = get_search_backend().search("công đoàn", Page)
    keys = [page.pk for page in results]
    assert sorted(keys) == [page.pk for page in pages]
    assert [page.pk for page in results[1:3]] == keys[1:3]
    assert results[0].pk == keys[0]
    assert results.count() == 5
    facets = get_search_backend().search("công đoàn", Page.objects.all()).facet("depth")
    assert facets == {2: 5}
    nested = Page.objects.filter(pk__in=results.get_queryset().order_by().values("pk"))
    assert nested.count() == 5


def test_results_follow_an_order_of_the_caller(add_page: AddPage) -> None:
    first, second = add_page("Công đoàn B"), add_page("Công đoàn A")
    by_title = Page.objects.order_by("title")
    assert found("cong doan", by_title, order_by_relevance=False) == [second.pk, first.pk]
    newest = Page.objects.order_by()
    assert found("cong doan", newest, order_by_relevance=False) == [second.pk, first.pk]


def test_score_can_be_shown(add_page: AddPage) -> None:
    exact, folded = add_page("bán hàng"), add_page("bạn hàng")
    results = get_search_backend().search("bán hàng", Page).annotate_score("score")
    scores = {page.pk: page.score for page in results}
    assert scores[exact.pk] > scores[folded.pk] > 0
