"""The English side of the tree: pages of their own beside the Vietnamese ones, in one step."""

import pytest
from django.contrib.auth.models import Group
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from wagtail.models import GroupPagePermission, Locale, Page

from articles.models import NewsIndexPage
from factories.portal import make_unit, make_user
from home.models import HomePage
from units.enums import PortalRole
from units.models import AboutPage, Unit, UnitHomePage, UnitIndexPage
from units.services.english import find_english_drift, open_english
from units.services.provisioning import provision_unit, unit_home

pytestmark = pytest.mark.django_db


@pytest.fixture
def unit(django_capture_on_commit_callbacks) -> Unit:
    """Return a unit with its English pages."""
    unit = make_unit("MOT")
    with django_capture_on_commit_callbacks(execute=True):
        open_english()
    return unit


SECTIONS = [
    *("tin-tuc", "chuyen-de", "thong-bao", "van-ban"),
    *("hoi-dap", "y-kien", "trung-cau-y-kien", "to-chuc"),
]


def english_home(unit: Unit) -> UnitHomePage:
    return UnitHomePage.objects.get(unit=unit, language_code="en")


def english_section(unit: Unit) -> NewsIndexPage:
    return NewsIndexPage.objects.child_of(english_home(unit)).get()


def test_portal_has_an_english_directory_and_sections() -> None:
    open_english()

    home = HomePage.objects.get(locale__language_code="en")

    assert dict(home.get_children().live().values_list("slug", "title")) == {
        "don-vi": "Units",
        "tin-tuc": "News",
        "chuyen-de": "In depth",
        "thong-bao": "Notices",
        "hoi-dap": "Questions and answers",
        "y-kien": "Members' opinions",
        "trung-cau-y-kien": "Polls",
        "to-chuc": "Organisation",
        "van-ban": "Documents",
    }


def test_unit_has_an_english_home_named_as_in_the_register(unit: Unit) -> None:
    page = english_home(unit)

    assert (page.title, page.draft_title, page.live) == ("Federation MOT", "Federation MOT", True)
    assert page.get_parent().specific == UnitIndexPage.objects.get(locale__language_code="en")
    assert page.translation_key == unit_home(unit).translation_key
    assert page.url_path == "/home-en/don-vi/mot/"
    sections = page.get_children().specific()
    assert [one.slug for one in sections] == SECTIONS
    assert {one.unit_id for one in sections} == {unit.pk}


def test_english_pages_are_served(unit: Unit, client: Client) -> None:
    for address in ("/en/don-vi/", "/en/don-vi/mot/", "/en/don-vi/mot/tin-tuc/", "/en/tin-tuc/"):
        response = client.get(address)
        assert response.status_code == 200, address
        assert '<html lang="en">' in response.content.decode()


def test_unit_without_an_english_name_keeps_its_vietnamese_one() -> None:
    unit = Unit.objects.create(
        code="KHONG", kind="province", name_vi="Đơn vị", short_name_vi="ĐV", slug="khong"
    )
    provision_unit(unit=unit)
    open_english()

    assert english_home(unit).title == "Đơn vị"


def test_about_page_is_translated_and_not_made(unit: Unit) -> None:
    assert AboutPage.objects.child_of(unit_home(unit)).exists()
    assert not AboutPage.objects.filter(locale__language_code="en").exists()


def test_tree_of_the_english_pages_is_sound() -> None:
    make_unit("MOT")
    open_english()
    make_unit("HAI")
    make_unit("BA")
    open_english()

    assert not any(Page.find_problems())
    units = UnitIndexPage.objects.get(locale__language_code="en")
    assert units.numchild == 3
    assert {one.numchild for one in units.get_children()} == {len(SECTIONS)}


def test_english_pages_are_made_once(unit: Unit) -> None:
    before = Page.objects.count(), GroupPagePermission.objects.count()

    assert find_english_drift() == []
    assert open_english() == []
    assert (Page.objects.count(), GroupPagePermission.objects.count()) == before


def test_cost_is_the_same_for_1_3_and_30_new_units(count_queries) -> None:
    make_unit()
    open_english()
    costs = []
    assert count_queries(open_english) <= 10
    for number in (1, 3, 30):
        for _unit in range(number):
            make_unit()
        costs.append(count_queries(open_english))

    # SQLite takes 999 values in a statement: the 240 sections of thirty units need seven for one.
    assert costs[0] == costs[1]
    assert costs[2] - costs[0] in (0, 6)


