"""The board: who opens it, what stands where, in which order, and what it costs."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from articles.enums import ContributionState, Placement, Priority
from articles.models import ArticleAuthor, Contribution, Genre
from articles.newsroom.board.segments import SEGMENTS
from factories.newsroom import multiply
from factories.portal import make_unit, make_user
from units.enums import PortalRole, UnitRole
from units.services.memberships import grant_portal_role

pytestmark = pytest.mark.django_db

BOARD, RESULTS = "newsroom_board", "newsroom_board_results"


def held(user, now, *, minutes: int = 60) -> dict:
    return {
        "claimed_by": user,
        "claimed_at": now,
        "claim_expires_at": now + timedelta(minutes=minutes),
    }


@pytest.fixture
def shown(browse):
    """Return a function that gives the pieces on an account's board."""

    def pieces(user, **query) -> list[Contribution]:
        response = browse(user).get(reverse(BOARD), query)
        assert response.status_code == 200
        return response.context["object_list"]

    return pieces


@pytest.mark.parametrize("name", [BOARD, RESULTS])
@pytest.mark.parametrize("who", ["author", "chief"])
def test_board_does_not_exist_for_units(people, browse, on_board, who, name):
    on_board()
    assert browse(getattr(people, who)).get(reverse(name)).status_code == 404


@pytest.mark.parametrize("role", [PortalRole.OFFICE, PortalRole.FINANCE, None])
def test_board_does_not_exist_for_other_staff(browse, on_board, role):
    on_board()
    assert browse(make_user(portal_role=role)).get(reverse(BOARD)).status_code == 404


def test_view_refuses_by_itself_when_the_gate_is_open(people, rf):
    from django.http import Http404

    from articles.newsroom.board.views import BoardView

    request = rf.get("/")
    request.user = people.chief
    with pytest.raises(Http404):
        BoardView.as_view()(request)


def test_each_desk_has_the_pieces_of_all_units_that_came_to_it(people, on_board, shown):
    own = [on_board(), on_board(where=make_unit())]
    other = on_board(kind="thematic")
    for user in (people.editor, people.head, people.in_chief):
        assert set(shown(user)) == set(own)
    assert set(shown(people.thematic)) == {other}
    assert set(shown(people.administrator)) == {*own, other}


@pytest.mark.parametrize("who", ["editor", "in_chief"])
def test_the_other_desk_s_board_is_as_good_as_none(people, on_board, browse, who):
    on_board(kind="thematic")
    client = browse(getattr(people, who))
    for desk in ("thematic", "nowhere"):
        assert client.get(reverse(BOARD), {"desk": desk}).status_code == 404


def test_who_has_both_desks_switches_between_them(people, on_board, shown, browse):
    news, thematic = on_board(), on_board(kind="thematic")
    grant_portal_role(user=people.editor, role=PortalRole.THEMATIC_DESK_EDITOR)
    assert set(shown(people.editor)) == {news, thematic}
    assert shown(people.editor, desk="thematic") == [thematic]
    desks = browse(people.editor).get(reverse(BOARD), {"desk": "news"}).context["desks"]
    assert [(desk["label"], desk["is_current"]) for desk in desks] == [
        ("Tất cả các bàn", False),
        ("Bàn tin", True),
        ("Bàn chuyên đề", False),
    ]
    assert browse(people.colleague).get(reverse(BOARD)).context["desks"] == []


