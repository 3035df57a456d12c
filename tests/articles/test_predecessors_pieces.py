"""Lists of a unit hold what its predecessors published, each piece under the name of its time."""

from datetime import date, datetime

import pytest
from django.db import connection

from articles.queries import readable_articles
from articles.reading.queries import related_cards
from factories.bulk import copy_live
from factories.portal import make_article, make_unit, section_of
from units.models import UnitSuccession

pytestmark = pytest.mark.django_db


def at(text: str) -> datetime:
    return datetime.fromisoformat(f"{text}T08:00:00+07:00")


@pytest.fixture
def old():
    return make_unit("CU", name="Công đoàn Cũ")


@pytest.fixture
def new():
    return make_unit("MOI", name="Công đoàn Mới")


@pytest.fixture
def third():
    return make_unit("BA", name="Công đoàn Ba")


@pytest.fixture
def pieces(old, new, third):
    """Return a piece of each unit, the old one's in the middle; the old unit became the new one."""
    made = {
        unit.code: make_article("news", unit, title=f"Tin {unit.code}", published_at=at(day))
        for unit, day in ((old, "2025-06-10"), (new, "2025-07-10"), (third, "2025-06-11"))
    }
    UnitSuccession.objects.create(
        predecessor=old, successor=new, kind="merge", effective_on=date(2025, 7, 1)
    )
    return made


def text(client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, address
    return response.content.decode()


@pytest.mark.parametrize(
    "address",
    ["/don-vi/moi/", "/don-vi/moi/tin-tuc/", "/tac-gia/moi/hai-yen/", "/don-vi/moi/feed/",
     "/don-vi/moi/tin-tuc/feed/", "/tac-gia/moi/hai-yen/feed/"],
)  # fmt: skip
def test_pages_and_feeds_hold_both(client, pieces, address):
    shown = text(client, address)
    assert "Tin CU" in shown
    assert "Tin MOI" in shown
    assert shown.index("Tin MOI") < shown.index("Tin CU")
    assert "Tin BA" not in shown


def test_each_card_names_the_unit_that_wrote(client, pieces):
    card = text(client, "/don-vi/moi/tin-tuc/").split("Tin CU")[1].split("</article>")[0]
    assert "Công đoàn Cũ" in card


def test_notices_on_the_home_name_only_the_other_unit(client, old, new, pieces):
    make_article("notice", old, title="Thông báo cũ")
    make_article("notice", new, title="Thông báo mới")
    shown = text(client, "/don-vi/moi/").split('id="slot-notices"')[1]
    assert "Công đoàn Cũ" in shown.split("Thông báo cũ")[1].split("</article>")[0]
    assert "Công đoàn Mới" not in shown.split("Thông báo mới")[1].split("</article>")[0]


def test_months_of_the_section_hold_the_old_ones(client, pieces):
    assert "luu-tru/2025/06/" in text(client, "/don-vi/moi/tin-tuc/luu-tru/")
    assert "Tin CU" in text(client, "/don-vi/moi/tin-tuc/luu-tru/2025/06/")


def test_the_archive_holds_its_own_pieces_alone(client, pieces):
    shown = text(client, "/don-vi/cu/tin-tuc/")
    assert "Tin CU" in shown
    assert "Tin MOI" not in shown


@pytest.mark.parametrize("name", ["MOI", "moi"])
@pytest.mark.parametrize(
    "address",
    ["/api/v3/articles/?unit={}", "/api/v3/search/?q=tin&unit={}",
     "/api/v2/pages/?type=articles.NewsPage&unit={}"],
)  # fmt: skip
def test_filters_by_unit_take_both(client, pieces, address, name):
    items = client.get(address.format(name)).json()["items"]
    assert {item["title"] for item in items} == {"Tin CU", "Tin MOI"}
    old_one = client.get(address.format("CU")).json()["items"]
    assert [item["title"] for item in old_one] == ["Tin CU"]


def test_pages_of_both_trees_are_found_by_unit(client, pieces):
    items = client.get("/api/v2/pages/?unit=MOI&limit=50").json()["items"]
    assert {"Tin CU", "Tin MOI"} <= {item["title"] for item in items}


def test_cards_of_the_api_name_the_unit_that_wrote(client, pieces):
    items = client.get("/api/v3/articles/?unit=MOI").json()["items"]
    assert {item["title"]: item["unit"]["code"] for item in items} == {
        "Tin CU": "CU",
        "Tin MOI": "MOI",
    }


def test_an_address_changed_since_still_finds_both(client, new, pieces):
    client.get("/api/v3/articles/?unit=moi")
    new.slug = "moi-hon"
    new.save()
    items = client.get("/api/v3/articles/?unit=moi-hon").json()["items"]
    assert len(items) == 2


def test_pieces_of_the_predecessor_are_near_those_of_the_unit(pieces):
    assert [card.title for card in related_cards(pieces["MOI"], [])] == ["Tin CU"]


def test_unit_of_the_api_names_where_it_came_from(client, pieces):
    new, old = (client.get(f"/api/v3/units/{code}/").json() for code in ("MOI", "CU"))
    assert (new["predecessors"], new["successors"]) == (["CU"], [])
    assert (old["predecessors"], old["successors"]) == ([], ["MOI"])


def test_lists_cost_the_same_with_predecessors(client, new, third, pieces, count_queries):
    def cost(slug: str) -> list[int]:
        paths = (f"/don-vi/{slug}/tin-tuc/", f"/api/v3/articles/?unit={slug}")
        for path in paths:
            client.get(path)
        return [count_queries(lambda path=path: client.get(path)) for path in paths]

    assert cost("moi") == cost("ba")
    copy_live(pieces["CU"], number=30)
    assert cost("moi") == cost("ba")


@pytest.mark.sqlite
@pytest.mark.parametrize("kind", [None, "news"])
def test_pieces_of_several_units_are_read_by_their_index(new, third, pieces, kind):
    def plan(unit) -> str:
        pieces = readable_articles(
            kind=kind, unit_id=unit.pk, locale=section_of(unit, "news").locale
        )
        return pieces.values("pk")[:20].explain()

    assert connection.vendor == "sqlite"
    for unit in (new, third):
        assert "articles_unit_date" in plan(unit)
        assert "locale" not in plan(unit)
