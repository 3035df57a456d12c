"""The index follows its objects, at a price that does not grow with it."""

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page
from wagtail.search.backends import get_search_backend

from search.backends.indexing import IndexEntry

from .conftest import AddPage, found


def statements(page: Page) -> list[str]:
    with CaptureQueriesContext(
        connection,
    ) as captured:
        get_search_backend().add(page)
    return [query["sql"] for query in captured]


def test_saving_again_replaces_the_old_words(add_page: AddPage) -> None:
    page = add_page("Đường sắt")
    page.title = "Dầu khí"
    get_search_backend().add(page)
    assert found("đường sắt") == []
    assert found("dầu khí") == [page.pk]
    assert IndexEntry.objects.filter(object_id=str(page.pk)).count() == 1


def test_deleted_page_leaves_the_index(add_page: AddPage) -> None:
    page = add_page("Đường sắt")
    page.delete()
    assert found("đường sắt") == []
    assert not IndexEntry.objects.filter(object_id=str(page.pk)).exists()


def test_saving_is_one_write_and_no_scan(add_page: AddPage) -> None:
    page = add_page("Đường sắt")
    alone = statements(page)
    for number in range(5):
        add_page(f"Tin {number}")
    writes = [sql for sql in statements(page) if not sql.startswith(("SAVEPOINT", "RELEASE"))]
    assert len(writes) == 1
    assert writes[0].startswith("INSERT INTO")
    assert len(alone) == len(statements(page))


@pytest.mark.parametrize("count", [1, 3])
def test_searching_is_one_query(add_page: AddPage, count: int) -> None:
    for number in range(count):
        add_page(f"Đường sắt {number}")
    found("duong sat")  # content types are cached now
    with CaptureQueriesContext(connection) as captured:
        assert len(found("duong sat")) == count
    assert len(captured) == 1


def test_shorter_title_counts_more_without_an_average(add_page: AddPage) -> None:
    short, long = add_page("Công đoàn"), add_page("Công đoàn " + "và nhiều việc khác nữa " * 3)
    norms = dict(IndexEntry.objects.values_list("object_id", "title_norm"))
    assert norms[str(short.pk)] > norms[str(long.pk)] > 0


def test_rebuilding_gives_the_same_index(add_page: AddPage) -> None:
    page = add_page("Đường sắt")
    gone = add_page("Dầu khí")
    Page.objects.filter(pk=gone.pk).delete()
    columns = ("object_id", "title", "body", "autocomplete", "title_norm")
    before = list(IndexEntry.objects.filter(object_id=str(page.pk)).values_list(*columns))
    call_command("update_index", verbosity=0)
    assert before == list(IndexEntry.objects.filter(object_id=str(page.pk)).values_list(*columns))
    assert found("dau khi") == []


def test_empty_fields_leave_no_word_behind(add_page: AddPage) -> None:
    add_page("Đường sắt", "")
    assert found("none") == []