def test_every_state_stands_in_one_segment(people, on_board, shown, browse):
    now = timezone.now()
    pieces = {
        "waiting": [on_board(), on_board(**held(people.colleague, now, minutes=0))],
        "mine": [on_board(**held(people.editor, now))],
        "others": [on_board(**held(people.colleague, now))],
        "returned": [on_board(state) for state in ("returned", "unit_review")],
        "scheduled": [on_board(ContributionState.SCHEDULED)],
        "used": [
            on_board(ContributionState.USED, used_at=now),
            on_board(ContributionState.UNIT_REVIEW, used_at=now),
        ],
        "not_used": [on_board(ContributionState.NOT_USED)],
        "other": [on_board(ContributionState.WITHDRAWN), on_board(ContributionState.RETRACTED)],
    }
    for key, expected in pieces.items():
        assert set(shown(people.editor, segment=key)) == set(expected), key
    to_decide = [*pieces["waiting"], *pieces["mine"], *pieces["others"]]
    assert set(shown(people.editor)) == set(to_decide)
    # Every state of a piece is accounted for, once.
    closed = sum(len(found) for key, found in pieces.items())
    assert closed == Contribution.objects.count()
    counts = browse(people.editor).get(reverse(BOARD)).context["segments"]
    expected = [len(to_decide), *(len(found) for found in pieces.values())]
    assert [segment["count"] for segment in counts] == expected
    assert len(counts) == len(SEGMENTS)


def test_unknown_segment_is_the_first(people, on_board, shown):
    piece = on_board()
    assert shown(people.editor, segment="nowhere") == [piece]


def test_counts_follow_the_filters(people, on_board, browse):
    on_board(word_count=100)
    on_board(word_count=900)
    on_board(ContributionState.RETURNED, word_count=900)
    segments = browse(people.editor).get(reverse(BOARD), {"min_words": 500}).context["segments"]
    assert [segment["count"] for segment in segments if segment["count"]] == [1, 1, 1]


def test_urgent_stands_first_then_what_is_due_then_what_waited_longest(people, on_board, shown):
    now = timezone.now()
    plain_old = on_board(waiting=timedelta(days=2))
    plain_new = on_board(waiting=timedelta(hours=1))
    due_late = on_board(due_at=now + timedelta(hours=5))
    due_soon = on_board(due_at=now + timedelta(hours=1))
    high = on_board(priority=Priority.HIGH)
    urgent = on_board(priority=Priority.URGENT, due_at=now + timedelta(days=9))
    assert shown(people.editor) == [urgent, high, due_soon, due_late, plain_old, plain_new]


def test_what_is_over_stands_newest_first(people, on_board, shown):
    old = on_board(ContributionState.RETURNED, waiting=timedelta(days=2), priority=2)
    new = on_board(ContributionState.RETURNED, waiting=timedelta(hours=1))
    assert shown(people.editor, segment="returned") == [new, old]


def test_filters_narrow_the_board(people, unit, on_board, shown):
    from articles.models import Topic

    now, genre = timezone.now(), Genre.objects.order_by("pk").last()
    topic = Topic.objects.create(name_vi="Tiền lương", name_en="Wages", slug="tien-luong")
    other = make_unit()
    plain = on_board(where=other, word_count=100, waiting=timedelta(hours=1))
    special = on_board(
        genre=genre,
        topics=[topic],
        word_count=900,
        picture_count=3,
        priority=Priority.URGENT,
        placement=Placement.SUB_SITE,
        due_at=now - timedelta(hours=1),
        waiting=timedelta(hours=30),
    )
    for query in (
        {"unit": unit.pk},
        {"genre": genre.pk},
        {"topic": topic.pk},
        {"age": "24"},
        {"min_words": 500},
        {"pictures": "with"},
        {"min_pictures": 2},
        {"priority": 2},
        {"placement": "sub_site"},
        {"due": "overdue"},
    ):
        assert shown(people.editor, **query) == [special], query
    for query in ({"unit": other.pk}, {"max_words": 500}, {"pictures": "without"}, {"priority": 0}):
        assert shown(people.editor, **query) == [plain], query
    assert shown(people.editor, age="72") == []
    assert shown(people.editor, kind="thematic") == []
    assert set(shown(people.editor, kind="news")) == {plain, special}


def test_due_within_a_day_is_not_overdue(people, on_board, shown):
    now = timezone.now()
    on_board(due_at=now - timedelta(minutes=1))
    soon = on_board(due_at=now + timedelta(hours=23))
    on_board(due_at=now + timedelta(hours=25))
    on_board()
    assert shown(people.editor, due="day") == [soon]


