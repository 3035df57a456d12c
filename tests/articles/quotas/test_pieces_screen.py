"""The pieces behind a figure: what counts, what does not and why, and whose titles are shown."""

import pytest
from django.urls import reverse
from django.utils import timezone

from articles.models import Contribution
from articles.services.submission import submit_piece
from factories.portal import make_article, make_unit, make_user
from factories.quotas import local, make_sent
from units.enums import UnitKind, UnitRole

pytestmark = pytest.mark.django_db
WEEK = {"week": "2026-03-02"}
SENT, USED = local(2026, 3, 4), local(2026, 3, 10)


@pytest.fixture
def listed(client_of):
    """Return a function that gives the context of a unit's list."""

    def context(user, unit, **query):
        url = reverse("quota_pieces", args=[unit.code])
        response = client_of(user).get(url, WEEK | query)
        assert response.status_code == 200
        return response.context

    return context


def titled(title: str, unit, *, kind="news", live=False, **fields):
    page = make_article(kind, unit, title=title, live=live)
    return make_sent(unit, SENT, kind=kind, page=page, **fields)


def titles(rows) -> list[str]:
    return [row.title for row in rows]


def test_sent_and_used_are_listed_apart(unit, people, listed):
    titled("Tin gửi tuần này", unit)
    titled("Tin dùng tuần sau", unit, live=True, used_at=USED)
    sent = listed(people.author, unit)
    assert titles(sent["counted"]) == ["Tin gửi tuần này", "Tin dùng tuần sau"]
    assert listed(people.author, unit, what="used")["counted"] == []
    after = listed(people.author, unit, week="2026-03-09", what="used")
    assert titles(after["counted"]) == ["Tin dùng tuần sau"]


def test_what_does_not_count_is_listed_with_the_reason(listed):
    unit = make_unit(kind=UnitKind.DEPARTMENT)
    author = make_user(unit=unit, role=UnitRole.CONTRIBUTOR)
    titled("Tin thường", unit, pictures=2)
    titled("Chuyên đề không ảnh", unit, kind="thematic")
    titled("Chuyên đề có ảnh", unit, kind="thematic", pictures=1)
    context = listed(author, unit)
    assert titles(context["counted"]) == ["Chuyên đề có ảnh"]
    assert [(row.title, row.why_not) for row in context["others"]] == [
        ("Tin thường", "Only thematic pieces count."),
        ("Chuyên đề không ảnh", "It has no picture."),
    ]


def test_notices_are_not_listed(unit, people, listed):
    titled("Thông báo", unit, kind="notice")
    context = listed(people.author, unit)
    assert (context["counted"], context["others"]) == ([], [])


def test_another_units_pieces_are_not_listed(unit, people, listed):
    titled("Tin đơn vị khác", make_unit())
    assert listed(people.author, unit)["counted"] == []


@pytest.mark.parametrize(
    ("reader", "seen"),
    [
        ("author", {"Tin ở bàn tin", "Bài ở bàn chuyên đề", "Tin đã đăng"}),
        ("chief_editor", {"Tin ở bàn tin", "Bài ở bàn chuyên đề", "Tin đã đăng"}),
        ("administrator", {"Tin ở bàn tin", "Bài ở bàn chuyên đề", "Tin đã đăng"}),
        ("editor", {"Tin ở bàn tin", "Tin đã đăng"}),
        ("chief", {"Tin ở bàn tin", "Tin đã đăng"}),
        ("thematic", {"Bài ở bàn chuyên đề", "Tin đã đăng"}),
        ("office", {"Tin đã đăng"}),
        ("unit_administrator", {"Tin đã đăng"}),
    ],
)
def test_all_count_the_same_and_read_only_titles_that_are_theirs(
    reader, seen, unit, people, client_of
):
    titled("Tin ở bàn tin", unit)
    titled("Bài ở bàn chuyên đề", unit, kind="thematic")
    titled("Tin đã đăng", unit, live=True, used_at=USED)
    url = reverse("quota_pieces", args=[unit.code])
    response = client_of(getattr(people, reader)).get(url, WEEK)
    assert len(response.context["counted"]) == 3
    assert set(titles(response.context["counted"])) - {""} == seen
    for title in {"Tin ở bàn tin", "Bài ở bàn chuyên đề"} - seen:
        assert title not in response.text
    hidden = 3 - len(seen)
    assert response.text.count("A piece that readers cannot open") == hidden


