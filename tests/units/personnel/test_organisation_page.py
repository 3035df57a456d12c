"""The organisation page: public persons in public bodies and nobody else; chart, figures, files."""

import csv
from datetime import date, timedelta
from io import StringIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, RequestFactory
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from core.models import PortalImage
from factories.figures import make_figure
from factories.personnel import (
    make_appointment,
    make_body,
    make_head_position,
    make_person,
    make_position,
)
from factories.portal import (
    make_article,
    make_english,
    make_image,
    make_unit,
    make_user,
    picture_bytes,
)
from home.demo.figures import FIRST, ensure_figures
from units.enums import UnitKind, UnitRole
from units.models import Unit
from units.personnel.models import Appointment, OrganisationPage, Person, YearlyFigure
from units.personnel.public.portraits import SPECS, follow_photo
from units.personnel.public.reads import organisation_of
from units.personnel.public.slot import load
from units.personnel.services.photos import set_photo, show_photo
from units.services.provisioning import unit_home

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()
CANARY = "Kanari"


@pytest.fixture
def unit():
    return make_unit("DONVI-A")


@pytest.fixture
def committee(unit):
    return make_body(
        unit, name="Ban Chấp hành", name_en="Executive committee", kind="executive_committee"
    )


def page_of(unit) -> OrganisationPage:
    return OrganisationPage.objects.child_of(unit_home(unit)).get()


def html_of(unit, client=None) -> str:
    answer = (client or Client()).get(page_of(unit).get_url())
    assert answer.status_code == 200
    return answer.content.decode()


def show(name: str, body, position=None, **fields) -> Appointment:
    person = make_person(body.unit, name=name, is_public=True)
    return make_appointment(person, body=body, position=position, **fields)


def names(cards) -> list[str]:
    return [card.name for card in cards]


def test_head_and_deputies_come_first_then_members_by_given_name(unit, committee):
    member = make_position(level="member", sort_order=5)
    head = make_head_position(name_en="President", sort_order=1)
    deputy = make_position(level="deputy", sort_order=2)
    for name in ("Đỗ Thị Ước", "Nguyễn Văn Ân", "Trần Thị Ánh", "Lê Văn Đông"):
        show(name, committee, member)
    show("Vũ Thị Yến", committee, deputy)
    show("Phạm Văn Xuân", committee, head)
    found = organisation_of(unit.pk, TODAY)
    assert names(found.roots[0].cards) == [
        "Phạm Văn Xuân",
        "Vũ Thị Yến",
        "Trần Thị Ánh",
        "Nguyễn Văn Ân",
        "Lê Văn Đông",
        "Đỗ Thị Ước",
    ]
    assert names(found.leaders) == ["Phạm Văn Xuân", "Vũ Thị Yến"]
    html = html_of(unit)
    assert html.index("Phạm Văn Xuân") < html.index("Vũ Thị Yến") < html.index("Trần Thị Ánh")


def test_bodies_stand_in_nested_lists(unit, committee):
    part = make_body(unit, name="Văn phòng", parent=committee)
    make_body(unit, name="Tổ thi đua", parent=part)
    apart = make_body(unit, name="Ủy ban Kiểm tra", kind="inspection_commission", sort_order=9)
    found = organisation_of(unit.pk, TODAY)
    assert [node.body for node in found.roots] == [committee, apart]
    assert [node.body.name for node in found.nodes] == [
        "Ban Chấp hành",
        "Văn phòng",
        "Tổ thi đua",
        "Ủy ban Kiểm tra",
    ]
    html = html_of(unit)
    assert html.count('class="org-box"') == 4
    assert f'href="#body-{part.pk}"' in html
    assert f'id="body-{part.pk}"' in html


def test_nothing_internal_is_told(unit, committee):
    public = show("Nguyễn Công Khai", committee).person
    hidden = make_body(unit, name=f"{CANARY} nội bộ", is_public=False)
    below = make_body(unit, name="Tổ con", parent=hidden)
    show(f"{CANARY} Một", hidden)
    make_appointment(make_person(unit, name=f"{CANARY} Hai"), body=committee)
    show(f"{CANARY} Ba", committee, to_date=TODAY - timedelta(days=1))
    show(f"{CANARY} Bốn", committee, from_date=TODAY + timedelta(days=1))
    show(f"{CANARY} Năm", committee, cancelled_at=timezone.now(), cancel_reason="Nhầm")
    ended = make_body(unit, name=f"{CANARY} cũ", valid_to=TODAY - timedelta(days=1))
    show(f"{CANARY} Sáu", ended)
    make_person(unit, name=f"{CANARY} Bảy", is_public=True)
    Person.objects.filter(pk=public.pk).update(email="kanari@example.vn", phone="0912000111")
    make_appointment(public, body=hidden, position=make_position(f"{CANARY} chức"))
    html = html_of(unit)
    assert "Nguyễn Công Khai" in html
    assert CANARY.lower() not in html.lower()
    assert "0912000111" not in html
    # What is part of a hidden body stands by itself.
    assert [node.body for node in organisation_of(unit.pk, TODAY).roots] == [committee, below]


