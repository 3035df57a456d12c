"""Colour and banner of a sub-site: who sets them, what is refused, where they show."""

from types import SimpleNamespace

import pytest
from django.test import Client
from django.utils import translation
from wagtail.models import Locale, Page
from wagtail.users.models import UserProfile

from core.renditions import make_renditions
from factories.portal import make_article, make_image, make_unit, make_user
from units.enums import Accent, PortalRole, UnitRole
from units.models import UnitHomePage
from units.names import place_name
from units.services.provisioning import unit_home

pytestmark = pytest.mark.django_db


@pytest.fixture
def unit():
    return make_unit("MOT")


@pytest.fixture
def chief(unit):
    return make_user(unit=unit, role=UnitRole.CHIEF_EDITOR)


def edit_address(page) -> str:
    return f"/admin/pages/{page.pk}/edit/"


def sent(page, **fields) -> dict:
    """Return what the editor sends for a home page."""
    return {
        "title": page.title,
        "slug": page.slug,
        "intro": page.intro,
        "banner": page.banner_id or "",
        "accent": page.accent,
        "seo_title": "",
        "search_description": "",
        "comments-TOTAL_FORMS": "0",
        "comments-INITIAL_FORMS": "0",
        "comments-MIN_NUM_FORMS": "0",
        "comments-MAX_NUM_FORMS": "",
    } | fields


def publish(client: Client, user, page, **fields):
    client.force_login(user)
    return client.post(edit_address(page), sent(page, **fields, **{"action-publish": "1"}))


def english_home(unit) -> UnitHomePage:
    """Return the English home of a unit, made when provisioning did not."""
    home = unit_home(unit)
    found = UnitHomePage.objects.filter(unit=unit, language_code="en").first()
    if found is None:
        english = Locale.objects.get(language_code="en")
        found = home.copy_for_translation(locale=english, copy_parents=True)
        UnitHomePage.objects.filter(pk=found.pk).update(accent="", banner=None, live=True)
        Page.objects.filter(pk=found.get_parent().pk).update(live=True)
    return UnitHomePage.objects.get(pk=found.pk)


def test_the_head_of_a_unit_gives_it_a_colour_and_a_banner(client: Client, unit, chief) -> None:
    home = unit_home(unit)
    image = make_image(unit, description="Công nhân ca sáng trước cổng nhà máy")
    publish(client, chief, home, accent="teal", banner=image.pk, intro="Vì đoàn viên")
    home.refresh_from_db()
    assert (home.accent, home.banner, home.intro) == ("teal", image, "Vì đoàn viên")
    make_renditions(cover=None, pictures=[image])
    client.logout()
    text = client.get(home.get_url()).content.decode()
    assert '<body data-accent="teal">' in text
    assert 'alt="Công nhân ca sáng trước cổng nhà máy"' in text


def test_a_banner_without_a_description_is_refused(client: Client, unit, chief) -> None:
    home, image = unit_home(unit), make_image(unit, description=" ")
    answer = publish(client, chief, home, banner=image.pk, intro="Lời giới thiệu đã gõ")
    assert "Hãy viết mô tả cho ảnh này trước" in answer.content.decode()
    assert "Lời giới thiệu đã gõ" in answer.content.decode()
    UserProfile.objects.update_or_create(user=chief, defaults={"preferred_language": "en"})
    answer = publish(client, chief, home, banner=image.pk)
    assert "Describe what this picture shows first" in answer.content.decode()
    home.refresh_from_db()
    assert home.banner is None


def test_a_banner_of_another_unit_is_refused(client: Client, unit, chief) -> None:
    home = unit_home(unit)
    foreign = make_image(make_unit("HAI"), title="Ảnh của Hai", description="Ảnh của Hai")
    answer = publish(client, chief, home, banner=foreign.pk)
    text = answer.content.decode()
    assert "không thuộc" in text
    assert "Ảnh của Hai" not in text
    home.refresh_from_db()
    assert home.banner is None


def test_a_colour_out_of_the_list_is_refused(client: Client, unit, chief) -> None:
    home = unit_home(unit)
    publish(client, chief, home, accent='red" onload="x')
    home.refresh_from_db()
    assert home.accent == ""


def test_name_and_address_stay_as_the_register_has_them(client: Client, unit, chief) -> None:
    home = unit_home(unit)
    publish(client, chief, home, title="Tên khác", slug="ten-khac", accent="blue")
    home.refresh_from_db()
    assert (home.title, home.slug, home.accent) == (unit.name_vi, "mot", "blue")


def test_a_portal_administrator_still_changes_them(client: Client, unit) -> None:
    home = unit_home(unit)
    administrator = make_user(portal_role=PortalRole.PORTAL_ADMINISTRATOR)
    publish(client, administrator, home, title="Tên khác")
    home.refresh_from_db()
    assert home.title == "Tên khác"


@pytest.mark.parametrize("role", [UnitRole.CONTRIBUTOR, UnitRole.ADMINISTRATOR])
def test_nobody_else_of_the_unit_changes_the_home_page(client: Client, unit, role) -> None:
    home = unit_home(unit)
    answer = publish(client, make_user(unit=unit, role=role), home, accent="blue")
    assert answer.status_code in (302, 403, 404)
    home.refresh_from_db()
    assert home.accent == ""


def test_the_head_of_another_unit_does_not_find_the_page(client: Client, unit) -> None:
    other = make_user(unit=make_unit("HAI"), role=UnitRole.CHIEF_EDITOR)
    assert publish(client, other, unit_home(unit), accent="blue").status_code == 404
    home = unit_home(unit)
    assert home.accent == ""


