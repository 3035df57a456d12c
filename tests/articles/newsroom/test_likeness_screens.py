"""Near duplicates on the desk's screens: on the way, in the modal, and side by side."""

import pytest
from django.urls import reverse
from django.utils import timezone

from articles.enums import ContributionState
from articles.likeness.lines import alike_lines
from articles.models import Contribution
from articles.newsroom.transfer import transfer
from factories.portal import make_article, make_unit, make_user
from units.enums import UnitRole

pytestmark = pytest.mark.django_db

TEXT = " ".join(f"câu thứ {number} của bài viết" for number in range(40))
OTHER_TEXT = " ".join(f"dòng {number} hoàn toàn khác hẳn" for number in range(40, 80))


def body(text: str):
    return [("rich_text", f"<p>{text}</p>")]


@pytest.fixture
def first(send):
    """A piece that waits at the news desk."""
    return Contribution.objects.get(page=send(body=body(TEXT), title="Bài thứ nhất"))


@pytest.fixture
def second(first, send):
    """A later piece that repeats the first but for its end."""
    return Contribution.objects.get(
        page=send(body=body(TEXT + " và thêm đoạn kết"), title="Bài thứ hai")
    )


def side_by_side(client, piece, other):
    address = reverse("contribution_likeness", args=[getattr(piece, "pk", piece), other.pk])
    return client.get(address)


def modal(client, piece, action="approve"):
    page = piece.page.specific
    state = page.current_workflow_task_state
    return client.get(
        reverse("wagtailadmin_pages:collect_workflow_action_data", args=[page.pk, action, state.pk])
    )


def test_way_tells_the_desk_how_alike_a_piece_is(first, second, people, browse):
    [line] = alike_lines(second)
    assert line.percent > 80
    address = reverse("contribution_track", args=[second.pk])
    for who in ("editor", "in_chief", "administrator"):
        text = browse(getattr(people, who)).get(address).content.decode()
        assert f"giống {line.percent} %" in text
        assert line.url in text
    for who in ("author", "chief"):
        response = browse(getattr(people, who)).get(address)
        assert response.context["alike"] == []
        assert "Bài thứ nhất" not in response.content.decode()


@pytest.mark.parametrize("action", ["approve", "reject", "not_use", "transfer"])
def test_modal_of_every_decision_tells_it(first, second, people, browse, action):
    [line] = alike_lines(second)
    answer = modal(browse(people.editor), second, action).json()["html"]
    assert "Bài thứ nhất" in answer
    assert f"giống {line.percent} %" in answer
    assert line.url in answer


def test_modal_of_the_unit_says_nothing_of_it(first, unit, people, browse):
    from articles.services.submission import submit_piece

    page = make_article("news", unit, live=False, owner=people.author, body=body(TEXT))
    submit_piece(page=page, user=people.author)
    answer = modal(browse(people.chief), Contribution.objects.get(page=page)).json()["html"]
    assert "Bài thứ nhất" not in answer


def test_piece_like_no_other_has_no_warning(first, send, people, browse):
    page = send(body=body(OTHER_TEXT), title="Chuyện không liên quan")
    piece = Contribution.objects.get(page=page)
    assert alike_lines(piece) == []
    answer = modal(browse(people.editor), piece).json()["html"]
    assert "help-warning" not in answer


def test_title_alone_is_told_as_such(first, send):
    piece = Contribution.objects.get(page=send(body=body(OTHER_TEXT), title="Bài thứ nhất"))
    [line] = alike_lines(piece)
    assert "tiêu đề gần như trùng" in line.text


@pytest.mark.parametrize("state", ["returned", "unit_review", "withdrawn", "retracted"])
def test_nothing_is_told_while_the_text_is_the_unit_s(first, second, state):
    Contribution.objects.filter(pk=second.pk).update(state=state)
    assert alike_lines(Contribution.objects.get(pk=second.pk)) == []


def test_desk_reads_two_pieces_side_by_side(first, second, people, browse):
    for who in ("editor", "head", "in_chief", "administrator"):
        response = side_by_side(browse(getattr(people, who)), second, first)
        assert response.status_code == 200
        assert [side.title for side in response.context["sides"]] == ["Bài thứ hai", "Bài thứ nhất"]
        marked = [
            run.text
            for side in response.context["sides"]
            for paragraph in side.paragraphs
            for run in paragraph
            if run.is_alone
        ]
        assert marked == ["hai", "và thêm đoạn kết", "nhất"]