def test_posts_of_today_begin_and_end_with_their_days(unit, committee):
    show("Nguyễn Hôm Nay", committee, from_date=TODAY, to_date=TODAY)
    assert "Nguyễn Hôm Nay" in html_of(unit)


def test_contact_is_shown_where_the_person_wants_it(unit, committee):
    person = show("Nguyễn Liên Lạc", committee).person
    Person.objects.filter(pk=person.pk).update(
        email="lienlac@example.vn", phone="024 3999", shows_contact=True
    )
    html = html_of(unit)
    assert "mailto:lienlac@example.vn" in html
    assert "tel:0243999" in html


def test_acting_heads_and_several_posts_of_one_person(unit, committee):
    head = make_head_position("Chủ tịch thử")
    acting = show("Nguyễn Quyền", committee, head, is_acting=True)
    make_appointment(acting.person, body=committee, position=make_position("Ủy viên thử"))
    [card] = organisation_of(unit.pk, TODAY).roots[0].cards
    assert len(card.posts) == 2
    assert card.posts[0] != "Chủ tịch thử"
    assert "Chủ tịch thử" in card.posts[0]


def test_former_heads_are_listed_by_their_years_when_public(unit, committee):
    head = make_head_position("Chủ tịch thử")
    show("Lê Đầu", committee, head, from_date=date(2008, 5, 1), to_date=date(2013, 4, 30))
    second = show(
        "Trần Giữa", committee, head, from_date=date(2013, 5, 1), to_date=date(2018, 1, 1)
    )
    make_appointment(
        second.person,
        body=committee,
        position=head,
        from_date=date(2018, 1, 2),
        to_date=date(2020, 6, 1),
    )
    make_appointment(
        make_person(unit, name=f"{CANARY} Kín"),
        body=committee,
        position=head,
        from_date=date(2020, 6, 2),
        to_date=date(2021, 1, 1),
    )
    now = show("Vũ Nay", committee, head, from_date=date(2023, 1, 1))
    make_appointment(
        now.person, body=committee, position=head, from_date=date(2021, 2, 1),
        to_date=date(2022, 1, 1),
    )  # fmt: skip
    former = organisation_of(unit.pk, TODAY).former
    assert [(one.name, one.first, one.last) for one in former] == [
        ("Trần Giữa", 2013, 2020),
        ("Lê Đầu", 2008, 2013),
    ]
    assert CANARY not in html_of(unit)


def test_a_head_who_came_back_later_is_not_said_to_have_stayed(unit, committee):
    head = make_head_position("Chủ tịch thử")

    def served(person, first: int, last: int, **fields) -> None:
        days = {"from_date": date(first, 1, 2), "to_date": date(last, 1, 1)}
        make_appointment(person, body=committee, position=head, **days, **fields)

    one, other = (make_person(unit, name=name, is_public=True) for name in ("Lê Một", "Vũ Hai"))
    served(one, 2000, 2005)
    served(other, 2005, 2009)
    served(other, 2009, 2010, is_acting=True)
    served(one, 2013, 2018, is_acting=True)
    third = make_person(unit, name="Hồ Ba", is_public=True)
    served(third, 2018, 2019)
    served(one, 2019, 2020)
    former = organisation_of(unit.pk, TODAY).former
    assert [(row.name, row.first, row.last) for row in former] == [
        ("Lê Một", 2019, 2020),
        ("Hồ Ba", 2018, 2019),
        ("Lê Một", 2013, 2018),
        ("Vũ Hai", 2005, 2010),
        ("Lê Một", 2000, 2005),
    ]
    assert former[2].post != former[4].post == "Chủ tịch thử"


