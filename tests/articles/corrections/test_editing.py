"""The editor and API v3 while a correction is open: the desk writes, the unit waits."""

import pytest
from django.urls import reverse

from articles.corrections.retracting import retract
from articles.enums import CorrectionState
from articles.models import ArticlePage, Contribution, Correction
from articles.newsroom.track.revisions import comparable_revisions
from articles.newsroom.track.viewers import viewer_of
from articles.services.submission import submit_piece
from factories.api import Caller
from factories.corrections import fresh, latest_title
from factories.editor import Editor
from factories.portal import make_article, section_of

pytestmark = pytest.mark.django_db


def edit_address(page):
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def modal(page, action, *, submit=False):
    state = fresh(page).current_workflow_task_state
    name = "workflow_action" if submit else "collect_workflow_action_data"
    return reverse(f"wagtailadmin_pages:{name}", args=[page.pk, action, state.pk])


def test_the_desk_opens_the_editor_only_while_the_correction_is_open(page, people, correct, edit):
    editor = Editor(people.editor).client
    assert editor.get(edit_address(page)).status_code == 404
    correct.begin()
    assert editor.get(edit_address(page)).status_code == 200
    assert Editor(people.head).client.get(edit_address(page)).status_code == 200
    edit("Tặng 120 suất quà")
    correct.publish()
    for address in (edit_address(page), reverse("wagtailadmin_pages:history", args=[page.pk])):
        assert editor.get(address).status_code == 404
    correct.begin()
    assert editor.get(edit_address(page)).status_code == 200
    correct.give_up()
    assert editor.get(edit_address(page)).status_code == 404


def test_nobody_but_the_desk_gets_into_the_editor_by_a_correction(page, people, correct):
    correct.begin()
    for who in ("thematic", "thematic_head", "in_chief", "office", "finance"):
        response = Editor(getattr(people, who)).client.get(edit_address(page))
        assert response.status_code == 404, who


def test_the_editor_shows_the_note_and_the_two_ways_out(page, people, correct):
    correct.begin(note_vi="Số quà là <120>.")
    text = Editor(people.editor).client.get(edit_address(page)).content.decode()
    assert "Số quà là &lt;120&gt;." in text
    assert 'data-workflow-action-name="publish_correction"' in text
    assert 'data-workflow-action-name="give_up_correction"' in text
    assert 'data-workflow-action-name="approve"' not in text
    assert "action-cancel-workflow" not in text
    assert reverse("correction_new", args=[Contribution.objects.get().pk]) in text


def test_a_correction_through_the_editors_own_buttons(page, people, correct):
    correct.begin()
    desk = Editor(people.editor)
    assert desk.edit(page, title="Tặng 120 suất quà", slug=page.slug).status_code == 302
    question = desk.client.get(modal(page, "publish_correction"))
    assert question.status_code == 200
    assert "use_at" not in question.json()["html"]
    answer = desk.client.post(modal(page, "publish_correction", submit=True), {"comment": "Xong."})
    assert answer.status_code == 302
    assert fresh(page).title == "Tặng 120 suất quà"
    assert Correction.objects.get().state == CorrectionState.PUBLISHED


def test_saving_and_publishing_at_once(page, people, correct):
    correct.begin()
    Editor(people.editor).edit(
        page,
        action="workflow-action",
        title="Tặng 120 suất quà",
        slug=page.slug,
        **{
            "workflow-action-name": "publish_correction",
            "workflow-action-extra-data": '{"comment": ""}',
        },
    )
    assert fresh(page).title == "Tặng 120 suất quà"


def test_giving_up_through_the_editor_leaves_nothing_behind(page, people, correct):
    correct.begin()
    desk = Editor(people.editor)
    desk.edit(page, title="Chữ bỏ dở", slug=page.slug)
    assert desk.client.get(modal(page, "give_up_correction")).status_code == 200
    desk.client.post(modal(page, "give_up_correction", submit=True), {})
    assert Correction.objects.get().state == CorrectionState.CANCELLED
    assert latest_title(page) == "Tặng 210 suất quà"


def test_publishing_without_a_change_is_answered_with_a_message(page, people, correct):
    correct.begin()
    client = Editor(people.editor).client
    answer = client.post(modal(page, "publish_correction", submit=True), {}, follow=True)
    assert "chưa có gì thay đổi" in answer.content.decode()
    assert Correction.objects.get().state == CorrectionState.OPEN


@pytest.mark.parametrize("who", ["author", "chief"])
def test_the_unit_cannot_write_while_the_correction_is_open(page, people, correct, who):
    correct.begin()
    unit = Editor(getattr(people, who))
    answer = unit.edit(page, title="Chữ của đơn vị", slug=page.slug)
    assert answer.status_code == 200
    unit.edit(page, action="submit", title="Chữ của đơn vị", slug=page.slug)
    assert latest_title(page) == "Tặng 210 suất quà"
    assert unit.client.post(modal(page, "publish_correction", submit=True), {}).status_code in (
        302,
        404,
    )
    assert Correction.objects.get().state == CorrectionState.OPEN


