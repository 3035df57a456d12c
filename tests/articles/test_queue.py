"""Lists of pieces: who sees what, in which order, at what cost, and whatever is asked of them."""

from datetime import UTC, date, datetime, timedelta
from io import BytesIO

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from articles.enums import ContributionState
from articles.newsroom.board.filters import BoardFilterSet
from articles.queue import visible_contributions, waiting_contributions
from articles.views import ContributionFilterSet
from factories.newsroom import make_contribution, multiply
from factories.portal import make_unit, make_user
from units.enums import PortalRole, UnitRole

pytestmark = pytest.mark.django_db

UNIT_REVIEW, DESK_REVIEW = ContributionState.UNIT_REVIEW, ContributionState.DESK_REVIEW
LISTS = ["contributions", "contributions_results", "review_queue", "review_queue_results"]


@pytest.fixture
def unit():
    return make_unit()


@pytest.fixture
def other():
    return make_unit()


@pytest.fixture
def chief(unit):
    return make_user(unit=unit, role=UnitRole.CHIEF_EDITOR)


@pytest.fixture
def news_editor():
    return make_user(portal_role=PortalRole.NEWS_DESK_EDITOR)


def client_of(user) -> Client:
    """Return a client with the account's session."""
    client = Client()
    client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[-1])
    return client


def test_member_sees_the_pieces_of_the_own_unit_only(unit, other, chief):
    own = [make_contribution(unit, state=state) for state in ContributionState]
    make_contribution(other)
    make_contribution(other, state=DESK_REVIEW)
    writer = make_user(unit=unit, role=UnitRole.CONTRIBUTOR)
    for user in (chief, writer):
        assert set(visible_contributions(user)) == set(own)


def test_desk_has_a_board_and_no_list_of_units_pieces(unit, news_editor):
    make_contribution(unit, state=DESK_REVIEW)
    assert not visible_contributions(news_editor).exists()
    client = client_of(news_editor)
    for name in LISTS:
        assert client.get(reverse(name)).headers["Location"] == reverse("newsroom_board")


def test_who_decides_for_a_unit_and_works_at_a_desk_has_both(unit, other):
    both = make_user(unit=unit, role=UnitRole.CHIEF_EDITOR, portal_role=PortalRole.NEWS_DESK_EDITOR)
    own = make_contribution(unit)
    at_desk = make_contribution(other, state=DESK_REVIEW)
    client = client_of(both)
    assert list(client.get(reverse("review_queue")).context["object_list"]) == [own]
    assert client.get(reverse("newsroom_board")).context["object_list"] == [at_desk]
    assert list(waiting_contributions(both)) == [own, at_desk]


@pytest.mark.parametrize("role", [UnitRole.ADMINISTRATOR, None])
def test_who_does_not_write_sees_no_pieces(unit, role):
    make_contribution(unit)
    user = make_user(unit=unit, role=role)
    assert not visible_contributions(user).exists()
    assert not waiting_contributions(user).exists()


def test_account_that_was_switched_off_sees_nothing(unit, chief):
    make_contribution(unit)
    chief.is_active = False
    assert not visible_contributions(chief).exists()
    assert not waiting_contributions(chief).exists()


def test_chief_editor_waits_for_the_own_units_pieces_oldest_first(unit, other, chief):
    young = make_contribution(unit, waiting=timedelta(minutes=5))
    old = make_contribution(unit, waiting=timedelta(days=3))
    make_contribution(other, waiting=timedelta(days=9))
    make_contribution(unit, state=DESK_REVIEW)
    make_contribution(unit, state=ContributionState.RETURNED)
    assert list(waiting_contributions(chief)) == [old, young]


def test_contributor_decides_on_nothing(unit):
    make_contribution(unit)
    writer = make_user(unit=unit, role=UnitRole.CONTRIBUTOR)
    assert not waiting_contributions(writer).exists()


@pytest.mark.parametrize("role", [PortalRole.NEWS_DESK_EDITOR, PortalRole.NEWS_DESK_HEAD])
def test_desk_waits_for_its_kind_over_all_units_oldest_first(unit, other, role):
    young = make_contribution(unit, state=DESK_REVIEW, waiting=timedelta(hours=1))
    old = make_contribution(other, state=DESK_REVIEW, waiting=timedelta(days=2))
    make_contribution(unit, state=DESK_REVIEW, kind="thematic")
    assert list(waiting_contributions(make_user(portal_role=role))) == [old, young]


@pytest.mark.parametrize(
    ("name", "opened"),
    [("contributions", True), ("review_queue", False)],
)
def test_contributor_opens_the_list_and_not_the_queue(unit, name, opened):
    client = client_of(make_user(unit=unit, role=UnitRole.CONTRIBUTOR))
    assert (client.get(reverse(name)).status_code == 200) is opened


def test_queue_shows_unit_kind_words_pictures_and_waiting_time(unit, chief):
    make_contribution(
        unit,
        title="Bữa cơm Công đoàn",
        word_count=812,
        picture_count=3,
        waiting=timedelta(days=2, hours=1),
    )
    answer = client_of(chief).get(reverse("review_queue")).content.decode()
    for text in ("Bữa cơm Công đoàn", unit.short_name_vi, "812", "2 ngày"):
        assert text in answer.replace("\xa0", " ")


def test_title_of_a_piece_cannot_carry_a_script(unit, chief):
    make_contribution(unit, title="<script>alert(1)</script>")
    answer = client_of(chief).get(reverse("review_queue")).content.decode()
    assert "<script>alert(1)" not in answer


