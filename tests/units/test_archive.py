"""The sub-site of a unit that has ended: readable at its addresses, with what became of it."""

from datetime import date

import pytest

from factories.portal import make_article, make_english, make_unit, section_of
from units.models import Unit, UnitSuccession
from units.services.provisioning import unit_home

pytestmark = pytest.mark.django_db
DAY = date(2025, 7, 1)
LAST_DAY = date(2025, 6, 30)


def end(unit, *successors, kind="merge", on=DAY, last_day=LAST_DAY) -> None:
    """End a unit in favour of others."""
    Unit.objects.filter(pk=unit.pk).update(valid_to=last_day)
    for one in successors:
        UnitSuccession.objects.create(predecessor=unit, successor=one, kind=kind, effective_on=on)


def note(client, address: str) -> str:
    """Return the notice above a page, in one line; nothing where there is none."""
    response = client.get(address)
    assert response.status_code == 200, address
    text = response.content.decode()
    start = text.find('<div class="note" role="note"')
    return " ".join(text[start : text.index("</div>", start)].split()) if start >= 0 else ""


@pytest.fixture
def old():
    return make_unit("HATAY", name="Công đoàn Hà Tây")


@pytest.fixture
def new():
    return make_unit("HANOI", name="Công đoàn Hà Nội")


def test_every_page_of_the_archive_leads_to_the_successor(client, old, new):
    piece = make_article("news", old)
    end(old, new)
    section = section_of(old, "news").get_url()
    addresses = ["/don-vi/hatay/", section, piece.get_url(), f"{section}luu-tru/"]
    for address in addresses:
        shown = note(client, address)
        assert "01/07/2025" in shown
        assert '<a href="/don-vi/hanoi/">Công đoàn Hà Nội</a>' in shown
        assert "Công đoàn Hà Tây" in shown


def test_home_says_it_once(client, old, new):
    end(old, new)
    assert client.get("/don-vi/hatay/").content.decode().count('href="/don-vi/hanoi/"') == 1


def test_pages_of_units_that_exist_say_nothing(client, old, new):
    end(old, new)
    UnitSuccession.objects.create(predecessor=new, successor=new, kind="merge", effective_on=DAY)
    assert note(client, "/don-vi/hanoi/") == ""


def test_a_split_unit_names_all_parts(client, old, new):
    end(old, new, make_unit("SONTAY", name="Công đoàn Sơn Tây"), kind="split")
    shown = note(client, "/don-vi/hatay/")
    assert 'href="/don-vi/hanoi/"' in shown
    assert 'href="/don-vi/sontay/"' in shown


def test_a_closed_unit_names_its_last_day_and_no_other(client, old):
    end(old)
    shown = note(client, "/don-vi/hatay/")
    assert "30/06/2025" in shown
    assert "<a " not in shown


def test_several_steps_lead_to_the_unit_of_today_too(client, old, new):
    middle = make_unit("TAYDO", name="Công đoàn Tây Đô")
    end(old, middle, on=date(2022, 4, 1), last_day=date(2022, 3, 31))
    end(middle, new)
    shown = note(client, "/don-vi/hatay/")
    assert "01/04/2022" in shown
    assert shown.index("Tây Đô") < shown.index('href="/don-vi/hanoi/"')


def test_on_its_last_day_a_unit_is_no_archive_yet(client, old, new, monkeypatch):
    end(old, new)
    for module in ("portal.frame", "units.archive", "units.lineage", "units.queries"):
        monkeypatch.setattr(f"{module}.today", lambda: LAST_DAY)
    assert note(client, "/don-vi/hatay/") == ""


def test_english_pages_lead_to_english_ones(client, old, new):
    make_english(unit_home(old))
    make_english(unit_home(new))
    end(old, new)
    shown = note(client, unit_home(old).get_translations().get().get_url())
    assert "became part of" in shown
    assert "Federation HANOI</a>" in shown


def test_units_that_exist_cost_no_query_more(client, old, new, count_queries):
    end(old, new)
    piece = make_article("news", new)
    before = make_article("news", make_unit("BA"))
    for address in (piece.get_url(), before.get_url()):
        client.get(address)
    assert count_queries(lambda: client.get(piece.get_url())) == count_queries(
        lambda: client.get(before.get_url())
    )


def test_archive_pages_stay_their_own_canonical_ones_and_indexed(client, old, new):
    piece = make_article("news", old)
    end(old, new)
    text = client.get(piece.get_url()).content.decode()
    assert f'{piece.get_url()}"' in text.split('rel="canonical"')[1][:200]
    assert "noindex" not in text
    assert piece.get_url() in client.get("/sitemap-vi.xml").content.decode()