@pytest.mark.parametrize("who", ["author", "editor"])
def test_nobody_ends_a_correction_by_wagtails_own_cancelling(page, people, correct, edit, who):
    """The author owns the page and the editor asked for the workflow: Wagtail would let both."""
    correct.begin()
    edit("Tặng 120 suất quà")
    answer = Editor(getattr(people, who)).edit(
        page, action="cancel-workflow", title="Chữ khác", slug=page.slug
    )
    assert answer.status_code == 302
    assert Correction.objects.get().state == CorrectionState.OPEN
    assert latest_title(page) == "Tặng 120 suất quà"


def test_the_unit_writes_again_afterwards(page, people, correct, edit):
    correct.begin()
    edit("Tặng 120 suất quà")
    correct.publish()
    answer = Editor(people.author).edit(page, title="Bản cập nhật", slug=page.slug)
    assert answer.status_code == 302
    assert latest_title(page) == "Bản cập nhật"
    assert fresh(page).title == "Tặng 120 suất quà"


def test_drafts_that_the_unit_never_sent_stay_its_own(page, people, correct, edit):
    used = page.live_revision_id
    draft = edit("kanaridraft7", user=people.author)
    correct.begin()
    started = fresh(page).latest_revision_id
    view, revert = "revisions_view", "revisions_revert"
    addresses = {
        f"/admin/pages/{page.pk}/revisions/{draft.pk}/view/": 404,
        f"/admin/pages/{page.pk}/revisions/{draft.pk}/revert/": 404,
        f"/admin/pages/{page.pk}/revisions/compare/{draft.pk}...latest/": 404,
        f"/admin/pages/{page.pk}/revisions/compare/{used}...{draft.pk}/": 404,
        f"/admin/pages/{page.pk}/revisions/{used}/view/": 200,
        f"/admin/pages/{page.pk}/revisions/compare/{used}...{started}/": 200,
        f"/admin/pages/{page.pk}/revisions/compare/earliest...latest/": 200,
        f"/admin/pages/{page.pk}/history/": 200,
        edit_address(page): 200,
    }
    assert reverse(f"wagtailadmin_pages:{view}", args=[page.pk, draft.pk]) in addresses
    assert reverse(f"wagtailadmin_pages:{revert}", args=[page.pk, draft.pk]) in addresses
    desk, unit = Editor(people.editor).client, Editor(people.chief).client
    for address, status in addresses.items():
        answer = desk.get(address)
        assert answer.status_code == status, address
        assert "kanaridraft7" not in answer.content.decode(), address
        assert unit.get(address).status_code in (200, 302), address


def test_nor_does_the_desk_compare_them_afterwards(page, piece, people, correct, edit):
    draft = edit("kanaridraft7", user=people.author)
    correct.begin()
    live = edit("Tặng 120 suất quà")
    correct.publish()
    desk, unit = (viewer_of(user, piece.pk) for user in (people.editor, people.chief))
    offered = set(comparable_revisions(desk).values_list("pk", flat=True))
    assert {live.pk, page.live_revision_id} <= offered
    assert draft.pk not in offered
    assert comparable_revisions(unit).filter(pk=draft.pk).exists()


def test_the_desk_may_read_all_that_once_came_to_it(page, people, correct, edit, decide):
    """A text that was sent, returned and left: the desk has read it already."""
    sent = edit("Bản cập nhật của đơn vị", user=people.author)
    submit_piece(page=fresh(page), user=people.author)
    decide(page, people.chief, "approve")
    decide(page, people.editor, "reject", comment="Thiếu nguồn.")
    correct.begin()
    address = f"/admin/pages/{page.pk}/revisions/{sent.pk}/view/"
    assert Editor(people.editor).client.get(address).status_code == 200


def test_the_api_keeps_the_same_rules(page, people, correct):
    correct.begin()
    pages, articles = f"/api/v3/pages/{page.pk}/", f"/api/v3/articles/{page.pk}/"
    for who in ("author", "chief"):
        unit = Caller(getattr(people, who))
        assert unit.patch(pages, {"title": "Chữ của đơn vị"}).status_code == 403
        assert unit.post(f"{articles}submit/").status_code == 422
        assert unit.post(f"{articles}approve/").status_code == 409
        assert unit.post(f"{pages}actions/publish/").status_code == 409
        assert unit.post(f"{pages}actions/unpublish/").status_code == 409
        reverted = unit.post(
            f"{pages}actions/revert/", {"revision_id": fresh(page).live_revision_id}
        )
        assert reverted.status_code == 409
    for who in ("thematic", "in_chief", "office"):
        outsider = Caller(getattr(people, who))
        assert outsider.patch(pages, {"title": "Chữ lạ"}).status_code in (403, 404)
        assert outsider.post(f"{articles}approve/").status_code == 404
    assert latest_title(page) == "Tặng 210 suất quà"
    assert Correction.objects.get().state == CorrectionState.OPEN


