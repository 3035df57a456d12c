"""Home pages follow the name and the address that the register gives a unit."""

import pytest
from django.urls import reverse

from factories.portal import make_unit, make_user
from units.enums import PortalRole
from units.models import UnitHomePage
from units.services.addresses import follow_register, names_of
from units.services.english import open_english
from units.services.register import write_register

pytestmark = pytest.mark.django_db


@pytest.fixture
def unit():
    made = make_unit("LDLD-THU")
    open_english()
    return made


def titles(unit) -> dict[str, str]:
    """Return the title of the unit's home page in each language."""
    return dict(UnitHomePage.objects.filter(unit=unit).values_list("language_code", "title"))


def test_new_names_reach_the_home_page_of_each_language(unit) -> None:
    former = names_of(unit)
    unit.name_vi, unit.name_en = "Liên đoàn Lao động tỉnh Mới", "New Federation of Labour"
    unit.save()

    assert follow_register(unit=unit, former_names=former) == 2
    assert titles(unit) == {"vi": "Liên đoàn Lao động tỉnh Mới", "en": "New Federation of Labour"}
    assert follow_register(unit=unit, former_names=names_of(unit)) == 0


def test_a_title_that_somebody_wrote_stays(unit) -> None:
    UnitHomePage.objects.filter(unit=unit, language_code="en").update(title="Thu’s unions")
    former = names_of(unit)
    unit.name_en = "New Federation of Labour"
    unit.save()

    follow_register(unit=unit, former_names=former)

    assert titles(unit)["en"] == "Thu’s unions"


def test_a_waiting_text_keeps_the_new_name_when_it_is_published(unit) -> None:
    home = UnitHomePage.objects.get(unit=unit, language_code="vi")
    home.intro = "Lời giới thiệu mới"
    home.save_revision()
    former = names_of(unit)
    unit.name_vi = "Liên đoàn Lao động tỉnh Mới"
    unit.save()
    follow_register(unit=unit, former_names=former)

    UnitHomePage.objects.get(pk=home.pk).latest_revision.publish()

    published = UnitHomePage.objects.get(pk=home.pk)
    assert (published.title, published.intro) == (unit.name_vi, "Lời giới thiệu mới")


@pytest.mark.parametrize("change", [{"slug": "moi"}, {"name_vi": "Liên đoàn Lao động tỉnh Mới"}])
def test_a_waiting_title_that_somebody_wrote_stays(unit, change) -> None:
    home = UnitHomePage.objects.get(unit=unit, language_code="vi")
    home.title = "Công đoàn tỉnh Thử"
    home.save_revision()
    former = names_of(unit)
    for name, value in change.items():
        setattr(unit, name, value)
    unit.save()

    follow_register(unit=unit, former_names=former)

    home = UnitHomePage.objects.get(pk=home.pk)
    assert home.title == unit.name_vi
    assert home.draft_title == home.latest_revision.content["title"] == "Công đoàn tỉnh Thử"
    assert home.latest_revision.content["slug"] == unit.slug


def test_a_register_that_is_loaded_again_renames_pages(unit) -> None:
    row = {"code": unit.code, "kind": unit.kind, "name_vi": "Liên đoàn Lao động tỉnh Mới"}

    write_register(rows=[row])

    assert titles(unit)["vi"] == "Liên đoàn Lao động tỉnh Mới"


def test_a_name_mended_in_the_admin_renames_pages(unit, client) -> None:
    client.force_login(make_user(portal_role=PortalRole.PORTAL_ADMINISTRATOR))
    address = reverse("units:edit", args=[unit.pk])
    form = client.get(address).context["form"]
    typed = {name: form[name].value() or "" for name in form.fields}

    answer = client.post(address, typed | {"name_en": "New Federation of Labour"})

    assert answer.status_code == 302
    assert titles(unit)["en"] == "New Federation of Labour"