def test_a_page_that_is_not_open_to_all_is_told_by_no_other(unit, committee):
    show(f"{CANARY} Đầu", committee, make_head_position())
    make_figure(unit, 2024, members=31_313)
    home, api = unit_home(unit).get_url(), f"/api/v3/organisation/{unit.code}/"
    assert CANARY in Client().get(home).content.decode()
    assert CANARY in Client().get(f"{api}people/").content.decode()
    PageViewRestriction.objects.create(page=page_of(unit), restriction_type="login")
    text = Client().get(home).content.decode()
    assert CANARY not in text
    assert "31.313" not in text
    assert CANARY not in Client().get("/to-chuc/").content.decode()
    for part in ("people", "figures"):
        assert Client().get(f"{api}{part}/").status_code == 404


def test_a_unit_that_has_ended_shows_its_last_day(unit, committee):
    last = date(2024, 6, 30)
    show("Nguyễn Cuối", committee, to_date=last)
    show(f"{CANARY} Sau", committee, from_date=date(2024, 7, 1))
    Unit.objects.filter(pk=unit.pk).update(valid_to=last)
    html = html_of(unit)
    assert "Nguyễn Cuối" in html
    assert "30/06/2024" in html
    assert CANARY not in html


def test_the_english_page_names_posts_and_bodies_in_english(unit, committee):
    show("Nguyễn Anh", committee, make_head_position("Chủ tịch thử", name_en="Test president"))
    answer = Client().get(make_english(page_of(unit)).get_url())
    html = answer.content.decode()
    assert "Executive committee" in html
    assert "Test president" in html
    assert "Nguyễn Anh" in html
    assert "Chủ tịch thử" not in html


def test_figures_are_charts_and_a_table_and_marked_when_invented(unit):
    make_figure(unit, 2023, members=1200)
    make_figure(unit, 2024, members=1300, is_demonstration=True)
    html = html_of(unit)
    assert html.count("<svg class=") + html.count('class="figure-chart"') >= 1
    assert "1.300" in html
    assert 'class="badge"' in html
    assert html.index('<th scope="row">2024') < html.index('<th scope="row">2023')


def test_an_empty_page_says_so(unit):
    assert 'class="empty"' in html_of(unit)


def test_a_page_costs_the_same_for_one_three_and_many_people(unit, committee, count_queries):
    def cost() -> int:
        url = page_of(unit).get_url()
        Client().get(url)
        return count_queries(lambda: Client().get(url))

    def person(number: int) -> None:
        one = show(f"Nguyễn Văn {number}", committee)
        image = make_image(unit, is_public=True)
        Person.objects.filter(pk=one.person_id).update(photo=image)
        make_body(unit, name=f"Ban {number}", parent=committee)
        make_figure(unit, 2000 + number, members=number)

    person(1)
    one = cost()
    for number in range(2, 24):
        person(number)
    assert cost() == one <= 15


def test_photos_are_public_while_the_person_is(
    unit, committee, django_capture_on_commit_callbacks, settings, tmp_path
):
    settings.MEDIA_ROOT = tmp_path
    person = show("Nguyễn Ảnh", committee).person
    upload = SimpleUploadedFile("anh.jpg", picture_bytes(), content_type="image/jpeg")
    with django_capture_on_commit_callbacks(execute=True):
        set_photo(person_id=person.pk, upload=upload, by=make_user())
    person.refresh_from_db()
    sizes = person.photo.renditions.filter(filter_spec__in=SPECS)
    [address] = [one.url for one in sizes if one.filter_spec == SPECS[1]]
    assert address in html_of(unit)
    assert Client().get(address).status_code == 200
    # Whoever saw it could guess the original and what a screen made of it: they lie beside it.
    beside = [person.photo.file.url, person.photo.get_rendition("fill-192x240").url]
    assert [Client().get(one).status_code for one in beside] == [200, 200]

    with django_capture_on_commit_callbacks(execute=True):
        person.is_public = False
        person.save()
        show_photo(person)
    assert not PortalImage.objects.get(pk=person.photo_id).is_public
    assert not sizes.all().exists()
    assert [Client().get(one).status_code for one in (address, *beside)] == [404, 404, 404]
    moved = PortalImage.objects.get(pk=person.photo_id)
    assert moved.get_rendition("fill-192x240").width == 192
    assert "Nguyễn Ảnh" not in html_of(unit)
    before = moved.file.name
    follow_photo(moved.pk)
    assert PortalImage.objects.get(pk=moved.pk).file.name == before