def test_the_desk_publishes_and_gives_up_through_the_api(page, people, correct, edit):
    desk, address = Caller(people.editor), f"/api/v3/articles/{page.pk}/"
    correct.begin()
    assert desk.post(f"{address}approve/").status_code == 409, "nothing was changed"
    seen = edit("Tặng 120 suất quà").pk
    edit("Tặng 130 suất quà", user=people.colleague)
    assert desk.post(f"{address}approve/", {"revision": seen}).status_code == 409
    assert desk.post(f"{address}approve/").status_code == 200
    assert fresh(page).title == "Tặng 130 suất quà"
    correct.begin()
    edit("Chữ bỏ dở")
    assert desk.post(f"{address}return/").status_code == 409, "it asks for a reason"
    assert desk.post(f"{address}return/", {"comment": "Không sai."}).status_code == 200
    assert latest_title(page) == "Tặng 130 suất quà"
    assert desk.post(f"{address}approve/").status_code == 404


def test_the_desk_cannot_publish_past_the_note(page, people, correct):
    """What the desk writes through API v3 waits for the note like what it writes in the editor."""
    correct.begin()
    pages = f"/api/v3/pages/{page.pk}/"
    desk = Caller(people.editor)
    assert desk.post(f"{pages}actions/publish/").status_code in (403, 409)
    body = {"title": "Tặng 120 suất quà", "meta": {"action": "publish"}}
    assert desk.patch(pages, body).status_code in (403, 409, 422)
    assert fresh(page).title == "Tặng 210 suất quà"
    assert Correction.objects.get().state == CorrectionState.OPEN


@pytest.fixture
def gone(page, piece, people):
    from django.utils import timezone

    retract(contribution_id=piece.pk, user=people.head, note_vi="Sai.", now=timezone.now())
    return fresh(page)


@pytest.mark.parametrize("way", ["editor", "api"])
def test_the_notice_keeps_its_title_and_address_whatever_the_unit_writes(gone, people, way):
    address, title, slug = gone.get_url(), gone.title, gone.slug
    if way == "editor":
        answer = Editor(people.author).edit(gone, title="Tiêu đề lạ", slug="dia-chi-la")
        assert answer.status_code == 302
    else:
        body = {"title": "Tiêu đề lạ", "slug": "dia-chi-la"}
        answer = Caller(people.chief).patch(f"/api/v3/pages/{gone.pk}/", body)
        assert answer.status_code == 200, answer.content
    kept = fresh(gone)
    assert (kept.title, kept.slug, kept.get_url()) == (title, slug, address)
    assert latest_title(gone) == "Tiêu đề lạ"
    text = Editor(people.office).client.get(address)
    assert text.status_code == 410
    assert "Tiêu đề lạ" not in text.content.decode()


def test_a_draft_that_was_never_used_is_saved_as_ever(unit, people):
    draft = make_article("news", unit, live=False, owner=people.author)
    Editor(people.author).edit(draft, title="Tiêu đề mới", slug="tieu-de-moi")
    assert fresh(draft).slug == "tieu-de-moi"


def test_the_unit_publishes_a_retracted_piece_by_no_way_of_its_own(gone, people):
    unit = Editor(people.chief)
    unit.edit(gone, action="publish", title="Đăng lại", slug=gone.slug)
    pages = f"/api/v3/pages/{gone.pk}/"
    assert Caller(people.chief).post(f"{pages}actions/publish/").status_code in (403, 409)
    answer = Caller(people.chief).patch(pages, {"title": "x", "meta": {"action": "publish"}})
    assert answer.status_code in (403, 409, 422)
    assert not fresh(gone).live


@pytest.mark.parametrize("who", ["author", "chief", "administrator"])
def test_what_was_used_is_not_deleted(gone, people, who):
    client = Editor(getattr(people, who)).client
    address = reverse("wagtailadmin_pages:delete", args=[gone.pk])
    for answer in (client.get(address), client.post(address)):
        assert answer.status_code == 302
    caller = Caller(getattr(people, who))
    assert caller.post(f"/api/v3/pages/{gone.pk}/actions/delete/").status_code in (403, 409)
    assert ArticlePage.objects.filter(pk=gone.pk).exists()


def test_a_draft_that_was_never_used_is_deleted_as_ever(unit, people):
    draft = make_article("news", unit, live=False, owner=people.author)
    address = reverse("wagtailadmin_pages:delete", args=[draft.pk])
    Editor(people.author).client.post(address)
    assert not ArticlePage.objects.filter(pk=draft.pk).exists()


def test_a_retracted_piece_does_not_move_away_from_its_address(unit, gone, people):
    target = section_of(unit, "thematic")
    answer = Caller(people.chief).post(
        f"/api/v3/pages/{gone.pk}/actions/move/",
        {"destination_id": target.pk, "position": "last-child"},
    )
    assert answer.status_code in (403, 409)
    assert fresh(gone).get_url() == gone.get_url()
