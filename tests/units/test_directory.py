"""The directory of units: found by words, by kind and region, in alphabetical order."""

import re
from datetime import date
from pathlib import Path

import pytest
from django.test import Client
from wagtail.models import Locale, PageViewRestriction

import units
from factories.portal import make_unit
from units.enums import Region, SuccessionKind, UnitKind
from units.models import Unit, UnitHomePage, UnitSuccession
from units.register import read_register
from units.services.provisioning import unit_home
from units.services.register import write_register

pytestmark = pytest.mark.django_db
PATH = "/don-vi/"


def province(place: str, *, city: bool = False, **fields) -> Unit:
    """Make a provincial federation with its sub-site."""
    kind, short = ("thành phố", "TP.") if city else ("tỉnh", "tỉnh")
    unit = make_unit(name=f"Liên đoàn Lao động {kind} {place}")
    unit.short_name_vi = f"LĐLĐ {short} {place}"
    for name, value in fields.items():
        setattr(unit, name, value)
    unit.save()
    return unit


def found(client: Client, address: str = PATH, **query):
    response = client.get(address, query)
    assert response.status_code == 200
    return response.context["directory"]


def names(groups) -> dict[str, list[str]]:
    return {group.key: [one.place for one in group.units] for group in groups}


def test_provinces_stand_by_their_place_in_vietnamese_order(client: Client) -> None:
    for place in ("Đồng Nai", "An Giang", "Ăn Khê", "Cà Mau", "Đắk Lắk", "Điện Biên"):
        province(place)
    province("Cần Thơ", city=True)
    province("Đà Nẵng", city=True)
    make_unit(kind=UnitKind.SECTOR, name="Công đoàn Y tế Việt Nam")

    groups = names(found(client).groups)

    assert groups["province"] == [
        "An Giang", "Ăn Khê", "Cà Mau", "Cần Thơ", "Đà Nẵng", "Đắk Lắk", "Điện Biên", "Đồng Nai",
    ]  # fmt: skip
    assert list(groups) == ["province", "sector"]


def test_regions_go_from_north_to_south_and_hold_provinces_alone(client: Client) -> None:
    for place, region in (("Cà Mau", Region.MEKONG), ("Lào Cai", Region.NORTHERN_UPLANDS)):
        province(place, region=region)
    province("An Giang", region=Region.MEKONG)
    province("Không vùng")

    groups = names(found(client).regions)

    assert groups == {"northern_uplands": ["Lào Cai"], "mekong": ["An Giang", "Cà Mau"]}
    text = client.get(PATH).content.decode()
    assert "Đồng bằng sông Cửu Long" in text
    assert text.index("Trung du và miền núi phía Bắc") < text.index("Đồng bằng sông Cửu Long")


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("hoa binh", ["Hòa Bình"]),
        ("HOÀ BÌNH", ["Hòa Bình"]),
        ("đong thap", ["Đồng Tháp"]),
        ("dong", ["Đồng Nai", "Đồng Tháp"]),
        ("ldld tinh dong", ["Đồng Nai", "Đồng Tháp"]),
        ("ong", []),
        ("liên đoàn lao động đồng nai", ["Đồng Nai"]),
        ("federation", ["Đồng Nai", "Đồng Tháp", "Hòa Bình"]),
        ("\x00'\"<script>", []),
        ("   ", ["Đồng Nai", "Đồng Tháp", "Hòa Bình"]),
        ("-", ["Đồng Nai", "Đồng Tháp", "Hòa Bình"]),
        ("a" * 5000, []),
    ],
)
def test_words_are_found_without_accents(client: Client, query: str, expected: list[str]) -> None:
    for place in ("Hòa Bình", "Đồng Tháp", "Đồng Nai"):
        province(place)
    groups = names(found(client, q=query).groups)
    assert groups.get("province", []) == expected


def test_a_search_keeps_its_words_and_says_how_many(client: Client) -> None:
    province("Hòa Bình")
    text = client.get(PATH, {"q": 'hoa "binh"', "kind": "province"}).content.decode()
    assert 'value="hoa &quot;binh&quot;"' in text
    assert '<option value="province" selected>' in text
    assert "Tìm thấy 1 đơn vị" in text
    assert 'id="regions"' not in text


def test_nothing_found_says_so_in_both_languages(client: Client) -> None:
    province("Hòa Bình")
    assert "Không có đơn vị nào" in client.get(PATH, {"q": "xyz"}).content.decode()
    english_directory()
    assert "No unit has these words" in client.get("/en/don-vi/", {"q": "xyz"}).content.decode()


@pytest.mark.parametrize("kind", ["sector", "nonsense", "'", ""])
def test_a_kind_narrows_and_an_unknown_one_does_not(client: Client, kind: str) -> None:
    province("Hòa Bình")
    make_unit(kind=UnitKind.SECTOR, name="Công đoàn Y tế")
    directory = found(client, kind=kind)
    expected = ["sector"] if kind == "sector" else ["province", "sector"]
    assert list(names(directory.groups)) == expected
    assert [value for value, _label in directory.kinds] == ["province", "sector"]


def english_directory() -> None:
    """Make the English sides of the directory and of the units' homes."""
    for page in [unit_home(Unit.objects.first()).get_parent(), *UnitHomePage.objects.all()]:
        if not page.get_translations().exists():
            english = page.copy_for_translation(
                locale=Locale.objects.get(language_code="en"), copy_parents=True
            )
            english.save_revision().publish()