def test_list_says_where_each_piece_is_and_who_has_it(unit, chief, news_editor):
    now = timezone.now()
    held = make_contribution(
        unit,
        state=DESK_REVIEW,
        claimed_by=news_editor,
        claimed_at=now,
        claim_expires_at=now + timedelta(hours=1),
    )
    returned = make_contribution(unit, state=ContributionState.RETURNED)
    answer = client_of(chief).get(reverse("contributions")).content.decode()
    assert f"Bàn tin: {news_editor.get_full_name()}" in answer
    for piece in (held, returned):
        assert f'href="{reverse("contribution_track", args=[piece.pk])}"' in answer


def test_filters_narrow_the_list(unit, chief):
    news = make_contribution(unit, word_count=100)
    thematic = make_contribution(unit, kind="thematic", word_count=900)
    used = make_contribution(
        unit, state=ContributionState.USED, used_at=timezone.now() - timedelta(days=30)
    )
    client = client_of(chief)

    def listed(**query) -> set:
        return set(client.get(reverse("contributions"), query).context["object_list"])

    assert listed() == {news, thematic, used}
    assert listed(kind="thematic") == {thematic}
    assert listed(min_words=500) == {thematic}
    assert listed(state="used") == {used}
    assert listed(unit=unit.pk) == {news, thematic, used}
    month_ago = timezone.localdate() - timedelta(days=30)
    assert listed(used_since=month_ago.strftime("%d/%m/%Y")) == {used}
    later = month_ago + timedelta(days=1)
    assert listed(used_since=later.strftime("%d/%m/%Y")) == set()


@pytest.mark.parametrize("zone", ["Asia/Ho_Chi_Minh", "America/New_York"])
def test_the_day_of_use_begins_at_the_portals_midnight(unit, chief, zone):
    midnight = datetime(2026, 12, 31, 17, 0, tzinfo=UTC)
    for before in (timedelta(seconds=1), timedelta()):
        make_contribution(unit, state=ContributionState.USED, used_at=midnight - before)
    rows = visible_contributions(chief)
    for filters in (ContributionFilterSet, BoardFilterSet):
        with timezone.override(zone):
            found = filters.filter_used_since(None, rows, "used_since", date(2027, 1, 1))
            assert [one.used_at for one in found] == [midnight]


def test_filter_by_unit_offers_only_units_that_are_seen(unit, other, chief):
    own = make_contribution(unit)
    make_contribution(other)
    client = client_of(chief)
    answer = client.get(reverse("contributions"))
    assert list(answer.context["filters"].form.fields["unit"].queryset) == [unit]
    answer = client.get(reverse("contributions"), {"unit": other.pk})
    assert list(answer.context["object_list"]) == [own]


ODD_QUERIES = [
    {"state": "nowhere"},
    {"unit": "x"},
    {"unit": "9" * 40},
    {"kind": "page"},
    {"min_words": "NaN"},
    {"min_words": "1e400"},
    {"min_words": "9" * 40},
    {"min_words": "-5"},
    {"used_since": "31/02/2026"},
    {"used_since": "01/01/0001"},
    {"p": "x"},
    {"p": "0"},
    {"p": "9" * 40},
    {"ordering": "password"},
    {"ordering": "-title"},
    {"q": "\x00"},
    {"export": "exe"},
]


@pytest.mark.parametrize("query", ODD_QUERIES, ids=str)
@pytest.mark.parametrize("name", LISTS)
def test_odd_questions_are_answered(unit, chief, name, query):
    make_contribution(unit)
    assert client_of(chief).get(reverse(name), query).status_code in (200, 404)


def exported(user, kind: str) -> bytes:
    """Return the list of pieces as a file."""
    answer = client_of(user).get(reverse("contributions"), {"export": kind})
    assert answer.status_code == 200
    return b"".join(answer.streaming_content)


def test_list_is_exported_with_words_and_local_time(unit, other, chief):
    since = datetime(2026, 11, 1, 20, 30, tzinfo=UTC)
    make_contribution(unit, title="Bài của nhà", waiting_since=since)
    make_contribution(other, title="Bài của người")
    heading, row = exported(chief, "csv").decode("utf-8-sig").splitlines()
    assert heading.startswith("Tiêu đề,Đơn vị,")
    assert row.startswith(f"Bài của nhà,{unit.code},")
    assert ContributionState.UNIT_REVIEW.value not in row
    assert "02/11/2026" in row
    assert "03:30" in row


def test_spreadsheet_is_exported(unit, chief):
    make_contribution(unit, title="=1+1")
    sheet = load_workbook(BytesIO(exported(chief, "xlsx"))).active
    cell = sheet["A2"]
    assert (cell.value, cell.data_type) == ("=1+1", "s")


@pytest.mark.parametrize("title", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1"])
def test_exported_text_is_no_formula(unit, chief, title):
    make_contribution(unit, title=title)
    row = exported(chief, "csv").decode().splitlines()[1]
    assert row.startswith(f"'{title}")


@pytest.mark.parametrize("name", ["contributions", "review_queue"])
def test_cost_of_a_list_does_not_grow_with_it(unit, name, count_queries):
    client = client_of(make_user(unit=unit, role=UnitRole.CHIEF_EDITOR))
    first = make_contribution(unit)

    def cost() -> int:
        return count_queries(lambda: client.get(reverse(name)))

    cost()
    at_one = cost()
    multiply(first, number=2)
    assert cost() == at_one
    multiply(first, number=297)
    assert visible_contributions(make_user(unit=unit, role="contributor")).count() == 300
    assert cost() == at_one
