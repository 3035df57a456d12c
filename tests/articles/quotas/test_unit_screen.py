"""A unit's own view: this week, the last twelve, the year; every figure leads to its pieces."""

import re
from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from articles.models import QuotaExemption
from articles.quotas.panels import quota_lines
from core.weeks import WEEK, week_of
from factories.newsroom import make_contribution, multiply
from factories.portal import make_unit, make_user
from factories.quotas import make_sent
from units.enums import PortalRole, UnitKind, UnitRole
from units.services.memberships import grant_role

pytestmark = pytest.mark.django_db
LINK = re.compile(r'href="(/admin/quotas/units/[^"]+/pieces/\?[^"]+)"[^>]*>\s*(?:<b>)?\s*(\d+)')


@pytest.fixture
def now():
    return timezone.now()


@pytest.fixture
def screen(unit, people, client_of):
    """Return a function that gives the text of the unit's screen, as its chief editor sees it."""

    def text(**query) -> str:
        url = reverse("quota_unit", args=[unit.code])
        response = client_of(people.chief_editor).get(url, query)
        assert response.status_code == 200
        return " ".join(response.text.split())

    return text


def test_says_what_is_still_to_be_sent_and_until_when(unit, screen, now):
    sunday = week_of(now) + timedelta(days=6)
    text = screen()
    assert "0/1" in text
    assert f"Still to send: 1 piece, by Sunday 23:59 ({sunday:%d/%m/%Y})." in text


def test_says_that_nothing_is_missing(unit, screen, now):
    make_sent(unit, now, used_at=now)
    make_sent(unit, now)
    text = screen()
    assert "2/1" in text
    assert "Nothing is missing." in text
    assert "Still to send" not in text


def test_names_the_exemption(unit, screen, now):
    week = week_of(now)
    QuotaExemption.objects.create(unit=unit, first_week=week, last_week=week, reason="Đại hội <b>")
    text = screen()
    assert "Exempt this week: Đại hội &lt;b&gt;" in text
    assert "Still to send" not in text


def test_a_unit_without_a_quota_is_asked_for_nothing(client_of):
    unit = make_unit(kind=UnitKind.CONFEDERATION)
    user = make_user(unit=unit, role=UnitRole.CHIEF_EDITOR)
    text = client_of(user).get(reverse("quota_unit", args=[unit.code])).text
    assert "Nothing is due this week." in text


def test_tells_of_pieces_that_wait_for_the_units_own_chief(unit, screen, client_of, people, now):
    make_contribution(unit)
    make_contribution(unit, sent_at=now, sent_week=week_of(now))  # an update of an old piece
    make_contribution(make_unit())
    text = screen()
    assert "1 piece waits for the unit's own chief editor" in text.replace("&#x27;", "'")
    listed = f"{reverse('contributions')}?unit={unit.pk}&amp;state=unit_review"
    assert listed in text
    office = client_of(people.office).get(reverse("quota_unit", args=[unit.code])).text
    assert "1 piece waits" in office
    assert listed not in office


def test_every_figure_leads_to_as_many_pieces(unit, screen, people, client_of, now):
    for weeks_ago, number in ((0, 2), (1, 3), (11, 1), (12, 4)):
        for _ in range(number):
            make_sent(unit, now - weeks_ago * WEEK, used_at=now)
    client = client_of(people.chief_editor)
    figures = LINK.findall(screen().replace("&amp;", "&"))
    assert len(figures) >= 2 + 24 + 3
    for url, number in set(figures):
        listed = client.get(url).context
        assert len(listed["counted"]) == int(number), url


def test_shows_twelve_weeks_and_a_year_of_choice(unit, people, client_of, now):
    make_sent(unit, now - 52 * WEEK)
    client = client_of(people.author)
    url = reverse("quota_unit", args=[unit.code])
    this = client.get(url).context
    assert [bar.standing.week for bar in this["bars"]][-1] == week_of(now)
    assert (len(this["bars"]), this["standing"].sent) == (12, 0)
    before = client.get(url, {"year": this["year"] - 1}).context
    assert before["year"] == this["year"] - 1
    assert before["standing"].sent == 1
    assert len(before["bars"]) == 12


