"""Pages inserted in bulk are as good as pages made one by one."""

from datetime import UTC, datetime

import pytest
from django.test import Client
from wagtail.models import Page

from articles.models import ArticlePage, NewsPage
from bench.bulk import insert_pages
from factories.portal import make_article, make_unit, section_of
from units.models import Unit

pytestmark = pytest.mark.django_db
MOMENT = datetime(2026, 6, 30, 8, tzinfo=UTC)


def insert(unit: Unit, *, prefix: str, number: int) -> list[NewsPage]:
    pages = [
        NewsPage(title=f"Bài {step}", slug=f"{prefix}-{step}", unit=unit, published_at=MOMENT)
        for step in range(number)
    ]
    insert_pages(parent=section_of(unit, "news"), pages=pages, published_at=[MOMENT] * number)
    return pages


def test_bulk_pages_make_a_sound_tree_beside_others(client: Client) -> None:
    unit = make_unit("MOT")
    make_article("news", unit)

    insert(unit, prefix="mot", number=40)
    insert(unit, prefix="hai", number=3)
    make_article("news", unit)

    assert not any(Page.find_problems())
    section = section_of(unit, "news")
    assert section.numchild == section.get_children().count() == 45
    assert ArticlePage.objects.readable().filter(unit=unit).count() == 45
    last = NewsPage.objects.get(slug="hai-2")
    assert client.get(last.get_url()).status_code == 200


def test_bulk_of_nothing_changes_nothing() -> None:
    unit = make_unit("MOT")

    insert(unit, prefix="mot", number=0)

    assert section_of(unit, "news").numchild == 0