@pytest.mark.parametrize(
    "query", ["khu trọ", "KHU TRO", "tro khu", "  khu   tro ", "cong nhan", "đoi song cong nhan"]
)
def test_titles_are_found_without_diacritics_case_or_order(people, on_board, shown, query):
    found = on_board(title="Đời sống công nhân ở khu trọ")
    on_board(title="Hội thao ngành Y tế")
    assert shown(people.editor, q=query) == [found]


@pytest.mark.parametrize("query", ["100%", "_", "!!!", "khu trọ xa"])
def test_signs_are_no_wildcards(people, on_board, shown, query):
    on_board(title="Đời sống công nhân ở khu trọ")
    assert shown(people.editor, q=query) == []


def test_search_keeps_to_the_segment_and_the_desk(people, on_board, shown):
    on_board(ContributionState.RETURNED, title="Khu trọ một")
    on_board(kind="thematic", title="Khu trọ hai")
    here = on_board(title="Khu trọ ba")
    assert shown(people.editor, q="khu tro") == [here]


def test_line_tells_who_has_a_piece_and_until_when(people, on_board, browse):
    now = timezone.now()
    on_board(**held(people.editor, now), due_at=now - timedelta(hours=1), priority=2)
    answer = browse(people.colleague).get(reverse(BOARD)).content.decode().replace("\xa0", " ")
    until = timezone.localtime(now + timedelta(minutes=60))
    for text in (people.editor.get_full_name(), f"đến {until:%H:%M}", "Quá hạn", "Gấp"):
        assert text in answer


def test_a_colleague_s_piece_is_not_offered_and_a_head_takes_it_over(people, on_board, browse):
    piece = on_board(**held(people.editor, timezone.now()))
    address = reverse("newsroom_claim", args=[piece.pk])
    assert address not in browse(people.colleague).get(reverse(BOARD)).content.decode()
    assert address in browse(people.head).get(reverse(BOARD)).content.decode()
    release = reverse("newsroom_release", args=[piece.pk])
    assert release in browse(people.editor).get(reverse(BOARD)).content.decode()
    assert release not in browse(people.colleague).get(reverse(BOARD)).content.decode()


def test_own_piece_opens_its_way_and_offers_nothing(people, on_board, browse):
    piece = on_board()
    page = piece.page.specific
    page.authors.add(ArticleAuthor(pen_name="Bình", user=people.editor, share=0))
    page.save()
    answer = browse(people.editor).get(reverse(BOARD))
    [row] = answer.context["rows"]
    assert (row.is_own, row.can_work, row.can_claim) == (True, False, False)
    assert row.url == reverse("contribution_track", args=[piece.pk])
    [row] = browse(people.colleague).get(reverse(BOARD)).context["rows"]
    assert row.url == reverse("wagtailadmin_pages:edit", args=[piece.page_id])


@pytest.mark.parametrize("who", ["in_chief", "administrator"])
def test_who_only_reads_is_offered_no_action(people, on_board, browse, who):
    piece = on_board()
    answer = browse(getattr(people, who)).get(reverse(BOARD))
    assert answer.context["acts"] is False
    html = answer.content.decode()
    assert reverse("newsroom_claim", args=[piece.pk]) not in html
    assert "data-board-check" not in html
    assert "Tôi đang giữ" not in html


def test_title_cannot_carry_a_script(people, on_board, browse):
    on_board(title="<script>alert(1)</script>")
    assert "<script>alert(1)" not in browse(people.editor).get(reverse(BOARD)).content.decode()


ODD_QUERIES = [
    {"segment": "x" * 400},
    {"unit": "x"},
    {"unit": "9" * 40},
    {"genre": "-1"},
    {"topic": "\x00"},
    {"age": "5"},
    {"min_words": "NaN"},
    {"max_words": "1e400"},
    {"min_pictures": "9" * 40},
    {"priority": "9"},
    {"due": "never"},
    {"used_since": "31/02/2026"},
    {"used_since": "01/01/0001"},
    {"q": "\x00"},
    {"q": "'; DROP TABLE--"},
    {"q": "a " * 300},
    {"p": "x"},
    {"p": "9" * 40},
    {"export": "exe"},
    {"_w_filter_fragment": "1"},
]