def test_pages_open_and_close_no_photo_over_the_head_of_its_person(unit, committee):
    shown, hidden = show("Nguyễn Rõ", committee).person, make_person(unit, name=f"{CANARY} Kín")
    for person in (shown, hidden):
        person.photo = make_image(unit, is_public=person.is_public)
        person.save()

    def open_ones() -> list[bool]:
        images = (PortalImage.objects.get(pk=one.photo_id) for one in (shown, hidden))
        return [image.is_public for image in images]

    piece = make_article("news", unit, cover=shown.photo)
    piece.unpublish()
    assert open_ones() == [True, False]
    make_article("news", unit, cover=hidden.photo, live=False)
    show_photo(hidden)
    assert open_ones() == [True, False]
    piece = make_article("news", unit, cover=hidden.photo)
    show_photo(hidden)
    assert open_ones() == [True, True]
    piece.unpublish()
    assert open_ones() == [True, False]


def test_a_photo_that_is_not_public_is_not_shown_and_not_made(unit, committee):
    one = show("Nguyễn Chưa", committee)
    image = make_image(unit)
    Person.objects.filter(pk=one.person_id).update(photo=image)
    follow_photo(image.pk)
    follow_photo(0)
    assert not image.renditions.exists()
    assert "/media/" not in html_of(unit).split("<main")[1].split("</main>")[0]


def test_the_national_page_shows_the_confederation_and_leads_to_all(unit, committee):
    whole = make_unit("TLD-X", kind=UnitKind.CONFEDERATION)
    presidium = make_body(whole, name="Đoàn Chủ tịch", kind="presidium")
    head = make_head_position("Chủ tịch thử")
    show("Trần Trung Ương", presidium, head)
    show("Lê Tỉnh", committee, head)
    hidden = make_unit("DONVI-B")
    make_appointment(
        make_person(hidden, name=f"{CANARY} Kín"),
        body=make_body(hidden, kind="standing_committee"),
        position=head,
    )
    make_figure(unit, 2023, members=700)
    make_figure(unit, 2024, members=1200)
    make_figure(whole, 2024, members=9999)
    national = OrganisationPage.objects.get(unit=None, locale__language_code="vi")
    answer = Client().get(national.get_url())
    html = answer.content.decode()
    assert names(answer.context["organisation"].leaders) == ["Trần Trung Ương"]
    entries = {one.unit: one for kind in answer.context["directory"] for one in kind.entries}
    assert (entries[unit].head, entries[hidden].head) == ("Lê Tỉnh", "")
    assert entries[unit].url == page_of(unit).get_url()
    assert entries[unit].url in html
    assert CANARY not in html
    assert answer.context["table"].year == 2024
    assert answer.context["table"].cells[1].text == "1.200"
    older = Client().get(national.get_url(), {"year": "2023"})
    assert older.context["table"].cells[1].text == "700"
    assert Client().get(national.get_url(), {"year": "x"}).context["table"].year == 2024


def test_the_national_page_costs_the_same_for_one_and_many_units(count_queries):
    make_unit("TLD-X", kind=UnitKind.CONFEDERATION)
    national = OrganisationPage.objects.get(unit=None, locale__language_code="vi").get_url()
    head = make_head_position()

    def add() -> None:
        one = make_unit()
        show("Nguyễn Đầu", make_body(one, kind="standing_committee"), head)
        make_figure(one, 2024, members=5)

    def cost() -> int:
        Client().get(national)
        return count_queries(lambda: Client().get(national))

    add()
    first = cost()
    for _number in range(3):
        add()
    assert cost() == first <= 22


def test_pages_of_ended_units_are_not_in_the_directory(unit):
    Unit.objects.filter(pk=unit.pk).update(valid_to=date(2024, 6, 30))
    national = OrganisationPage.objects.get(unit=None, locale__language_code="vi")
    directory = Client().get(national.get_url()).context["directory"]
    assert [one.unit for kind in directory for one in kind.entries] == []