def test_english_page_is_found_by_search(unit: Unit) -> None:
    found = UnitHomePage.objects.all().search("Federation MOT")

    assert english_home(unit) in list(found)


def test_english_page_can_be_edited_and_published(unit: Unit) -> None:
    page = english_home(unit)
    page.intro = "The union of its province."
    page.save_revision().publish()

    assert english_home(unit).intro == "The union of its province."
    assert open_english() == []


def test_lost_english_section_is_reported_and_made_again(unit: Unit) -> None:
    english_section(unit).delete()
    lost = [f"English page: {NewsIndexPage.objects.child_of(unit_home(unit)).get().url_path}"]

    assert find_english_drift() == lost
    assert open_english() == lost

    assert find_english_drift() == []
    assert english_section(unit).live


def test_remade_original_takes_its_english_page_back(unit: Unit) -> None:
    kept = english_section(unit)
    NewsIndexPage.objects.child_of(unit_home(unit)).get().delete()
    provision_unit(unit=unit)

    open_english()

    original = NewsIndexPage.objects.child_of(unit_home(unit)).get()
    assert english_section(unit).pk == kept.pk
    assert english_section(unit).translation_key == original.translation_key


def test_taken_address_gives_the_next_free_one(unit: Unit) -> None:
    english_section(unit).delete()
    home = english_home(unit)
    home.add_child(instance=AboutPage(title="Taken", slug="tin-tuc", locale=home.locale, live=True))

    open_english()

    assert english_section(unit).slug == "tin-tuc-1"


def test_draft_original_gets_a_draft(unit: Unit) -> None:
    english_section(unit).delete()
    NewsIndexPage.objects.child_of(unit_home(unit)).update(live=False)

    open_english()

    assert not english_section(unit).live


def test_chief_editors_work_on_the_english_pages_and_cannot_publish(unit: Unit) -> None:
    other = make_unit("HAI")
    open_english()
    rows = GroupPagePermission.objects.filter(page_id=english_home(unit).pk)

    assert set(rows.values_list("group__name", "permission__codename")) == {
        ("MOT:chief_editor", "add_page"),
        ("MOT:chief_editor", "change_page"),
        ("MOT:chief_editor", "lock_page"),
    }
    others = GroupPagePermission.objects.filter(page_id=english_home(other).pk)
    assert {name.split(":")[0] for name in others.values_list("group__name", flat=True)} == {"HAI"}


def test_lost_right_on_english_pages_is_mended(unit: Unit) -> None:
    group = Group.objects.get(name="MOT:chief_editor")
    GroupPagePermission.objects.filter(group=group, page_id=english_home(unit).pk).delete()
    lost = [
        "English right: MOT:chief_editor add_page",
        "English right: MOT:chief_editor change_page",
        "English right: MOT:chief_editor lock_page",
    ]

    assert find_english_drift() == lost
    assert open_english() == lost
    assert find_english_drift() == []


def test_unit_that_has_ended_gets_no_english_pages() -> None:
    unit = make_unit("CU")
    Unit.objects.filter(pk=unit.pk).update(valid_to="2016-01-01")

    assert not [line for line in open_english() if "cu" in line or "CU" in line]
    assert find_english_drift() == []
    assert not UnitHomePage.objects.filter(unit=unit, language_code="en").exists()


def test_portal_without_english_lacks_nothing() -> None:
    HomePage.objects.filter(locale__language_code="en").get().delete()
    Locale.objects.filter(language_code="en").delete()
    make_unit()

    assert find_english_drift() == []
    assert open_english() == []
    assert not UnitHomePage.objects.filter(language_code="en").exists()


def test_command_reports_and_mends(unit: Unit, capsys) -> None:
    english_section(unit).delete()
    with pytest.raises(CommandError):
        call_command("check_units")
    assert "English page: /home/don-vi/mot/tin-tuc/" in capsys.readouterr().out

    call_command("check_units", "--repair")

    assert english_section(unit).live


def test_new_unit_of_the_register_gets_its_english_pages(client: Client, settings) -> None:
    user = make_user(portal_role=PortalRole.PORTAL_ADMINISTRATOR)
    client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[-1])
    data = {
        "code": "MOI",
        "kind": "province",
        "name_vi": "Liên đoàn mới",
        "name_en": "New federation",
        "short_name_vi": "LĐ mới",
        "slug": "moi",
    }

    response = client.post(reverse("units:add"), data)

    assert response.status_code == 302
    assert english_home(Unit.objects.get(code="MOI")).title == "New federation"
