"""The way of a piece: who follows it, and what each of them reads and may do."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from articles.enums import CorrectionKind, CorrectionState, EventKind
from articles.grading.services import GradeSheet, grade
from articles.models import ArticleAuthor, Contribution, Correction, Desk, DeskStay, Genre
from articles.newsroom.claims import claim, hand_over
from articles.newsroom.track.clocks import clocks_of
from articles.newsroom.transfer import transfer
from articles.services.events import record_event
from articles.services.submission import submit_piece
from factories.newsroom import make_contribution
from factories.portal import make_article, make_unit, make_user
from units.enums import PortalRole, UnitRole

pytestmark = pytest.mark.django_db

SECRET = "Bản kín của đơn vị"


def track(piece) -> str:
    return reverse("contribution_track", args=[piece.pk])


def text_of(client, piece) -> str:
    response = client.get(track(piece))
    assert response.status_code == 200
    return response.content.decode().replace("\xa0", " ")


@pytest.mark.parametrize("who", ["author", "chief", "editor", "head", "in_chief", "administrator"])
def test_unit_desk_and_those_who_lead_follow_a_piece(piece, people, browse, who):
    assert piece.title in text_of(browse(getattr(people, who)), piece)


def test_others_find_nothing(piece, people, browse):
    other = make_unit()
    outsiders = [
        people.thematic,
        make_user(unit=other, role=UnitRole.CHIEF_EDITOR),
        make_user(unit=other, role=UnitRole.CONTRIBUTOR),
        make_user(unit=piece.unit, role=UnitRole.ADMINISTRATOR),
        make_user(portal_role=PortalRole.THEMATIC_EDITOR_IN_CHIEF),
        make_user(portal_role=PortalRole.OFFICE),
        make_user(portal_role=PortalRole.FINANCE),
    ]
    for user in outsiders:
        assert browse(user).get(track(piece)).status_code == 404, user.groups.all()
    absent = browse(people.thematic).get(reverse("contribution_track", args=[10**6]))
    foreign = browse(people.thematic).get(track(piece))
    assert absent.content == foreign.content


def test_view_refuses_by_itself_when_the_gate_is_open(piece, people, rf):
    from django.http import Http404

    from articles.newsroom.track.views import TrackView

    request = rf.get("/")
    request.user = people.thematic
    with pytest.raises(Http404):
        TrackView.as_view()(request, contribution_id=piece.pk)


def test_piece_that_a_desk_has_not_seen_is_the_unit_s_own(unit, people, browse):
    piece = make_contribution(unit)
    assert browse(people.editor).get(track(piece)).status_code == 404
    assert browse(people.in_chief).get(track(piece)).status_code == 404
    assert browse(people.author).get(track(piece)).status_code == 200


def test_both_desks_follow_a_transferred_piece(piece, people, browse):
    transfer(contribution_id=piece.pk, user=people.editor, note="Chuyên đề.", now=timezone.now())
    for user in (people.editor, people.thematic):
        text = text_of(browse(user), piece)
        assert "Chuyên đề." in text
        assert "Bàn chuyên đề" in text


def test_unit_reads_who_has_its_piece_and_since_when(piece, people, browse):
    now = timezone.now()
    client = browse(people.author)
    assert "Chưa ai nhận" in text_of(client, piece)
    claim(contribution_id=piece.pk, user=people.editor, now=now)
    text = text_of(client, piece)
    since, until = timezone.localtime(now), timezone.localtime(now + timedelta(minutes=120))
    for shown in (people.editor.get_full_name(), f"{since:%H:%M %d/%m/%Y}", f"{until:%H:%M}"):
        assert shown in text
    hand_over(
        contribution_id=piece.pk,
        user=people.editor,
        to_user=people.colleague,
        note="Nhờ đọc giúp.",
        now=now,
    )
    text = text_of(client, piece)
    assert people.colleague.get_full_name() in text
    assert "Nhờ đọc giúp." in text


def test_expired_claim_is_nobody_s(piece, people, browse):
    claim(contribution_id=piece.pk, user=people.editor, now=timezone.now() - timedelta(hours=9))
    assert "Chưa ai nhận" in text_of(browse(people.author), piece)


STANDINGS = {
    "returned": "Ở đơn vị, trả lại để sửa",
    "unit_review": "Ở đơn vị, chờ duyệt",
    "scheduled": "Đã duyệt, chờ đến giờ đăng",
    "used": "Đã đăng",
    "not_used": "Không sử dụng; đơn vị có thể gửi lại",
    "withdrawn": "Đơn vị đã rút",
    "retracted": "Đã gỡ; bạn đọc thấy thông báo thay cho bài",
}


@pytest.mark.parametrize("state", STANDINGS)
def test_every_state_is_told_in_words(on_board, people, browse, state):
    assert STANDINGS[state] in text_of(browse(people.author), on_board(state))


def test_desk_s_reason_is_read_by_the_unit(page, piece, people, browse, decide):
    decide(page, people.editor, "reject", comment="Thiếu số liệu.")
    text = text_of(browse(people.author), piece)
    assert "Thiếu số liệu." in text
    assert people.editor.get_full_name() in text


def test_what_a_unit_says_to_its_own_authors_is_nobody_else_s(unit, people, browse, decide):
    page = make_article("news", unit, live=False, owner=people.author)
    submit_piece(page=page, user=people.author)
    page = decide(page, people.chief, "reject", comment=SECRET)
    submit_piece(page=page, user=people.author)
    page = decide(page, people.chief, "approve")
    piece = Contribution.objects.get(page=page)
    for who in ("editor", "in_chief"):
        assert SECRET not in text_of(browse(getattr(people, who)), piece)
    for who in ("author", "chief", "administrator"):
        assert SECRET in text_of(browse(getattr(people, who)), piece)


def test_new_title_in_the_unit_is_not_the_former_desk_s(send, people, browse, decide):
    page = decide(send(title="Bản bàn đã đọc"), people.editor, "reject", comment="Viết lại.")
    page.current_workflow_state.cancel(user=people.author)
    page = type(page).objects.get(pk=page.pk)
    page.title = SECRET
    page.save_revision(user=people.author)
    submit_piece(page=type(page).objects.get(pk=page.pk), user=people.author)
    piece = Contribution.objects.get(page=page)
    text = text_of(browse(people.editor), piece)
    assert SECRET not in text
    assert "Bản bàn đã đọc" in text
    assert SECRET in text_of(browse(people.author), piece)


def actions_of(client, piece) -> list[str]:
    return [link.label for link in client.get(track(piece)).context["actions"]]


def links_of(client, piece) -> list[str]:
    return [link.label for link in client.get(track(piece)).context["links"]]


def test_each_person_is_offered_what_they_may_do(piece, people, browse):
    desk = ["Mức ưu tiên và hạn xử lý", "Bàn giao", "Chuyển bàn", "Trả lại để sửa"]
    for who in ("editor", "head"):
        client = browse(getattr(people, who))
        assert actions_of(client, piece) == [*desk, "Không sử dụng"]
        assert links_of(client, piece) == ["Mở trình soạn thảo"]
        assert client.get(track(piece)).context["row"].can_claim
    for who in ("author", "chief", "in_chief", "administrator"):
        client = browse(getattr(people, who))
        assert actions_of(client, piece) == []
        assert client.get(track(piece)).context["row"] is None


def test_every_offered_link_opens(piece, people, browse):
    for who in ("author", "chief", "editor", "head", "in_chief", "administrator"):
        client = browse(getattr(people, who))
        context = client.get(track(piece)).context
        for link in [*context["links"], *context["actions"]]:
            assert client.get(link.url).status_code == 200, (who, link.label)


def test_own_piece_is_followed_and_not_acted_on(page, piece, people, browse):
    page.authors.add(ArticleAuthor(pen_name="Bình", user=people.editor, share=0))
    page.save()
    client = browse(people.editor)
    assert actions_of(client, piece) == []
    assert client.get(track(piece)).context["row"] is None


def test_actions_lead_back_to_the_way(piece, people, browse):
    client = browse(people.editor)
    response = client.post(reverse("newsroom_claim", args=[piece.pk]), {"next": track(piece)})
    assert response.headers["Location"].startswith(track(piece))


def test_used_piece_links_to_readers_grades_and_corrections(page, piece, people, browse, decide):
    page = decide(page, people.editor, "approve")
    labels = links_of(browse(people.head), piece)
    assert labels[:2] == ["Xem trên cổng", "Phiếu chấm"]
    assert "Gỡ bài" in labels
    unit = links_of(browse(people.author), piece)
    assert "Phiếu chấm" not in unit
    assert "Xem trên cổng" in unit
    assert page.url in browse(people.author).get(track(piece)).content.decode()


def test_clock_of_each_desk_adds_its_times(page, piece, people, browse):
    now = timezone.now()
    start = now - timedelta(hours=10)
    piece.stays.update(arrived_at=start)
    stay = piece.stays.get()
    stay.left_at, stay.outcome = start + timedelta(hours=2), "transferred"
    stay.save()
    news, thematic = Desk.objects.get(code="news"), Desk.objects.get(code="thematic")
    second = start + timedelta(hours=2)
    DeskStay.objects.create(
        contribution=piece, desk=thematic, arrived_at=second, left_at=second + timedelta(hours=5)
    )
    DeskStay.objects.create(contribution=piece, desk=news, arrived_at=now - timedelta(hours=3))
    clocks = clocks_of(piece, now=now)
    assert [(clock.desk, clock.total, clock.is_running) for clock in clocks] == [
        (news, timedelta(hours=5), True),
        (thematic, timedelta(hours=5), False),
    ]
    assert "5 giờ" in text_of(browse(people.author), piece)


def test_corrections_are_listed(on_board, people, browse):
    piece = on_board("used", used_at=timezone.now())
    Correction.objects.create(
        contribution=piece,
        kind=CorrectionKind.CORRECTION,
        state=CorrectionState.PUBLISHED,
        note_vi="Sửa tên người.",
        opened_by=people.editor,
        opened_at=timezone.now(),
        published_at=timezone.now(),
    )
    assert "Sửa tên người." in text_of(browse(people.author), piece)


def test_coefficient_is_for_the_desk_and_the_authors(send, people, browse, decide):
    page = send(genre=Genre.objects.get(name_vi="Tin"))
    page.authors.add(ArticleAuthor(pen_name="An", user=people.author, share=0))
    page.save_revision(user=people.chief)
    page = decide(page, people.editor, "approve")
    page = decide(page, people.chief, "approve")
    piece = Contribution.objects.get(page=page)
    sheet = GradeSheet(genre=piece.genre, coefficient=Decimal("1.5"))
    now = timezone.now()
    grade(contribution_id=piece.pk, user=people.colleague, sheet=sheet, now=now)
    for who, shown in {"editor": True, "author": True, "chief": False, "in_chief": False}.items():
        context = browse(getattr(people, who)).get(track(piece)).context
        assert (context["coefficient"] is not None) is shown, who


def test_cost_does_not_grow_with_the_way(piece, people, browse, count_queries):
    now = timezone.now()
    for who in ("author", "editor", "in_chief"):
        client = browse(getattr(people, who))

        def cost(client=client) -> int:
            return count_queries(lambda: client.get(track(piece)))

        cost()
        at_first = cost()
        for number in range(60):
            record_event(
                contribution=piece,
                kind=EventKind.PLANNED,
                actor=people.editor,
                note=f"Lần {number}",
                now=now,
            )
            piece.page.specific.save_revision(user=people.author)
        assert cost() == at_first
        assert at_first <= 55


def test_note_cannot_carry_a_script(piece, people, browse):
    record_event(
        contribution=piece,
        kind=EventKind.HANDED_OVER,
        actor=people.editor,
        note="<script>alert(1)</script>",
        now=timezone.now(),
    )
    assert "<script>alert(1)" not in text_of(browse(people.author), piece)