@pytest.mark.parametrize("year", ["2015", "1", "99999", "năm nay", "", "-1"])
def test_a_year_that_is_not_offered_gives_the_present_one(year, unit, people, client_of, now):
    url = reverse("quota_unit", args=[unit.code])
    context = client_of(people.author).get(url, {"year": year}).context
    assert context["year"] == week_of(now).isocalendar().year


def test_who_belongs_to_several_units_chooses(unit, people, client_of):
    other = make_unit(name="An Giang")
    grant_role(user=people.author, unit=other, role=UnitRole.CONTRIBUTOR)
    client = client_of(people.author)
    first = client.get(reverse("quota_mine"))
    assert first.url == reverse("quota_unit", args=[other.code])
    assert reverse("quota_unit", args=[unit.code]) in client.get(first.url).text


@pytest.mark.parametrize("role", [UnitRole.CHIEF_EDITOR, UnitRole.ADMINISTRATOR])
def test_costs_the_same_at_1_3_and_300_pieces(role, unit, client_of, count_queries, now):
    client = client_of(make_user(unit=unit, role=role))
    piece = make_sent(unit, now, used_at=now)
    urls = [reverse("quota_unit", args=[unit.code]), reverse("quota_pieces", args=[unit.code])]

    def costs() -> list[int]:
        return [count_queries(lambda url=url: client.get(url)) for url in urls]

    costs()
    at_one = costs()
    for number in (2, 297):
        multiply(piece, number=number)
        assert costs() == at_one
    assert len(client.get(urls[1]).context["counted"]) == 300


def test_first_screen_of_the_admin_says_what_is_missing(unit, people, client_of, now):
    url = reverse("quota_unit", args=[unit.code])

    def first_screen(user) -> str:
        return " ".join(client_of(user).get(reverse("wagtailadmin_home")).text.split())

    for name in ("author", "chief_editor", "unit_administrator"):
        text = first_screen(getattr(people, name))
        assert "This week: 0 of 1 sent, 0 used. Still to send by Sunday 23:59: 1 piece." in text
        assert f'<a href="{url}">' in text
    make_sent(unit, now, used_at=now)
    assert "This week: 1 of 1 sent, 1 used. Nothing is missing." in first_screen(people.author)
    for name in ("editor", "office", "administrator"):
        assert "This week:" not in first_screen(getattr(people, name))


def test_lines_name_the_unit_only_where_there_are_several(unit, people, now):
    [line] = quota_lines(people.author, now=now)
    assert (line["unit"], line["is_one_of_many"]) == (unit, False)
    for kind in (UnitKind.DEPARTMENT, UnitKind.CONFEDERATION):
        grant_role(user=people.author, unit=make_unit(kind=kind), role=UnitRole.CONTRIBUTOR)
    user = type(people.author).objects.get(pk=people.author.pk)
    lines = quota_lines(user, now=now)
    assert [line["is_one_of_many"] for line in lines] == [True, True]
    assert "2 illustrated thematic pieces" in {line["missing"] for line in lines}


def test_an_exempt_week_asks_for_nothing_on_the_first_screen(unit, people, now):
    week = week_of(now)
    QuotaExemption.objects.create(unit=None, first_week=week, last_week=week, reason="Tết")
    assert quota_lines(people.author, now=now) == []
    assert quota_lines(make_user(portal_role=PortalRole.OFFICE), now=now) == []


def test_who_only_answers_members_is_asked_for_no_pieces(unit, now):
    assert quota_lines(make_user(unit=unit, role=UnitRole.RESPONDENT), now=now) == []


def test_weeks_are_dated_by_the_portal(unit, people):
    from factories.quotas import local

    make_sent(unit, local(2026, 12, 31, 23, 59))
    [line] = quota_lines(people.author, now=local(2027, 1, 3, 23, 59, 59))
    assert (line["figures"].week, line["figures"].sent) == (date(2026, 12, 28), 1)
    [line] = quota_lines(people.author, now=local(2027, 1, 4, 0))
    assert (line["figures"].week, line["figures"].sent) == (date(2027, 1, 4), 0)
