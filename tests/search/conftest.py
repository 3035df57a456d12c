"""Pages of the plainest kind, with one more searchable field that stands for a body."""

from collections.abc import Callable

import pytest
from wagtail.models import Page
from wagtail.search import index
from wagtail.search.backends import get_search_backend

AddPage = Callable[..., Page]


@pytest.fixture
def root(db: None, monkeypatch: pytest.MonkeyPatch) -> Page:
    """Return the root page; every page below it is searched by title and description."""
    fields = [*Page.search_fields, index.SearchField("search_description")]
    monkeypatch.setattr(Page, "search_fields", fields)
    get_search_backend().reset_indexes()
    return Page.get_first_root_node()


@pytest.fixture
def add_page(root: Page) -> AddPage:
    """Return a function that stores and indexes a page."""

    def add(title: str = "Tiêu đề khác", body: str = "", **values: object) -> Page:
        number = root.numchild + 1
        page = root.add_child(
            instance=Page(title=title, slug=f"p-{number}", search_description=body, **values)
        )
        get_search_backend().add(page)
        return page

    return add


def found(query: object, pages: object = Page, **options: object) -> list[int]:
    """Return the keys of the pages found, best first."""
    return [page.pk for page in get_search_backend().search(query, pages, **options)]


def completed(query: object, pages: object = Page) -> list[int]:
    """Return the keys of the pages whose titles go on like `query`, best first."""
    return [page.pk for page in get_search_backend().autocomplete(query, pages)]
