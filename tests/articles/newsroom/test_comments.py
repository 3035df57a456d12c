"""Inline comments of a desk: made while the piece waits there, read by the unit afterwards."""

import json

import pytest
from django.conf import settings
from django.urls import reverse
from wagtail.models import Comment, PageLogEntry
from wagtail.test.utils.form_data import inline_formset

from articles.enums import ContributionState
from articles.models import Contribution
from factories.editor import AUTHOR, Editor, piece_data
from factories.portal import make_unit, make_user
from units.enums import UnitRole

pytestmark = pytest.mark.django_db

REMARK = "Đoạn này cần dẫn nguồn."


def comments(*rows: dict, initial: int = 0) -> dict:
    """Return the comments as the editor's form sends them."""
    formset = inline_formset(
        [
            {"text": "", "contentpath": "lead", "position": "", "resolved": ""}
            | {"replies": inline_formset(row.pop("replies", []))}
            | row
            for row in rows
        ],
        initial=initial,
    )
    return {"comments": formset}


def sent(page, **fields) -> dict:
    """Return the form of a piece as it stands, with comments."""
    row = AUTHOR | {"id": str(page.authors.first().pk)}
    fields = {
        "title": page.title,
        "slug": page.slug,
        "lead": page.lead,
        "authors": inline_formset([row], initial=1),
    } | fields
    return piece_data(**fields)


def comment_on(page, user, **extra) -> object:
    return Editor(user).client.post(
        reverse("wagtailadmin_pages:edit", args=[page.pk]),
        sent(page, **comments({"text": REMARK})) | extra,
    )


def editor_of(user, page):
    """Return the editor of a page as an account opens it."""
    return Editor(user).client.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))


def test_comments_are_on():
    assert getattr(settings, "WAGTAILADMIN_COMMENTS_ENABLED", True)


def test_desk_comments_on_a_piece_that_waits_there(page, people):
    assert comment_on(page, people.editor).status_code == 302
    comment = Comment.objects.get()
    assert (comment.page_id, comment.user, comment.text) == (page.pk, people.editor, REMARK)
    assert comment.contentpath == "lead"
    entry = PageLogEntry.objects.get(action="wagtail.comments.create")
    assert entry.user == people.editor


def test_comments_go_back_with_the_reason_in_one_step(page, people):
    state = page.current_workflow_task_state
    address = reverse(
        "wagtailadmin_pages:collect_workflow_action_data", args=[page.pk, "reject", state.pk]
    )
    client = Editor(people.editor).client
    asked = client.post(
        address,
        {"reasons": [], "comment": "Xem các nhận xét."},
        headers={"x-requested-with": "XMLHttpRequest"},
    )
    assert asked.json()["step"] == "success"
    comment_on(
        page,
        people.editor,
        **{
            "action-workflow-action": "1",
            "workflow-action-name": "reject",
            "workflow-action-extra-data": json.dumps(asked.json()["cleaned_data"]),
        },
    )
    piece = Contribution.objects.get(page=page)
    assert piece.state == ContributionState.RETURNED
    assert Comment.objects.get().text == REMARK


def test_unit_reads_reason_and_comments_in_its_editor(page, people, decide):
    comment_on(page, people.editor)
    decide(page, people.editor, "reject", comment="Thiếu số liệu.")
    for user in (people.author, people.chief):
        response = editor_of(user, page)
        assert response.status_code == 200
        text = response.content.decode()
        assert json.dumps(REMARK) in text
        assert "Thiếu số liệu." in text
        said = " ".join(str(message) for message in response.context["messages"])
        assert "1 nhận xét" in said
        assert people.editor.get_full_name() in said


def test_author_answers_and_resolves_a_comment(page, people, decide):
    comment_on(page, people.editor)
    page = decide(page, people.editor, "reject", comment="Sửa.")
    comment = Comment.objects.get()
    row = {
        "id": str(comment.pk),
        "text": comment.text,
        "resolved": "on",
        "replies": [{"text": "Đã dẫn nguồn."}],
    }
    response = Editor(people.author).client.post(
        reverse("wagtailadmin_pages:edit", args=[page.pk]),
        sent(page, **comments(row, initial=1)),
    )
    assert response.status_code == 302
    comment.refresh_from_db()
    assert comment.resolved_by == people.author
    assert comment.replies.get().text == "Đã dẫn nguồn."
    said = [str(message) for message in editor_of(people.author, page).context["messages"]]
    assert "nhận xét đứng" not in " ".join(said)


def test_nobody_changes_the_desk_s_words(page, people, decide):
    comment_on(page, people.editor)
    page = decide(page, people.editor, "reject", comment="Sửa.")
    comment = Comment.objects.get()
    row = {"id": str(comment.pk), "text": "Bài rất hay."}
    response = Editor(people.author).client.post(
        reverse("wagtailadmin_pages:edit", args=[page.pk]),
        sent(page, **comments(row, initial=1)),
    )
    assert response.status_code == 200
    comment.refresh_from_db()
    assert comment.text == REMARK


def test_desk_does_not_comment_before_a_piece_comes_nor_after_it_left(unit, page, people, decide):
    from factories.portal import make_article

    draft = make_article("news", unit, live=False, owner=people.author)
    assert comment_on(draft, people.editor).status_code == 404
    page = decide(page, people.editor, "reject", comment="Sửa.")
    assert comment_on(page, people.editor).status_code == 404
    assert not Comment.objects.exists()


def test_the_other_desk_and_another_unit_neither_read_nor_comment(page, people):
    comment_on(page, people.editor)
    outsider = make_user(unit=make_unit(), role=UnitRole.CHIEF_EDITOR)
    for user in (people.thematic, outsider):
        assert editor_of(user, page).status_code == 404
        assert comment_on(page, user).status_code == 404
    assert Comment.objects.count() == 1


def test_author_does_not_comment_while_the_desk_reads(page, people):
    """The page is locked for the unit until the desk has decided."""
    comment_on(page, people.author)
    assert not Comment.objects.exists()


def test_comment_makes_a_revision_that_the_unit_reads_before_it_is_used(page, people, decide):
    """A remark is kept with a revision of its own; nothing goes live that the unit has not seen."""
    comment_on(page, people.editor)
    page = decide(page, people.editor, "approve")
    assert not page.live
    assert Contribution.objects.get(page=page).state == ContributionState.UNIT_REVIEW
    assert decide(page, people.chief, "approve").live
