"""The table of figures: what counts in which period, who reads which line, how it is kept."""

import io
from datetime import date, timedelta

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook
from wagtail.users.models import UserProfile

from factories.portal import make_unit, make_user
from factories.questions import make_question
from factories.quotas import bare_unit
from forms.questions.desk.figures import lines_for, total_of
from forms.questions.desk.periods import period_of
from forms.questions.enums import QuestionState
from units.enums import UnitRole

from .test_desk_lists import LIST, shown

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]
FIGURES = "/admin/questions/figures/"
PRIVATE = QuestionState.PRIVATE


def client_of(user) -> Client:
    UserProfile.objects.update_or_create(user=user, defaults={"preferred_language": "en"})
    client = Client()
    client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[-1])
    return client


def table_of(client: Client, **query) -> dict[str, list]:
    """Return the counts and the rate of each unit by its code, in the order of the lines."""
    response = client.get(FIGURES, query)
    assert response.status_code == 200
    return {
        one.unit.code: [*(number.value for number in one.numbers), one.figures.rate]
        for one in response.context["lines"]
    }


def urls_of(client: Client) -> set[str]:
    lines = client.get(FIGURES).context["lines"]
    return {number.url for line in lines for number in line.numbers if number.url}


@pytest.fixture
def unit():
    return make_unit("TA")


@pytest.fixture
def other():
    return make_unit("HO")


@pytest.fixture
def load(unit, other):
    """Let one unit be good and busy, the other late."""
    now, today = timezone.now(), timezone.localdate()
    make_question(unit=unit, state=PRIVATE, answered_at=now)
    make_question(unit=unit, due_on=today)
    make_question(unit=unit, state=QuestionState.IN_REVIEW)
    make_question(unit=other, state=PRIVATE, answered_at=now, was_late=True)
    make_question(unit=other, state=PRIVATE, answered_at=now)
    make_question(unit=other, received_at=now - timedelta(days=60), due_on=today - timedelta(1))
    bare_unit(code="NONE")
    make_question()


def test_the_centre_reads_all_units_the_worst_first(load, unit, other, people):
    client = client_of(people.centre)
    table = table_of(client)
    assert table == {"HO": [1, 0, 1, 1, 1, 33], "TA": [2, 1, 0, 1, 0, 100]}
    assert list(table) == ["HO", "TA"]
    total = client.get(FIGURES).context["total"]
    assert [number.value for number in total.numbers] == [3, 1, 1, 2, 1]
    assert total.figures.rate == 50
    assert f"{LIST}?tab=late&unit={other.pk}" in urls_of(client)


def test_each_number_leads_to_as_many_questions(load, unit, people):
    client = client_of(people.centre)
    for line in client.get(FIGURES).context["lines"]:
        for number, tab in zip(line.numbers, ("open", "soon", "late"), strict=False):
            assert len(shown(client, tab=tab, unit=line.unit.pk)) == number.value
    assert len(shown(client_of(people.officer), tab="open")) == 2
    named = [tab["label"] for tab in client.get(LIST, {"tab": "soon"}).context["tabs"]]
    assert named[-1] == "Due soon"
    assert "Due soon" not in [tab["label"] for tab in client.get(LIST).context["tabs"]]


def test_a_unit_reads_its_own_line_and_chief_editors_counts_alone(load, unit, people):
    own = {"TA": [2, 1, 0, 1, 0, 100]}
    for user, leads_on in ((people.officer, True), (people.chief, False)):
        client = client_of(user)
        assert table_of(client) == own
        assert bool(urls_of(client)) is leads_on
        page = client.get(FIGURES).content.decode()
        assert (f'href="{LIST}"' in page) is leads_on
        assert "HO" not in str(rows_of(client))
    contributor = make_user(unit=unit, role=UnitRole.CONTRIBUTOR)
    for name in ("question_figures", "question_figures_export"):
        assert client_of(contributor).get(reverse(name)).status_code == 404


def rows_of(client: Client, **query) -> list[tuple]:
    response = client.get(reverse("question_figures_export"), query)
    return list(load_workbook(io.BytesIO(response.content)).active.values)


def test_the_workbook_holds_the_table_and_its_total(load, unit, other, people):
    rows = rows_of(client_of(people.centre))
    assert rows[0][0] == "Unit"
    assert rows[1:] == [
        (other.name, 1, 0, 1, 1, 1, 33),
        (unit.name, 2, 1, 0, 1, 0, 100),
        ("Total", 3, 1, 1, 2, 1, 50),
    ]


@pytest.mark.sqlite
@pytest.mark.parametrize(
    ("key", "today", "first", "last"),
    [
        ("", date(2026, 6, 30), date(2026, 1, 1), date(2026, 6, 30)),
        ("half", date(2026, 7, 1), date(2026, 7, 1), date(2026, 7, 1)),
        ("year", date(2026, 11, 5), date(2026, 1, 1), date(2026, 11, 5)),
        ("last-half", date(2026, 11, 5), date(2026, 1, 1), date(2026, 6, 30)),
        ("last-half", date(2026, 3, 1), date(2025, 7, 1), date(2025, 12, 31)),
    ],
)
def test_periods_are_half_years_and_years(key, today, first, last):
    period = period_of(key, today)
    assert (period.first, period.last) == (first, last)


def test_what_fell_due_in_a_past_period_and_is_still_open_counts_against_it(unit, people, now):
    today = date(2026, 9, 1)
    make_question(unit=unit, state=PRIVATE, received_at=now, answered_at=now)
    make_question(unit=unit, received_at=now, due_on=date(2026, 6, 30))
    make_question(unit=unit, received_at=now, due_on=date(2026, 7, 1))
    rates = {
        key: lines_for(people.centre, period=period_of(key, today), today=today)[0].figures.rate
        for key in ("half", "year", "last-half")
    }
    assert rates == {"half": 0, "year": 33, "last-half": 50}


def test_nothing_at_all_has_no_rate(people):
    assert total_of([]).figures.rate is None
    assert "Nothing is open" in client_of(people.centre).get(FIGURES).content.decode()


def test_the_table_costs_the_same_at_any_length(people, count_queries):
    client = client_of(people.centre)
    costs = set()
    for number in range(30):
        make_question(unit=bare_unit(code=f"U{number}"))
        if number in (0, 2, 29):
            costs.add(count_queries(lambda: client.get(FIGURES)))
    assert len(costs) == 1
    assert costs.pop() < 30