def test_open_data_of_a_unit_and_of_a_year(unit):
    other = make_unit("DONVI-B")
    make_figure(unit, 2023, members=7, source="=1+1")
    make_figure(unit, 2024, members=8, counted_on=date(2024, 11, 30))
    make_figure(other, 2024, members=9)

    def rows(url):
        answer = Client().get(url)
        assert answer["Content-Type"].startswith("text/csv")
        assert answer["Access-Control-Allow-Origin"] == "*"
        return list(csv.DictReader(StringIO(answer.content.decode("utf-8-sig"))))

    own = rows(page_of(unit).get_url() + "so-lieu.csv")
    assert [(row["year"], row["members"], row["counted_on"]) for row in own] == [
        ("2024", "8", "2024-11-30"),
        ("2023", "7", "2023-12-31"),
    ]
    assert own[1]["source"] == "'=1+1"
    assert own[0]["enterprises"] == ""
    assert {row["unit_code"] for row in rows("/to-chuc/so-lieu.csv")} == {"DONVI-A", "DONVI-B"}
    assert [row["members"] for row in rows("/to-chuc/so-lieu.csv?year=2023")] == ["7"]
    assert Client().get("/to-chuc/so-lieu.csv?year=1999").status_code == 404
    assert Client().get("/tin-tuc/so-lieu.csv").status_code == 404
    assert Client().get("/khong-co/so-lieu.csv").status_code == 404


def test_a_page_that_is_not_live_has_no_open_data(unit):
    make_figure(unit, 2023, members=7)
    url = page_of(unit).get_url() + "so-lieu.csv"
    Page.objects.filter(pk=page_of(unit).pk).update(live=False)
    assert Client().get(url).status_code == 404


def test_the_home_page_of_a_unit_names_leaders_and_newest_figures(unit, committee):
    home = unit_home(unit).get_url()
    assert "slot-organisation" not in Client().get(home).content.decode()
    show("Nguyễn Đầu", committee, make_head_position())
    show("Trần Viên", committee, make_position(level="member"))
    make_figure(unit, 2023, members=700)
    make_figure(unit, 2024, members=1200)
    html = Client().get(home).content.decode()
    assert "Nguyễn Đầu" in html
    assert "Trần Viên" not in html
    assert "1.200" in html
    assert "700" not in html
    assert page_of(unit).get_url() in html


@pytest.mark.parametrize(
    "kinds",
    [
        ["executive_committee", "presidium", "department"],
        ["standing_committee", "executive_committee"],
        ["department"],
        ["department", "department"],
        ["inspection_commission", "department"],
    ],
    ids=lambda kinds: "-".join(kinds),
)
def test_the_home_page_and_the_whole_name_the_same_leaders(unit, kinds, count_queries):
    head = make_head_position("Chủ tịch thử", name_en="Test president")
    for number, kind in enumerate(kinds):
        show(f"Nguyễn Đầu{number}", make_body(unit, kind=kind), head, is_acting=True)
    whole = organisation_of(unit.pk, TODAY).leaders
    home = unit_home(unit)
    request = RequestFactory().get("/")
    told = load(page=home, request=request).get("leaders", [])
    assert [(one.name, one.post) for one in told] == [(one.name, one.posts[0]) for one in whole]
    assert count_queries(lambda: load(page=home, request=request)) == 1


def test_people_are_in_no_search(unit, committee):
    show("Nguyễn Kimtuyến", committee)
    make_person(unit, name=f"{CANARY} Kín")
    answer = Client().get("/tim-kiem/", {"q": CANARY})
    assert "Kín" not in answer.content.decode()


def test_officers_may_not_write_the_page_by_hand(unit):
    officer = make_user(unit=unit, role=UnitRole.OFFICER)
    assert not page_of(unit).permissions_for_user(officer).can_edit()


def test_invented_figures_are_made_once_and_never_over_real_ones(unit):
    whole = make_unit("TLD-X", kind=UnitKind.CONFEDERATION)
    ended = make_unit("HET")
    Unit.objects.filter(pk=ended.pk).update(valid_to=date(2022, 6, 30))
    real = make_figure(unit, 2024, members=5)
    assert ensure_figures(now=timezone.now()) == 6 + 7 + 3
    assert ensure_figures(now=timezone.now()) == 0
    real.refresh_from_db()
    assert (real.members, real.is_demonstration) == (5, False)
    invented = YearlyFigure.objects.exclude(pk=real.pk)
    assert all(row.is_demonstration and row.source for row in invented)
    parts = YearlyFigure.objects.filter(year=FIRST).exclude(unit=whole)
    assert invented.get(unit=whole, year=FIRST).members == sum(row.members for row in parts)


def test_search_engines_are_told_the_unit(unit):
    html = html_of(unit)
    assert '"GovernmentOrganization"' in html
    assert html.count("application/ld+json") == 1
