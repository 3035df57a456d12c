"""What readers see of a unit: its home, its page about itself, the directory, its documents."""

import pytest
from django.test import Client

from factories.portal import make_article, make_document, make_unit, make_user
from units.enums import UnitKind, UnitRole
from units.models import AboutPage
from units.services.english import open_english
from units.services.provisioning import unit_home

pytestmark = pytest.mark.django_db


def read(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def test_unit_home_shows_the_newest_of_each_kind_of_its_own(client: Client) -> None:
    one, other = make_unit("MOT"), make_unit("HAI")
    for kind in ("news", "thematic", "notice"):
        make_article(kind, one, title=f"Bài {kind} của Một")
        make_article(kind, other, title=f"Bài {kind} của Hai")

    text = read(client, unit_home(one).get_url())

    for kind in ("news", "thematic", "notice"):
        assert f"Bài {kind} của Một" in text
    assert "của Hai" not in text


def test_a_single_news_item_leaves_no_empty_column(client: Client) -> None:
    unit = make_unit()
    make_article("news", unit)
    assert 'class="front-side"' not in read(client, unit_home(unit).get_url())
    make_article("news", unit)
    assert 'class="front-side"' in read(client, unit_home(unit).get_url())


@pytest.mark.parametrize(("language", "words"), [("vi", "Chưa có"), ("en", "Nothing has been")])
def test_empty_unit_home_says_so(client: Client, language: str, words: str) -> None:
    unit = make_unit()
    open_english()
    address = unit.home_pages.get(language_code=language).get_url()

    assert words in read(client, address)
    make_article("news", unit)
    assert words not in read(client, address)


def test_unit_home_shows_how_to_reach_the_unit(client: Client) -> None:
    unit = make_unit()
    unit.email = "lienhe@example.vn"
    unit.save()

    assert "mailto:lienhe@example.vn" in read(client, unit_home(unit).get_url())


def test_about_page_shows_its_text(client: Client) -> None:
    unit = make_unit()
    about = AboutPage.objects.get(unit=unit)
    about.body = "<p>Nhiệm vụ của đơn vị.</p>"
    about.save_revision().publish()

    assert "Nhiệm vụ của đơn vị." in read(client, about.get_url())


def test_directory_is_in_vietnamese_order_by_kind(client: Client) -> None:
    for name in ("Đồng Nai", "An Giang", "Cà Mau", "Ăn Khê"):
        make_unit(name=name)
    make_unit(kind=UnitKind.SECTOR, name="Y tế")

    text = read(client, "/don-vi/")

    places = [text.index(name) for name in ("An Giang", "Ăn Khê", "Cà Mau", "Đồng Nai", "Y tế")]
    assert places == sorted(places)


def test_section_has_pages_and_names_them_in_its_address(client: Client) -> None:
    unit = make_unit("MOT")
    for number in range(21):
        make_article("notice", unit, title=f"Thông báo số {number}")
    address = "/don-vi/mot/thong-bao/"

    first, second = read(client, address), read(client, f"{address}?page=2")

    assert 'href="?page=2"' in first
    assert 'rel="prev"' in second
    assert f'{address}?page=2">' in second
    assert read(client, f"{address}?page=99").count('rel="next"') == 0


def test_public_document_is_sent_as_an_attachment(client: Client) -> None:
    document = make_document(make_unit(), is_public=True)

    response = client.get(document.url)

    assert response.status_code == 200
    assert response.headers["Content-Disposition"].startswith("attachment")


def test_unpublished_document_is_hidden_from_the_world(client: Client) -> None:
    assert client.get(make_document(make_unit()).url).status_code == 404


def test_unpublished_document_is_only_for_its_own_unit(client: Client) -> None:
    one, other = make_unit("MOT"), make_unit("HAI")
    document = make_document(one)

    for unit, expected in ((one, 200), (other, 404)):
        client.force_login(make_user(unit=unit, role=UnitRole.CHIEF_EDITOR))
        assert client.get(document.url).status_code == expected
