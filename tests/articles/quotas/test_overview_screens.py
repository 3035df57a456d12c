"""The overview of all units: heat map, ranking, who is short; filters and their bad values."""

import re
from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from articles.models import QuotaReminder
from articles.quotas.forms import HeatMapForm, WeekForm, years_offered
from core.weeks import WEEK, week_of
from factories.newsroom import multiply
from factories.portal import make_unit, make_user
from factories.quotas import bare_unit, local, make_sent
from units.enums import UnitKind, UnitRole

pytestmark = pytest.mark.django_db
CELL = re.compile(r'<a href="(/admin/quotas/units/[^"]+/pieces/[^"]+)" title="[^"]*">(\d+)</a>')


@pytest.fixture
def now():
    return timezone.now()


@pytest.fixture
def office(people, client_of):
    """A client of the Office."""
    return client_of(people.office)


def names(context) -> list[str]:
    return [row.standing.unit.code for _group, rows in context["groups"] for row in rows]


def test_shows_every_unit_and_every_week_of_the_year(office, unit, now):
    department = bare_unit(UnitKind.DEPARTMENT)
    context = office.get(reverse("quota_overview"), {"year": 2026}).context
    assert set(names(context)) == {unit.code, department.code}
    assert (len(context["weeks"]), len(context["totals"])) == (53, 53)
    row = context["groups"][0][1][0]
    assert row.cells.count("<td") == 53


def test_every_number_of_the_map_leads_to_as_many_pieces(office, unit, people, client_of):
    for day, number in ((4, 1), (10, 3), (17, 2)):
        for _ in range(number):
            make_sent(unit, local(2026, 3, day), used_at=local(2026, 3, day + 7))
    for measure in ("sent", "used"):
        text = office.get(reverse("quota_overview"), {"year": 2026, "measure": measure}).text
        cells = CELL.findall(text.replace("&amp;", "&"))
        assert sorted(int(number) for _url, number in cells if number != "0") == [1, 2, 3]
        for url, number in cells:
            listed = office.get(url).context
            if number != "0":
                assert (listed["measure"], len(listed["counted"])) == (measure, int(number))
            else:  # leads to the other measure, where there is something to see
                assert listed["measure"] != measure
                assert listed["counted"]


def test_colours_follow_the_measure(office, unit):
    make_sent(unit, local(2026, 3, 4), used_at=local(2026, 3, 10))
    for measure, states in (("sent", ["met", "short"]), ("used", ["short", "met"])):
        text = office.get(reverse("quota_overview"), {"year": 2026, "measure": measure}).text
        cells = re.findall(r'<td class="quota-(?!sum)(\w+)"', text)
        assert cells[9:11] == states  # weeks 10 and 11


def test_filters_keep_kinds_and_those_behind(office, unit, now):
    good, department = bare_unit(valid_from=week_of(now)), bare_unit(UnitKind.DEPARTMENT)
    everybody = {unit.code, good.code, department.code}
    url = reverse("quota_overview")
    assert set(names(office.get(url).context)) == everybody
    assert set(names(office.get(url, {"behind": "on"}).context)) == everybody - {good.code}
    kinds = office.get(url, {"kind": UnitKind.DEPARTMENT}).context
    assert names(kinds) == [department.code]
    nobody = office.get(url, {"kind": UnitKind.SECTOR})
    assert (nobody.status_code, names(nobody.context)) == (200, [])


@pytest.mark.parametrize(
    "query",
    [
        {"year": "x"},
        {"year": "1"},
        {"year": "99999999999999999999"},
        {"kind": "x"},
        {"measure": "x"},
        {"year": "", "kind": "", "measure": ""},
        {"unknown": "x"},
    ],
)
@pytest.mark.parametrize("name", ["quota_overview", "quota_ranking", "quota_export"])
def test_a_bad_choice_is_shown_and_answered_with_the_default(name, query, office, unit, now):
    response = office.get(reverse(name), query)
    assert response.status_code == 200
    if name == "quota_export":
        return
    assert response.context["year"] == week_of(now).isocalendar().year
    form = response.context["form"]
    wrong = next(iter(query))
    if wrong in form.fields and query[wrong]:
        assert form.errors[wrong]


def test_years_go_back_to_the_first_rule(now):
    assert years_offered(local(2026, 12, 31))[-1] == 2016
    assert years_offered(local(2027, 1, 3))[0] == 2026
    assert years_offered(local(2027, 1, 4))[0] == 2027
    form = HeatMapForm({"year": "2020", "measure": "used"}, now=local(2026, 3, 4))
    assert (form.chosen("year"), form.chosen("measure"), form.chosen("kind")) == (2020, "used", "")