def test_strangers_read_the_title_that_is_live_and_not_the_draft(unit, people, listed):
    piece = titled("Tên đã đăng", unit, live=True, used_at=USED)
    Contribution.objects.filter(pk=piece.pk).update(title="Tên mới đang duyệt")
    assert titles(listed(people.office, unit)["counted"]) == ["Tên đã đăng"]
    assert titles(listed(people.author, unit)["counted"]) == ["Tên mới đang duyệt"]


def test_a_desk_does_not_read_what_the_unit_is_changing(unit, people, client_of):
    page = make_article("news", unit, title="Tên đã gửi bàn", live=False, owner=people.author)
    submit_piece(page=page, user=people.author)
    state = page.current_workflow_task_state
    state.task.specific.on_action(state, people.chief_editor, "approve")
    page = type(page).objects.get(pk=page.pk)
    page.current_workflow_state.cancel(user=people.author)
    page.title = "Tên mới của đơn vị"
    page.save_revision(user=people.author)
    submit_piece(page=page, user=people.author)
    assert Contribution.objects.get().state == "unit_review"

    def shown(user) -> list[str]:
        url = reverse("quota_pieces", args=[unit.code])
        return titles(client_of(user).get(url).context["counted"])

    assert shown(people.author) == ["Tên mới của đơn vị"]
    assert shown(people.editor) == ["Tên đã gửi bàn"]
    assert shown(people.office) == [""]


def test_a_retracted_piece_keeps_its_title_for_its_desk_only(unit, people, listed):
    titled("Tên đã gỡ", unit, used_at=USED, state="retracted")
    assert titles(listed(people.editor, unit)["counted"]) == ["Tên đã gỡ"]
    assert titles(listed(people.office, unit)["counted"]) == [""]


def test_links_open_for_whom_they_are_shown(unit, people, client_of):
    """The way opens for who follows the piece; its text for who may read it; the rest is public."""
    page = make_article("news", unit, live=False, owner=people.author)
    submit_piece(page=page, user=people.author)
    state = page.current_workflow_task_state
    state.task.specific.on_action(state, people.chief_editor, "approve")
    colleague = make_user(unit=unit, role=UnitRole.CONTRIBUTOR)
    url = reverse("quota_pieces", args=[unit.code])

    def links(user) -> list[bool]:
        client = client_of(user)
        [row] = client.get(url).context["counted"]
        found = [row.way_url, row.revision_url, row.public_url]
        for link in filter(None, found):
            assert client.get(link).status_code == 200, (user, link)
        return [bool(link) for link in found]

    for user in (people.author, people.chief_editor, people.editor, people.administrator):
        assert links(user) == [True, True, False]
    for user in (colleague, people.chief):
        assert links(user) == [True, False, False]
    for user in (people.office, people.thematic, people.unit_administrator):
        assert links(user) == [False, False, False]
    state = type(page).objects.get(pk=page.pk).current_workflow_task_state
    state.task.specific.on_action(state, people.editor, "approve")
    assert links(people.author) == [True, True, True]
    assert links(people.editor) == [True, False, True]
    assert links(people.office) == [False, False, True]


def test_the_revision_behind_a_used_piece_is_the_one_that_was_used(unit, people, listed):
    piece = titled("Tin", unit, live=True, used_at=USED)
    used = piece.page.specific.save_revision()
    later = piece.page.specific.save_revision()
    Contribution.objects.filter(pk=piece.pk).update(used_revision=used, revision=later)
    [row] = listed(people.chief_editor, unit)["counted"]
    address = reverse("wagtailadmin_pages:revisions_view", args=[piece.page_id, used.pk])
    assert row.revision_url == address


@pytest.mark.parametrize(
    "query",
    [
        {"week": "x"},
        {"week": ""},
        {"week": "9999-12-31"},
        {"week": "2026-02-30"},
        {"what": "x"},
        {"what": ""},
        {"what": "SENT"},
    ],
)
def test_a_bad_address_is_not_found(query, unit, people, client_of):
    url = reverse("quota_pieces", args=[unit.code])
    assert client_of(people.author).get(url, query).status_code == 404


def test_the_running_week_is_listed_at_first(unit, people, client_of):
    make_sent(unit, timezone.now())
    url = reverse("quota_pieces", args=[unit.code])
    assert len(client_of(people.author).get(url).context["counted"]) == 1


def test_any_day_names_its_week(unit, people, listed):
    titled("Tin", unit)
    assert titles(listed(people.author, unit, week="2026-03-08")["counted"]) == ["Tin"]
    assert listed(people.author, unit, week="2026-03-09")["counted"] == []