def test_the_head_publishes_the_home_page_and_nothing_below_it(unit, chief) -> None:
    home = unit_home(unit)
    rights = home.permissions_for_user(chief)
    assert rights.can_publish()
    assert not rights.can_unpublish()
    assert not rights.can_set_view_restrictions()
    assert not rights.can_unschedule()
    assert not rights.can_publish_subpage()
    piece = make_article("news", unit, live=False)
    assert not piece.permissions_for_user(chief).can_publish()
    for section in home.get_children():
        assert not section.permissions_for_user(chief).can_publish()


def test_an_account_that_was_closed_publishes_nothing(unit, chief) -> None:
    chief.is_active = False
    assert not unit_home(unit).permissions_for_user(chief).can_publish()


@pytest.mark.parametrize("accent", ["", *Accent.values])
def test_every_page_of_the_sub_site_has_its_colour(client: Client, unit, accent: str) -> None:
    UnitHomePage.objects.filter(pk=unit_home(unit).pk).update(accent=accent)
    piece = make_article("news", unit)
    for page in (unit_home(unit), piece, piece.get_parent()):
        text = client.get(page.get_url()).content.decode()
        assert (f'<body data-accent="{accent}">' if accent else "<body>") in text
    assert "<body>" in client.get("/").content.decode()


def test_the_english_page_takes_what_it_lacks_from_the_vietnamese_one(client: Client, unit) -> None:
    image = make_image(unit, description="Cổng nhà máy")
    make_renditions(cover=None, pictures=[image])
    vietnamese, english = unit_home(unit), english_home(unit)
    UnitHomePage.objects.filter(pk=vietnamese.pk).update(accent="green", banner=image)
    text = client.get(english.get_url()).content.decode()
    assert '<body data-accent="green">' in text
    assert 'alt="Cổng nhà máy"' in text
    UnitHomePage.objects.filter(pk=english.pk).update(accent="violet")
    assert '<body data-accent="violet">' in client.get(english.get_url()).content.decode()
    assert '<body data-accent="green">' in client.get(vietnamese.get_url()).content.decode()


def test_the_form_outside_the_editor_checks_the_banner_too(unit) -> None:
    home = unit_home(unit)
    form_class = UnitHomePage.get_edit_handler().get_form_class()
    form = form_class(
        sent(home, banner=make_image(unit).pk), instance=home, for_user=None, parent_page=None
    )
    with translation.override("en"):
        assert "Describe what this picture shows" in str(form.errors["banner"])


def test_api_lists_colour_banner_and_region(client: Client, unit, count_queries) -> None:
    image = make_image(unit, description="Cổng nhà máy")
    make_renditions(cover=None, pictures=[image])
    home = unit_home(unit)
    UnitHomePage.objects.filter(pk=home.pk).update(accent="orange", banner=image)
    unit.region = "mekong"
    unit.save()
    card = client.get("/api/v3/units/MOT/").json()
    assert (card["accent"], card["region"]) == ("orange", "mekong")
    assert card["banner"]["alt"] == "Cổng nhà máy"
    assert card["banner"]["url"].startswith("http")
    assert card["banner"]["width"] > 0
    client.get("/api/v3/units/")
    one = count_queries(lambda: client.get("/api/v3/units/"))
    for _number in range(2):
        other = make_unit()
        picture = make_image(other, description="Ảnh")
        make_renditions(cover=None, pictures=[picture])
        UnitHomePage.objects.filter(unit=other).update(banner=picture)
    assert count_queries(lambda: client.get("/api/v3/units/")) == one


def test_api_says_red_and_nothing_where_nothing_was_chosen(client: Client, unit) -> None:
    card = client.get("/api/v3/units/MOT/").json()
    assert (card["accent"], card["banner"], card["region"]) == ("red", None, None)


def test_api_orders_by_region_and_narrows(client: Client) -> None:
    for code, region in (("A", "mekong"), ("B", ""), ("C", "red_river"), ("D", "mekong")):
        unit = make_unit(f"{code}{code}")
        unit.region = region
        unit.save()

    def codes(**query) -> list[str]:
        return [one["code"] for one in client.get("/api/v3/units/", query).json()["items"]]

    assert codes() == ["AA", "BB", "CC", "DD"]
    assert codes(order="region") == ["CC", "AA", "DD", "BB"]
    assert codes(region="mekong") == ["AA", "DD"]
    for refused in ({"region": "x"}, {"order": "x"}):
        assert client.get("/api/v3/units/", refused).status_code == 422


def test_home_page_costs_the_same_with_and_without_a_look(
    client: Client, unit, count_queries
) -> None:
    home = unit_home(unit)
    client.get(home.get_url())
    plain = count_queries(lambda: client.get(home.get_url()))
    image = make_image(unit, description="Cổng nhà máy")
    make_renditions(cover=None, pictures=[image])
    UnitHomePage.objects.filter(pk=home.pk).update(accent="orange", banner=image)
    assert count_queries(lambda: client.get(home.get_url())) <= plain + 1 <= 15


def test_names_by_place() -> None:
    def place(name_vi: str, kind: str = "province", name_en: str = "", language: str = "vi") -> str:
        name = name_en if language == "en" and name_en else name_vi
        unit = SimpleNamespace(kind=kind, name=name, name_vi=name_vi, name_en=name_en)
        return place_name(unit)

    assert place("Liên đoàn Lao động tỉnh Bà Rịa - Vũng Tàu") == "Bà Rịa - Vũng Tàu"
    assert place("Liên đoàn Lao động thành phố Huế") == "Huế"
    assert place("Liên đoàn Lao động Huế") == "Liên đoàn Lao động Huế"
    assert place("Công đoàn Y tế Việt Nam", "sector") == "Công đoàn Y tế Việt Nam"
    english = "Ho Chi Minh City Federation of Labour"
    assert place("Liên đoàn Lao động thành phố X", name_en=english, language="en") == "Ho Chi Minh"
