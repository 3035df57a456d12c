"""No desk reads a title that the unit still keeps to itself, on the board or by searching."""

import pytest
from django.urls import reverse

from articles.enums import ContributionState
from articles.models import Contribution
from articles.newsroom.titles import desk_title, with_desk_titles
from articles.services.submission import submit_piece
from factories.newsroom import make_contribution

pytestmark = pytest.mark.django_db

SECRET = "Bản kín của đơn vị"


def rename(page, title: str, user):
    """Save a draft with another title."""
    page = type(page).objects.get(pk=page.pk)
    draft = page.get_latest_revision_as_object()
    draft.title = title
    draft.save_revision(user=user)
    return type(page).objects.get(pk=page.pk)


def board_text(client, **query) -> str:
    return client.get(reverse("newsroom_board"), query).content.decode()


def found(client, query: str, segment: str) -> int:
    address = reverse("newsroom_board")
    return len(client.get(address, {"q": query, "segment": segment}).context["object_list"])


@pytest.fixture
def updated(send, people, decide):
    """A used piece of which the unit has sent an update to its own chief editor."""
    page = decide(send(title="Tin đã đăng"), people.editor, "approve")
    page = rename(page, SECRET, people.author)
    submit_piece(page=page, user=people.author)
    return page


def test_update_before_the_unit_s_chief_shows_what_readers_see(updated, people, browse):
    piece = Contribution.objects.get(page=updated)
    assert (piece.title, piece.state) == ("Tin đã đăng", ContributionState.UNIT_REVIEW)
    client = browse(people.editor)
    text = board_text(client, segment="used")
    assert "Tin đã đăng" in text
    assert SECRET not in text
    assert found(client, "ban kin", "used") == 0
    assert found(client, "đã đăng", "used") == 1


@pytest.mark.parametrize("how", ["returned", "withdrawn"])
def test_update_that_the_unit_keeps_stays_secret(updated, people, browse, decide, how):
    if how == "returned":
        decide(updated, people.chief, "reject", comment="Chưa đủ.")
    else:
        updated.current_workflow_state.cancel(user=people.author)
    assert Contribution.objects.get(page=updated).title == "Tin đã đăng"
    client = browse(people.editor)
    texts = [board_text(client, segment=key) for key in ("used", "returned", "other")]
    assert SECRET not in "".join(texts)
    assert "Tin đã đăng" in "".join(texts)
    assert [found(client, "ban kin", key) for key in ("used", "returned")] == [0, 0]


def test_update_that_came_to_the_desk_shows_its_new_title(updated, people, browse, decide):
    decide(updated, people.chief, "approve")
    client = browse(people.editor)
    assert SECRET in board_text(client)
    assert found(client, "ban kin", "open") == 1


@pytest.mark.parametrize(
    ("action", "data"),
    [("reject", {"comment": "Chưa rõ."}), ("not_use", {"comment": "Không cần."})],
)
def test_update_that_the_desk_does_not_use_leaves_the_published_title(
    updated, people, decide, action, data
):
    """Lists of grades and royalties name the piece as readers know it."""
    page = decide(updated, people.chief, "approve")
    assert Contribution.objects.get(page=page).title == SECRET
    decide(page, people.editor, action, **data)
    assert Contribution.objects.get(page=page).title == "Tin đã đăng"


def test_update_that_is_used_brings_its_title(updated, people, decide):
    page = decide(updated, people.chief, "approve")
    page = decide(page, people.editor, "approve")
    assert (page.title, Contribution.objects.get(page=page).title) == (SECRET, SECRET)


def test_piece_that_the_desk_changed_stays_on_the_board_with_its_title(
    send, people, browse, decide
):
    page = rename(send(title="Tin chờ"), "Tin bàn đã sửa", people.editor)
    decide(page, people.editor, "approve")
    assert "Tin bàn đã sửa" in board_text(browse(people.editor), segment="returned")


def test_rewritten_piece_has_the_title_that_came_to_the_desk_last(send, people, decide):
    page = decide(send(title="Bản bàn đã đọc"), people.editor, "reject", comment="Viết lại.")
    # The unit withdraws it, writes another text and sends that to its own chief editor.
    page.current_workflow_state.cancel(user=people.author)
    page = rename(page, SECRET, people.author)
    submit_piece(page=page, user=people.author)
    piece = with_desk_titles(Contribution.objects.filter(page=page)).get()
    assert (piece.title, piece.desk) == (SECRET, None)
    assert desk_title(piece) == "Bản bàn đã đọc"
    assert piece in Contribution.objects.filter(stays__desk__code="news")


def test_piece_of_which_the_desk_knows_no_title_has_none(unit):
    piece = make_contribution(unit, title=SECRET)
    piece = with_desk_titles(Contribution.objects.filter(pk=piece.pk)).get()
    assert piece.desk_title == ""
    assert desk_title(piece) == "Bài đang được đơn vị sửa"