def test_english_directory_has_english_names_in_their_order(client: Client) -> None:
    province("Đồng Nai", name_en="Dong Nai Provincial Federation of Labour")
    province("Đà Nẵng", city=True, name_en="Da Nang City Federation of Labour")
    province("Điện Biên", name_en="")
    english_directory()
    directory = found(client, "/en/don-vi/")
    [group] = directory.groups
    assert [one.place for one in group.units] == ["Da Nang", "Dong Nai", "Điện Biên"]
    assert all(one.url.startswith("/en/don-vi/") for one in group.units)


def test_a_merged_unit_stands_with_its_successor(client: Client) -> None:
    today = province("Thái Nguyên")
    merged = province("Bắc Kạn", valid_to=date(2025, 6, 30))
    UnitSuccession.objects.create(
        predecessor=merged,
        successor=today,
        kind=SuccessionKind.MERGE,
        effective_on=date(2025, 7, 1),
    )
    directory = found(client, q="bac kan")
    assert directory.groups == []
    [former] = directory.former
    [successor] = former.successors
    assert (former.place, successor["name"]) == ("Bắc Kạn", today.name_vi)
    assert successor["url"] == unit_home(today).get_url()
    text = client.get(PATH).content.decode()
    assert re.search(r"Sáp nhập từ ngày 01/07/2025 vào:\s*<a href=", text)
    own_home = client.get(unit_home(merged).get_url()).content.decode()
    note = own_home.split('role="note"')[1].split("</div>")[0]
    assert "01/07/2025" in note
    assert f'<a href="{successor["url"]}">' in note


@pytest.mark.parametrize(
    ("kind", "words"), [("rename", "Đổi tên từ ngày"), ("split", "Chia tách từ ngày")]
)
def test_each_way_of_becoming_another_has_its_words(client: Client, kind: str, words: str) -> None:
    one, other = province("Một", valid_to=date(2025, 6, 30)), province("Hai")
    UnitSuccession.objects.create(
        predecessor=one, successor=other, kind=kind, effective_on=date(2025, 7, 1)
    )
    assert words in client.get(PATH).content.decode()


def test_a_successor_without_a_sub_site_is_named_only(client: Client) -> None:
    one, other = province("Một", valid_to=date(2025, 6, 30)), province("Hai")
    unit_home(other).unpublish()
    UnitSuccession.objects.create(
        predecessor=one, successor=other, kind="merge", effective_on=date(2025, 7, 1)
    )
    [successor] = found(client).former[0].successors
    assert (successor["name"], successor["url"]) == (other.name_vi, "")


def test_a_unit_that_took_others_in_is_no_former_one(client: Client) -> None:
    unit = province("Tuyên Quang")
    UnitSuccession.objects.create(
        predecessor=unit, successor=unit, kind="merge", effective_on=date(2025, 7, 1)
    )
    directory = found(client)
    assert directory.former == []
    assert "Sáp nhập" not in client.get(unit_home(unit).get_url()).content.decode()


def test_a_closed_unit_says_when_and_a_coming_one_is_not_listed(client: Client) -> None:
    province("Cũ", valid_to=date(2025, 6, 15))
    province("Sắp có", valid_from=date(2999, 1, 1))
    text = client.get(PATH).content.decode()
    assert "Kết thúc hoạt động ngày 15/06/2025" in text
    assert "Sắp có" not in text


def test_a_succession_that_only_comes_is_not_told_yet(client: Client) -> None:
    one, other = province("Một"), province("Hai")
    UnitSuccession.objects.create(
        predecessor=one, successor=other, kind="merge", effective_on=date(2999, 1, 1)
    )
    assert "2999" not in client.get(unit_home(one).get_url()).content.decode()


def test_restricted_and_unpublished_sub_sites_are_left_out(client: Client) -> None:
    one, other = province("Hạn chế"), province("Chưa đăng")
    PageViewRestriction.objects.create(page=unit_home(one).page_ptr, restriction_type="login")
    unit_home(other).unpublish()
    text = client.get(PATH).content.decode()
    assert "Hạn chế" not in text
    assert "Chưa đăng" not in text


def copy_units(unit: Unit, number: int) -> None:
    """Make more units with a sub-site, without the rest of provisioning."""
    home = unit_home(unit)
    for place in range(number):
        code = f"{unit.code}-{number}-{place}"
        made = Unit.objects.create(
            code=code,
            kind=unit.kind,
            name_vi=f"{unit.name_vi} {place}",
            short_name_vi=unit.short_name_vi,
            slug=code.lower(),
            region=unit.region,
            valid_to=unit.valid_to,
        )
        home.get_parent().add_child(
            instance=UnitHomePage(unit=made, slug=made.slug, title=made.name_vi, live=True)
        )


def test_the_directory_costs_the_same_at_1_3_and_300(client: Client, count_queries) -> None:
    unit = province("Một", region=Region.MEKONG)
    old = province("Cũ", valid_to=date(2025, 6, 30))
    UnitSuccession.objects.create(
        predecessor=old, successor=unit, kind="merge", effective_on=date(2025, 7, 1)
    )
    client.get(PATH)
    counts = [count_queries(lambda: client.get(PATH))]
    for more in (2, 297):
        copy_units(unit, more)
        counts.append(count_queries(lambda: client.get(PATH)))
    assert len(found(client).groups[0].units) == 300
    assert len(set(counts)) == 1
    assert counts[0] <= 15


def test_the_shipped_register_fills_every_region() -> None:
    file = Path(units.__file__).parent / "data" / "units_2016.csv"
    write_register(rows=read_register(file).rows)
    provinces = Unit.objects.filter(kind=UnitKind.PROVINCE)
    assert not provinces.filter(region="").exists()
    assert set(provinces.values_list("region", flat=True)) == set(Region.values)
    assert not Unit.objects.exclude(kind=UnitKind.PROVINCE).exclude(region="").exists()
