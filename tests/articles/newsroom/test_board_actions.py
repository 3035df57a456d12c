"""What is done from the board: one piece by a button, many with one reason, and second clicks."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from articles.enums import ContributionState, EventKind, Priority
from articles.models import Contribution, ReturnReason
from articles.newsroom.claims import claim
from articles.queue import handled_contributions
from factories.portal import make_user
from units.enums import PortalRole

pytestmark = pytest.mark.django_db

BULK = "newsroom_bulk"
ONE_CLICK = ["newsroom_claim", "newsroom_release"]
ACTIONS = ["claim", "release", "hand_over", "transfer", "return", "not_use"]


@pytest.fixture
def three(send):
    """Three pieces that wait at the news desk."""
    return [Contribution.objects.get(page=send()) for _ in range(3)]


def ids(pieces) -> list[int]:
    return [piece.pk for piece in pieces]


def states(pieces) -> list[str]:
    return [Contribution.objects.get(pk=piece.pk).state for piece in pieces]


def bulk(client, action, pieces, **data):
    return client.post(reverse(BULK), {"action": action, "id": ids(pieces), **data})


def test_one_click_claims_and_one_releases(piece, people, browse):
    client = browse(people.editor)
    back = f"{reverse('newsroom_board')}?segment=open&p=2"
    response = client.post(reverse("newsroom_claim", args=[piece.pk]), {"next": back})
    assert response.headers["Location"] == f"{back}#piece-{piece.pk}"
    piece.refresh_from_db()
    assert piece.claimed_by == people.editor
    client.post(reverse("newsroom_release", args=[piece.pk]))
    piece.refresh_from_db()
    assert piece.claimed_by is None


def test_claim_of_a_held_piece_says_who_has_it(piece, people, browse):
    claim(contribution_id=piece.pk, user=people.editor, now=timezone.now())
    client = browse(people.colleague)
    response = client.post(reverse("newsroom_claim", args=[piece.pk]), follow=True)
    assert people.editor.get_full_name() in str(next(iter(response.context["messages"])))
    piece.refresh_from_db()
    assert piece.claimed_by == people.editor


@pytest.mark.parametrize("name", [*ONE_CLICK, "newsroom_plan"])
@pytest.mark.parametrize("who", ["author", "chief", "thematic", "in_chief", "administrator"])
def test_no_button_exists_for_others(piece, people, browse, who, name):
    client = browse(getattr(people, who))
    address = reverse(name, args=[piece.pk])
    assert client.post(address, {"priority": 2}).status_code == 404
    piece.refresh_from_db()
    assert (piece.claimed_by, piece.priority) == (None, Priority.NORMAL)


@pytest.mark.parametrize("name", ONE_CLICK)
def test_buttons_do_nothing_by_a_link(piece, people, browse, name):
    assert browse(people.editor).get(reverse(name, args=[piece.pk])).status_code == 405


@pytest.mark.parametrize("foreign", ["https://example.com/", "//example.com", "javascript:x"])
def test_the_way_back_stays_in_the_portal(piece, people, browse, foreign):
    response = browse(people.editor).post(
        reverse("newsroom_claim", args=[piece.pk]), {"next": foreign}
    )
    assert response.headers["Location"] == f"{reverse('newsroom_board')}#piece-{piece.pk}"


def test_priority_and_due_time_are_set(piece, people, browse):
    due = timezone.localtime(timezone.now() + timedelta(hours=3)).replace(second=0, microsecond=0)
    browse(people.editor).post(
        reverse("newsroom_plan", args=[piece.pk]),
        {"priority": "2", "due_at": f"{due:%Y-%m-%dT%H:%M}"},
    )
    piece.refresh_from_db()
    assert (piece.priority, piece.due_at) == (Priority.URGENT, due)


def test_an_overdue_piece_is_made_urgent_without_touching_its_due_time(piece, people, browse):
    """The browser sends minutes only; the same minute is the same due time."""
    due = timezone.now() - timedelta(hours=2)
    Contribution.objects.filter(pk=piece.pk).update(due_at=due)
    shown = timezone.localtime(due)
    response = browse(people.editor).post(
        reverse("newsroom_plan", args=[piece.pk]),
        {"priority": "2", "due_at": f"{shown:%Y-%m-%dT%H:%M}"},
    )
    assert response.status_code == 302
    piece.refresh_from_db()
    assert (piece.priority, piece.due_at) == (Priority.URGENT, due)


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({"priority": "7"}, "priority"),
        ({"due_at": "2026-13-40T10:00", "priority": "1"}, "due_at"),
        ({"due_at": "2020-01-01T10:00", "priority": "1"}, "__all__"),
    ],
)
def test_wrong_plan_is_asked_again_with_what_was_typed(piece, people, browse, sent, field):
    before = Contribution.objects.get(pk=piece.pk)
    response = browse(people.editor).post(reverse("newsroom_plan", args=[piece.pk]), sent)
    assert response.status_code == 200
    assert field in response.context["form"].errors
    for value in sent.values():
        assert f'value="{value}"' in response.content.decode() or value == "7"
    piece.refresh_from_db()
    assert (piece.priority, piece.due_at) == (before.priority, before.due_at)


def test_plan_of_a_decided_piece_is_refused(page, piece, people, browse, decide):
    decide(page, people.colleague, "reject", comment="Sửa.")
    response = browse(people.editor).post(
        reverse("newsroom_plan", args=[piece.pk]), {"priority": "2"}
    )
    assert response.context["form"].non_field_errors()


@pytest.mark.parametrize("action", ACTIONS)
def test_bulk_asks_first_and_names_every_piece(three, people, browse, action):
    response = browse(people.editor).get(reverse(BULK), {"action": action, "id": ids(three)})
    assert response.status_code == 200
    text = response.content.decode()
    assert all(piece.title in text for piece in three)
    assert states(three) == [ContributionState.DESK_REVIEW] * 3


def test_many_are_claimed_released_and_handed_over(three, people, browse):
    client = browse(people.editor)
    response = bulk(client, "claim", three)
    assert (response.context["done"], response.context["refused"]) == (3, 0)
    bulk(client, "hand_over", three, to_user=people.colleague.pk, note="Nhờ đọc giúp.")
    held = Contribution.objects.filter(pk__in=ids(three), claimed_by=people.colleague)
    assert held.count() == 3
    bulk(browse(people.colleague), "release", three)
    assert not Contribution.objects.filter(claimed_by__isnull=False).exists()


@pytest.mark.parametrize(
    ("action", "kind", "state"),
    [
        ("return", EventKind.RETURNED, ContributionState.RETURNED),
        ("not_use", EventKind.NOT_USED, ContributionState.NOT_USED),
    ],
)
def test_many_get_one_reason(three, people, browse, action, kind, state):
    reason = ReturnReason.objects.filter(for_return=True, for_not_used=True).first()
    bulk(browse(people.editor), action, three, reasons=[reason.slug], comment="Xem lại.")
    assert states(three) == [state] * 3
    for piece in three:
        note = piece.events.get(kind=kind).note
        assert note == f"{reason.name_vi}\nXem lại."


@pytest.mark.parametrize("action", ["return", "not_use"])
def test_without_a_reason_nothing_is_done_and_the_choice_stays(three, people, browse, action):
    response = bulk(browse(people.editor), action, three)
    assert response.status_code == 200
    assert response.context["form"].errors["comment"]
    text = response.content.decode()
    assert all(f'name="id" value="{piece.pk}"' in text for piece in three)
    assert states(three) == [ContributionState.DESK_REVIEW] * 3


def test_many_are_transferred_with_one_note(three, people, browse):
    bulk(browse(people.editor), "transfer", three, comment="Thuộc chuyên đề.")
    moved = Contribution.objects.filter(pk__in=ids(three), desk__code="thematic")
    assert moved.count() == 3
    assert states(three) == [ContributionState.DESK_REVIEW] * 3


def test_a_refusal_stops_no_other_piece_and_is_explained(three, people, browse):
    claim(contribution_id=three[1].pk, user=people.colleague, now=timezone.now())
    response = bulk(browse(people.editor), "return", three, comment="Sửa.")
    assert (response.context["done"], response.context["refused"]) == (2, 1)
    assert people.colleague.get_full_name() in response.content.decode()
    expected = [ContributionState.RETURNED, ContributionState.DESK_REVIEW]
    assert states(three[:2]) == expected


def test_the_same_request_twice_acts_once(three, people, browse):
    client = browse(people.editor)
    bulk(client, "return", three, comment="Sửa.")
    response = bulk(client, "return", three, comment="Sửa.")
    assert (response.context["done"], response.context["refused"]) == (0, 3)
    for piece in three:
        assert piece.events.filter(kind=EventKind.RETURNED).count() == 1


def test_one_foreign_number_and_nothing_exists(three, on_board, people, browse):
    foreign = on_board(kind="thematic")
    client = browse(people.editor)
    for pieces in ([*three, foreign], [foreign]):
        assert bulk(client, "claim", pieces).status_code == 404
        address, query = reverse(BULK), {"action": "claim", "id": ids(pieces)}
        assert client.get(address, query).status_code == 404
    assert not Contribution.objects.filter(claimed_by__isnull=False).exists()


@pytest.mark.parametrize("who", ["author", "chief", "in_chief", "administrator"])
def test_bulk_does_not_exist_for_others(three, people, browse, who):
    client = browse(getattr(people, who))
    assert bulk(client, "return", three, comment="x").status_code == 404
    assert states(three) == [ContributionState.DESK_REVIEW] * 3


@pytest.mark.parametrize("number", ["x", "-1", "1.5", "9" * 19, "٣", ""])
def test_odd_numbers_are_404(people, browse, number):
    query = {"action": "claim", "id": [number]}
    assert browse(people.editor).get(reverse(BULK), query).status_code == 404


def test_too_many_pieces_are_refused(people, browse):
    query = {"action": "claim", "id": range(1, 300)}
    assert browse(people.editor).get(reverse(BULK), query).status_code == 400


@pytest.mark.parametrize("action", ["", "publish", "approve"])
def test_unknown_action_is_404(three, people, browse, action):
    assert bulk(browse(people.editor), action, three).status_code == 404


def test_nothing_chosen_leads_back_with_a_word(people, browse):
    response = browse(people.editor).get(reverse(BULK), {"action": "claim"}, follow=True)
    assert response.redirect_chain[0][0] == reverse("newsroom_board")
    assert "Hãy chọn ít nhất một bài" in response.content.decode()


def test_pieces_are_handed_to_colleagues_of_their_desk_only(three, people, browse):
    switched_off = make_user(portal_role=PortalRole.NEWS_DESK_EDITOR, is_active=False)
    client = browse(people.editor)
    asked = client.get(reverse(BULK), {"action": "hand_over", "id": ids(three)})
    offered = set(asked.context["form"].fields["to_user"].queryset)
    assert offered == {people.colleague, people.head}
    bulk(client, "claim", three)
    for receiver in (people.thematic, people.chief, switched_off, people.editor):
        response = bulk(client, "hand_over", three, to_user=receiver.pk)
        assert response.context["form"].errors["to_user"]
    held = Contribution.objects.filter(claimed_by=people.editor)
    assert held.count() == 3


def test_own_piece_is_refused_among_others(page, piece, send, people, browse):
    from articles.models import ArticleAuthor

    other = Contribution.objects.get(page=send())
    page.authors.add(ArticleAuthor(pen_name="Bình", user=people.editor, share=0))
    page.save()
    response = bulk(browse(people.editor), "claim", [piece, other])
    assert (response.context["done"], response.context["refused"]) == (1, 1)


def test_handled_are_the_pieces_that_are_or_were_at_the_own_desk(
    page, piece, people, on_board, decide
):
    on_board(kind="thematic")
    decide(page, people.editor, "transfer")
    assert list(handled_contributions(people.editor)) == [piece]
    assert not handled_contributions(people.chief).exists()
    assert not handled_contributions(people.in_chief).exists()