@pytest.mark.parametrize("query", ODD_QUERIES, ids=lambda query: str(query)[:40])
@pytest.mark.parametrize("name", [BOARD, RESULTS])
def test_odd_questions_are_answered(people, on_board, browse, name, query):
    on_board()
    assert browse(people.editor).get(reverse(name), query).status_code == 200


def exported(client, **query) -> bytes:
    response = client.get(reverse(BOARD), query)
    assert response.status_code == 200
    return b"".join(response.streaming_content)


def test_board_is_exported_with_words_and_no_formulas(people, on_board, browse):
    genre = Genre.objects.create(name_vi="=Tin", name_en="News", slug="tin-la", position=9)
    on_board(title="=1+1", genre=genre, due_at=timezone.now())
    on_board(title="Không thể loại", waiting=timedelta(days=1))
    on_board(ContributionState.RETURNED, title="Đã trả")
    client = browse(people.editor)
    rows = exported(client, export="csv").decode().splitlines()
    assert rows[0].startswith("Tiêu đề,Đơn vị,")
    assert len(rows) == 3
    assert rows[1].startswith("'=1+1,")
    assert "'=Tin" in rows[1]
    sheet = load_workbook(BytesIO(exported(client, export="xlsx"))).active
    assert (sheet["A2"].value, sheet["A2"].data_type) == ("=1+1", "s")
    assert (sheet["D2"].value, sheet["D2"].data_type) == ("=Tin", "s")


def test_board_is_paged_and_actions_lead_back_to_the_page(people, on_board, browse):
    multiply(on_board(), number=60)
    client = browse(people.editor)
    second = client.get(reverse(BOARD), {"p": 2, "min_words": 0})
    assert len(second.context["rows"]) == 11
    assert second.context["back"] == f"{reverse(BOARD)}?min_words=0&p=2"


@pytest.mark.parametrize("segment", ["open", "used"])
@pytest.mark.parametrize("who", ["editor", "in_chief", "administrator"])
def test_board_costs_the_same_at_1_3_and_300_pieces(
    people, on_board, browse, count_queries, who, segment
):
    state = {"open": ContributionState.DESK_REVIEW, "used": ContributionState.USED}[segment]
    used_at = timezone.now() if segment == "used" else None
    claim = held(people.colleague, timezone.now()) if segment == "open" else {}
    first = on_board(state, used_at=used_at, genre=Genre.objects.first(), **claim)
    client = browse(getattr(people, who))

    def cost() -> int:
        return count_queries(lambda: client.get(reverse(BOARD), {"segment": segment}))

    cost()
    at_one = cost()
    for number in (2, 297):
        multiply(first, number=number)
        assert cost() == at_one
    assert at_one <= 32


def test_menu_leads_desks_to_the_board_and_units_to_their_queue(people, browse):
    menus = {
        "editor": (True, False, False),
        "in_chief": (True, False, False),
        "chief": (False, True, True),
        "author": (False, False, True),
    }
    for who, expected in menus.items():
        home = browse(getattr(people, who)).get(reverse("wagtailadmin_home")).content.decode()
        names = (BOARD, "review_queue", "contributions")
        assert tuple(f'"{reverse(name)}"' in home for name in names) == expected, who


def test_somebody_of_a_desk_who_writes_for_a_unit_keeps_both(unit, on_board, shown, browse):
    both = make_user(unit=unit, role=UnitRole.CONTRIBUTOR, portal_role=PortalRole.NEWS_DESK_EDITOR)
    piece = on_board(where=make_unit())
    assert shown(both) == [piece]
    assert list(browse(both).get(reverse("contributions")).context["object_list"]) == []