def test_others_find_no_comparison(first, second, people, browse):
    outsider = make_user(unit=make_unit(), role=UnitRole.CHIEF_EDITOR)
    for user in (people.author, people.chief, people.thematic, outsider):
        assert side_by_side(browse(user), second, first).status_code == 404


def test_piece_of_the_other_desk_is_not_compared_until_readers_see_it(
    first, on_board, people, browse, decide, send
):
    thematic = Contribution.objects.get(page=send("thematic", body=body(TEXT)))
    client = browse(people.editor)
    assert side_by_side(client, first, thematic).status_code == 404
    decide(thematic.page.specific, people.thematic, "approve")
    assert side_by_side(client, first, thematic).status_code == 200


def test_piece_that_its_unit_keeps_is_not_compared(first, second, unit, people, browse):
    from factories.newsroom import make_contribution

    kept = make_contribution(unit)
    client = browse(people.editor)
    assert side_by_side(client, first, kept).status_code == 404
    assert side_by_side(client, kept, first).status_code == 404
    Contribution.objects.filter(pk=second.pk).update(state=ContributionState.UNIT_REVIEW, desk=None)
    assert side_by_side(client, first, second).status_code == 404


def test_view_refuses_by_itself_when_the_gate_is_open(first, second, people, rf):
    from django.http import Http404

    from articles.likeness.views import LikenessView

    request = rf.get("/")
    request.user = people.thematic
    with pytest.raises(Http404):
        LikenessView.as_view()(request, contribution_id=second.pk, other_id=first.pk)


def test_administrator_compares_only_what_the_desk_sees(first, unit, people, browse):
    """The gate lets administrators pass; the view still keeps to the desk's pieces."""
    from factories.newsroom import make_contribution

    kept = make_contribution(unit)
    assert side_by_side(browse(people.administrator), first, kept).status_code == 404


@pytest.mark.parametrize("number", [0, 10**9])
def test_unknown_pieces_are_404(first, people, browse, number):
    client = browse(people.editor)
    assert side_by_side(client, number, first).status_code == 404
    address = reverse("contribution_likeness", args=[first.pk, number])
    assert client.get(address).status_code == 404


def test_a_piece_is_not_compared_with_itself(first, people, browse):
    assert side_by_side(browse(people.editor), first, first).status_code == 404


def test_live_piece_shows_what_readers_see(first, second, people, browse, decide):
    page = decide(first.page.specific, people.editor, "approve")
    page.title = "Bản nháp kín"
    page.save_revision(user=people.author)
    text = side_by_side(browse(people.editor), second, first).content.decode()
    assert "Bản nháp kín" not in text
    assert page.url in text


def test_after_a_transfer_the_desk_that_has_the_piece_compares(first, second, people, browse):
    transfer(contribution_id=second.pk, user=people.editor, note="", now=timezone.now())
    assert side_by_side(browse(people.editor), second, first).status_code == 404
    # The thematic desk has not seen the first piece.
    assert side_by_side(browse(people.thematic), second, first).status_code == 404
    assert (
        browse(people.thematic)
        .get(reverse("contribution_track", args=[second.pk]))
        .context["alike"]
        == []
    )


def test_text_cannot_carry_a_script(first, send, people, browse):
    page = send(body=body(TEXT + " &lt;script&gt;alert(1)&lt;/script&gt;"))
    piece = Contribution.objects.get(page=page)
    text = side_by_side(browse(people.editor), piece, first).content.decode()
    assert "<script>alert(1)" not in text


def test_cost_is_the_same_whatever_there_is_to_compare(
    first, second, send, people, browse, count_queries
):
    client = browse(people.editor)
    address = reverse("contribution_track", args=[second.pk])

    def cost() -> int:
        return count_queries(lambda: client.get(address))

    cost()
    at_one = cost()
    for number in range(3):
        send(body=body(f"{TEXT} lần {number}"), title=f"Bài lặp {number}")
    assert len(client.get(address).context["alike"]) == 4
    assert cost() == at_one