def test_ranking_lists_units_in_order(office, unit):
    bare_unit()
    make_sent(make_unit("TOT"), local(2026, 3, 4), used_at=local(2026, 3, 5))
    places = office.get(reverse("quota_ranking"), {"year": 2026}).context["places"]
    assert places[0].standing.unit.code == "TOT"
    assert [place.rank for place in places] == [1, 2, 2]


def test_costs_the_same_at_1_3_and_300_units(people, client_of, count_queries, unit):
    client = client_of(people.thematic_head)
    piece = make_sent(unit, local(2026, 3, 4), used_at=local(2026, 3, 5))
    urls = [reverse(name) for name in ("quota_overview", "quota_ranking", "quota_shortfalls")]

    def costs() -> list[int]:
        return [count_queries(lambda url=url: client.get(url)) for url in urls]

    costs()
    at_one = costs()
    for number in (2, 297):
        for _ in range(number):
            bare_unit()
        multiply(piece, number=number)
        assert costs() == at_one


def test_shortfalls_say_who_how_to_reach_them_and_whether_reminded(office, unit, people, now):
    silent = bare_unit(email="vp@example.vn", phone="024 1234")
    full = make_unit()
    make_sent(full, now)
    QuotaReminder.objects.create(unit=unit, week=week_of(now), sent_at=now, missing=1)
    context = office.get(reverse("quota_shortfalls")).context
    rows = {row.unit: row for row in context["rows"]}
    assert set(rows) == {unit, silent}
    assert (rows[unit].reminded_at, rows[unit].people) == (now, 1)
    assert (rows[silent].reminded_at, rows[silent].people) == (None, 0)
    text = office.get(reverse("quota_shortfalls")).text
    assert "vp@example.vn" in text
    assert "Nobody to remind" in text
    assert people.chief_editor.email not in text


def test_shortfalls_of_a_past_week_by_any_of_its_days(office, unit):
    late = make_unit()
    make_sent(late, local(2026, 3, 4))
    context = office.get(reverse("quota_shortfalls"), {"week": "07/03/2026"}).context
    assert [row.unit for row in context["rows"]] == [unit]
    assert "02/03" in context["week_name"]
    kinds = {"week": "07/03/2026", "kind": "sector"}
    assert office.get(reverse("quota_shortfalls"), kinds).context["rows"] == []


def test_week_before_and_after_are_linked_and_never_the_future(office, now):
    this = office.get(reverse("quota_shortfalls")).context
    assert this["before"].endswith(f"week={week_of(now) - WEEK}")
    assert this["after"] == ""
    before = office.get(this["before"]).context
    assert before["after"].endswith(f"week={week_of(now)}")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("01/01/2200", "has not begun"),
        ("31/12/9999", "has not begun"),
        ("01/01/0001", "so early"),
        ("31/02/2026", "valid date"),
        ("tuần này", "valid date"),
    ],
)
def test_a_bad_week_is_told_and_the_running_one_shown(text, message, office, now):
    response = office.get(reverse("quota_shortfalls"), {"week": text})
    assert response.status_code == 200
    assert message in str(response.context["form"].errors["week"])
    assert text in response.text
    assert f"{week_of(now):%d/%m}" in response.context["week_name"]


def test_the_running_week_is_the_first_choice():
    form = WeekForm({}, now=local(2026, 12, 31))
    assert form.chosen("week") == date(2026, 12, 28)


def test_screens_are_kept_by_no_cache(office, unit):
    for name in ("quota_overview", "quota_export"):
        assert "no-store" in office.get(reverse(name))["Cache-Control"]


def test_names_of_units_run_as_no_markup(office, people):
    bare_unit(name_vi="<script>alert(1)</script>", short_name_vi="<i>x</i>")
    for name in ("quota_overview", "quota_ranking", "quota_shortfalls"):
        text = office.get(reverse(name)).text
        assert "<script>alert(1)" not in text
        assert "<i>x</i>" not in text


def test_a_member_of_a_desk_and_of_a_unit_sees_both(unit, client_of):
    user = make_user(unit=unit, role=UnitRole.CONTRIBUTOR, portal_role="news_desk_editor")
    client = client_of(user)
    assert client.get(reverse("quota_overview")).status_code == 200
    assert client.get(reverse("quota_mine")).url == reverse("quota_unit", args=[unit.code])
