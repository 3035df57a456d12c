"""Each public page costs the same whatever it holds, and at most fifteen queries uncached."""

import json

import pytest
from django.core.cache import cache
from django.test import Client
from wagtail.models import Page

from articles.models import ArticlePage, Topic
from factories.portal import make_article, make_document, make_image, make_unit
from units.services.provisioning import unit_home

pytestmark = pytest.mark.django_db
LIMIT = 15
KINDS = ("news", "thematic", "notice")


def add_pieces(unit, number: int) -> None:
    for kind in KINDS:
        for _number in range(number):
            make_article(kind, unit, cover=make_image(unit))


def cost(client: Client, count_queries, address: str) -> int:
    assert client.get(address).status_code == 200
    return count_queries(lambda: client.get(address))


@pytest.mark.parametrize("address", ["/", "/don-vi/mot/", "/don-vi/mot/tin-tuc/", "/tin-tuc/"])
def test_lists_cost_the_same_for_one_and_three_pieces(
    client: Client, count_queries, address: str
) -> None:
    unit = make_unit("MOT")
    add_pieces(unit, 1)
    one = cost(client, count_queries, address)

    add_pieces(unit, 2)
    three = cost(client, count_queries, address)

    assert one == three
    assert three <= LIMIT


@pytest.mark.parametrize("address", ["/", "/don-vi/mot/", "/don-vi/mot/tin-tuc/"])
def test_lists_cost_the_same_for_three_hundred_pieces(
    client: Client, count_queries, address: str
) -> None:
    unit = make_unit("MOT")
    add_pieces(unit, 1)
    one = cost(client, count_queries, address)

    copy_pieces(ArticlePage.objects.get(newspage__isnull=False).specific, 300)
    many = cost(client, count_queries, address)

    assert one == many


def test_article_costs_the_same_among_one_three_and_three_hundred(
    client: Client, count_queries
) -> None:
    unit = make_unit("MOT")
    article = make_article("news", unit, cover=make_image(unit))
    # A piece with one near it: without any there are no pictures of those to read.
    make_article("news", unit, cover=make_image(unit))
    one = cost(client, count_queries, article.get_url())

    copy_pieces(article, 2)
    three = cost(client, count_queries, article.get_url())
    copy_pieces(article, 297, first=2)

    assert cost(client, count_queries, article.get_url()) == three == one <= LIMIT


def copy_pieces(article, number: int, *, first: int = 0) -> None:
    """Insert copies of a piece below its section, without the work of publishing each."""
    parent = article.get_parent()
    for step in range(first, first + number):
        copy = type(article)(
            title=f"{article.title} {step}",
            slug=f"ban-sao-{step}",
            live=True,
            cover=article.cover,
            body=article.body,
            published_at=article.published_at,
        )
        parent.add_child(instance=copy)


def test_directory_costs_the_same_for_one_and_three_units(client: Client, count_queries) -> None:
    make_unit()
    one = cost(client, count_queries, "/don-vi/")

    make_unit()
    make_unit()

    assert cost(client, count_queries, "/don-vi/") == one <= LIMIT


def test_search_costs_the_same_for_one_and_three_hits(client: Client, count_queries) -> None:
    unit = make_unit()
    make_article("news", unit, title="Hội thảo một", cover=make_image(unit))
    one = cost(client, count_queries, "/tim-kiem/?q=hoi+thao")

    make_article("news", unit, title="Hội thảo hai", cover=make_image(unit))
    make_article("thematic", unit, title="Hội thảo ba")
    three = cost(client, count_queries, "/tim-kiem/?q=hoi+thao")

    assert "Hội thảo ba" in client.get("/tim-kiem/?q=hoi+thao").content.decode()
    assert one == three <= LIMIT


def body_of(unit, number: int) -> str:
    """Return a text with `number` blocks of every kind that refers to something."""
    target = unit_home(unit)
    blocks = []
    for step in range(number):
        picture = {"image": make_image(unit).pk, "alt": "a", "caption": "c", "credit": "d"}
        document = make_document(unit, is_public=True)
        link = (
            f'<p><a linktype="page" id="{target.pk}">trang {step}</a> '
            f'<a linktype="document" id="{document.pk}">tài liệu</a></p>'
        )
        blocks += [
            {"type": "heading", "value": {"text": "Cùng tên", "level": "h2"}},
            {"type": "rich_text", "value": link},
            {"type": "note", "value": link},
            {"type": "picture", "value": picture},
            {"type": "gallery", "value": {"items": [{"type": "item", "value": picture}]}},
            {"type": "document", "value": {"document": document.pk, "title": ""}},
        ]
    return json.dumps(blocks)


def test_article_costs_the_same_for_one_and_three_of_each_block(
    client: Client, count_queries
) -> None:
    unit = make_unit("MOT")
    topics = [Topic.objects.create(name_vi=f"Chủ đề {number}") for number in range(3)]
    short = make_article(
        "news", unit, cover=make_image(unit), body=body_of(unit, 1), topics=topics[:1]
    )
    long = make_article("news", unit, cover=make_image(unit), body=body_of(unit, 3), topics=topics)

    one = cost(client, count_queries, short.get_url())
    three = cost(client, count_queries, long.get_url())

    assert one == three <= LIMIT


def test_direct_route_agrees_with_the_walk_down_the_tree(client: Client, rf) -> None:
    from core.direct_route import find_route

    article = make_article("news", make_unit("MOT"))
    path = article.get_url().lstrip("/")

    request = rf.get("/")
    assert find_route(request, path).page == Page.route_for_request(rf.get("/"), path).page
    assert find_route(rf.get("/"), "don-vi/khong-co/") is None
    cache.clear()
    assert find_route(rf.get("/"), path).page.pk == article.pk
