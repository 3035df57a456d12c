"""Corrections and updates: from the live text, by the desk, both revisions kept."""

from decimal import Decimal

import pytest
from django.core import mail
from django.utils import timezone

from articles.corrections.services import change_note, open_correction
from articles.enums import ContributionState, CorrectionState, EventKind
from articles.errors import ReviewRefused
from articles.grading.queries import current_grade
from articles.grading.revisions import graded_revision
from articles.grading.services import GradeSheet, grade
from articles.models import ArticleAuthor, Contribution, Correction, Genre
from articles.services.submission import submit_piece
from factories.corrections import event_kinds, fresh, latest_title, row, translate
from factories.portal import make_article

pytestmark = pytest.mark.django_db


def test_a_correction_goes_live_with_its_note_and_keeps_both_revisions(
    page, piece, people, correct, edit, django_capture_on_commit_callbacks
):
    before = page.live_revision_id
    correction = correct.begin(note_vi=" Số quà là 120. ", note_en="120 gifts.")
    changed = edit("Tặng 120 suất quà")
    with django_capture_on_commit_callbacks(execute=True):
        correct.publish()
    correction.refresh_from_db()
    page = fresh(page)
    assert (page.title, page.live_revision_id) == ("Tặng 120 suất quà", changed.pk)
    assert (correction.revision_before_id, correction.revision_after_id) == (before, changed.pk)
    assert correction.state == CorrectionState.PUBLISHED
    assert correction.note_vi == "Số quà là 120."
    assert correction.published_at is not None
    assert correction.revision_before.as_object().title == "Tặng 210 suất quà"
    assert page.current_workflow_state is None
    assert not page.has_unpublished_changes
    event = piece.events.last()
    assert (event.kind, event.note, event.actor) == (
        EventKind.CORRECTED,
        "Số quà là 120.",
        people.editor,
    )
    assert [message.to for message in mail.outbox] == [[people.author.email]]
    assert "Số quà là 120." in mail.outbox[0].body


def test_an_update_is_recorded_as_one(piece, correct, edit):
    correction = correct.begin(kind="update", note_vi="Thêm ý kiến của công nhân.")
    edit("Tặng 210 suất quà, công nhân nói gì")
    correct.publish()
    correction.refresh_from_db()
    assert (correction.kind, correction.state) == ("update", "published")
    assert event_kinds(piece)[-2:] == [EventKind.CORRECTION_OPENED, EventKind.UPDATED]


def test_the_contribution_is_left_alone(piece, correct, edit):
    before = row(piece)
    correct.begin()
    edit("Tặng 120 suất quà")
    assert row(piece) == before
    correct.publish()
    assert row(piece) == before
    assert Contribution.objects.filter(sent_at__isnull=False).count() == 1


def test_the_grade_stays_with_the_text_that_was_used_first(page, piece, people, correct, edit):
    sheet = GradeSheet(coefficient=Decimal("3.0"), genre=Genre.objects.get(name_vi="Tin"))
    grade(contribution_id=piece.pk, user=people.editor, sheet=sheet, now=timezone.now())
    before = current_grade(piece)
    correct.begin()
    draft = edit("Tặng 120 suất quà").as_object()
    draft.authors = [ArticleAuthor(pen_name="Người khác", share=100)]
    draft.save_revision(user=people.editor)
    correct.publish()
    after = current_grade(Contribution.objects.get(pk=piece.pk))
    assert (after, after.amount) == (before, before.amount)
    graded = graded_revision(Contribution.objects.get(pk=piece.pk))
    assert graded.title == "Tặng 210 suất quà"
    assert [author.pen_name for author in graded.authors] == ["Hải Yến"]
    assert [author.pen_name for author in fresh(page).authors.all()] == ["Người khác"]


def test_any_colleague_of_the_desk_may_publish(page, people, correct, edit):
    correct.begin(user=people.editor)
    edit("Tặng 120 suất quà", user=people.colleague)
    correct.publish(user=people.head)
    assert fresh(page).title == "Tặng 120 suất quà"


def test_opening_tells_nobody_to_review(correct, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        correct.begin()
    assert mail.outbox == []


def test_a_second_click_and_a_second_person_get_the_open_one(people, correct):
    first = correct.begin()
    assert correct.begin(note_vi="Lần hai.") == first
    assert correct.begin(user=people.colleague, kind="update") == first
    assert Correction.objects.get().note_vi == "Số quà là 120."


def test_the_next_correction_begins_where_the_last_one_ended(page, correct, edit):
    correct.begin()
    edit("Tặng 120 suất quà")
    correct.publish()
    second = correct.begin(note_vi="Địa điểm là Bắc Ninh.")
    assert second.revision_before_id == fresh(page).live_revision_id
    edit("Tặng 120 suất quà ở Bắc Ninh")
    correct.publish()
    assert fresh(page).title == "Tặng 120 suất quà ở Bắc Ninh"
    assert Correction.objects.filter(state=CorrectionState.PUBLISHED).count() == 2


@pytest.mark.parametrize(
    "who", ["author", "chief", "thematic", "thematic_head", "in_chief", "office", "administrator"]
)
def test_only_the_desk_that_used_the_piece_opens(people, correct, who):
    with pytest.raises(ReviewRefused, match="Only the desk"):
        correct.begin(user=getattr(people, who))
    assert not Correction.objects.exists()


def test_a_closed_account_opens_nothing(people, correct):
    people.editor.is_active = False
    people.editor.save()
    with pytest.raises(ReviewRefused, match="Only the desk"):
        correct.begin()


def test_nobody_corrects_their_own_piece(page, people, correct):
    ArticleAuthor.objects.create(page=page, pen_name="Bình", user=people.editor, share=50)
    with pytest.raises(ReviewRefused, match="never its authors"):
        correct.begin()
    assert correct.begin(user=people.colleague).state == CorrectionState.OPEN


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"note_vi": " \u200b\n"}, "Tell readers"),
        ({"note_vi": "x" * 1001}, "at most 1000"),
        ({"note_en": "x" * 1001}, "at most 1000"),
        ({"kind": "retraction"}, "corrected or updated"),
        ({"kind": ""}, "corrected or updated"),
    ],
)
def test_notes_and_kinds_are_checked(piece, people, given, message):
    values = {"kind": "correction", "note_vi": "Số quà là 120."} | given
    with pytest.raises(ReviewRefused, match=message):
        open_correction(contribution_id=piece.pk, user=people.editor, now=timezone.now(), **values)
    assert not Correction.objects.exists()


def test_the_longest_note_passes(correct):
    assert len(correct.begin(note_vi="đ" * 1000).note_vi) == 1000


def test_a_piece_that_is_gone_is_refused(people):
    with pytest.raises(ReviewRefused, match="does not exist"):
        open_correction(
            contribution_id=0,
            kind="update",
            note_vi="x",
            user=people.editor,
            now=timezone.now(),
        )


def test_a_notice_has_no_desk_that_could_correct_it(unit, people, decide):
    notice = make_article("notice", unit, live=False, owner=people.chief)
    submit_piece(page=notice, user=people.chief)
    decide(notice, people.chief, "approve")
    with pytest.raises(ReviewRefused, match="Only the desk"):
        open_correction(
            contribution_id=Contribution.objects.get(page=notice).pk,
            kind="update",
            note_vi="x",
            user=people.editor,
            now=timezone.now(),
        )


def test_an_unsent_draft_of_the_unit_stays_out_and_in_the_history(
    page, piece, people, correct, edit
):
    draft = edit("Bản nháp chưa gửi", user=people.author)
    correct.begin()
    assert latest_title(page) == "Tặng 210 suất quà"
    assert draft in fresh(page).revisions.all()
    assert "Nguyễn Thị An" in piece.events.get(kind=EventKind.CORRECTION_OPENED).note
    edit("Tặng 120 suất quà")
    correct.publish()
    assert fresh(page).title == "Tặng 120 suất quà"


def test_an_update_under_review_is_decided_first(page, people, correct, edit, decide):
    edit("Bản cập nhật của đơn vị", user=people.author)
    submit_piece(page=fresh(page), user=people.author)
    for _step in range(2):
        with pytest.raises(ReviewRefused, match="waits at the step"):
            correct.begin()
        waiting = fresh(page).current_workflow_task_state
        if waiting.task.specific._meta.model_name == "unitreviewtask":
            decide(page, people.chief, "approve")
    decide(page, people.editor, "approve")
    assert correct.begin().revision_before_id == fresh(page).live_revision_id


def test_a_returned_update_does_not_keep_the_desk_out(page, piece, people, correct, edit, decide):
    edit("Bản cập nhật của đơn vị", user=people.author)
    submit_piece(page=fresh(page), user=people.author)
    decide(page, people.chief, "approve")
    decide(page, people.editor, "reject", comment="Thiếu nguồn.")
    correct.begin()
    piece.refresh_from_db()
    assert piece.state == ContributionState.USED
    edit("Tặng 120 suất quà")
    correct.publish()
    assert fresh(page).title == "Tặng 120 suất quà"


def test_a_scheduled_update_comes_first(page, people, correct, edit, decide):
    edit("Bản cập nhật của đơn vị", user=people.author)
    submit_piece(page=fresh(page), user=people.author)
    decide(page, people.chief, "approve")
    later = timezone.now() + timezone.timedelta(days=1)
    decide(page, people.editor, "approve", use_at=later)
    with pytest.raises(ReviewRefused, match="goes live at"):
        correct.begin()


def test_an_unpublished_piece_cannot_be_corrected(page, correct):
    page.unpublish()
    with pytest.raises(ReviewRefused, match="cannot open this piece"):
        correct.begin()


def test_a_lock_of_the_unit_does_not_keep_the_desk_out(page, people, correct):
    type(page).objects.filter(pk=page.pk).update(locked=True, locked_by=people.chief)
    correct.begin()
    assert not fresh(page).get_lock().for_user(people.editor)
    assert fresh(page).get_lock().for_user(people.chief)


def test_nothing_unread_goes_live(page, people, correct, edit):
    """Somebody of the unit saves what was in their editor when the correction began."""
    correct.begin()
    edit("Chữ của đơn vị", user=people.author)
    edit("Tặng 120 suất quà", user=people.editor)
    with pytest.raises(ReviewRefused, match="outside the desk"):
        correct.publish()
    assert fresh(page).title == "Tặng 210 suất quà"
    correct.give_up()
    assert latest_title(page) == "Tặng 210 suất quà"


def test_an_older_draft_made_the_newest_again_does_not_go_live(page, people, correct, edit):
    draft = edit("Bản nháp chưa gửi", user=people.author)
    correct.begin()
    type(page).objects.filter(pk=page.pk).update(
        latest_revision=draft, has_unpublished_changes=True
    )
    with pytest.raises(ReviewRefused, match="outside the desk"):
        correct.publish()
    assert fresh(page).title == "Tặng 210 suất quà"


def test_a_correction_without_a_change_is_not_published(page, correct):
    correct.begin()
    with pytest.raises(ReviewRefused, match="Nothing was changed"):
        correct.publish()
    assert Correction.objects.get().state == CorrectionState.OPEN


def test_a_piece_unpublished_meanwhile_does_not_come_back(page, correct, edit):
    correct.begin()
    edit("Tặng 120 suất quà")
    fresh(page).unpublish()
    with pytest.raises(ReviewRefused, match="cannot open this piece"):
        correct.publish()
    correct.give_up()
    assert Correction.objects.get().state == CorrectionState.CANCELLED
    assert not fresh(page).live


@pytest.mark.parametrize("who", ["author", "chief", "thematic", "in_chief", "administrator"])
def test_only_the_desk_publishes_or_gives_up(people, correct, edit, who):
    correct.begin()
    edit("Tặng 120 suất quà")
    for act in (correct.publish, correct.give_up):
        with pytest.raises(ReviewRefused, match="may not decide"):
            act(user=getattr(people, who))
    assert Correction.objects.get().state == CorrectionState.OPEN


def test_publishing_or_giving_up_twice_is_refused(correct, edit):
    correct.begin()
    edit("Tặng 120 suất quà")
    correct.publish()
    for act in (correct.publish, correct.give_up):
        with pytest.raises(ReviewRefused, match="No correction"):
            act()


def test_given_up_text_never_comes_back_with_what_the_unit_sends_next(
    page, piece, people, correct, edit, decide
):
    before = row(piece)
    correct.begin()
    edit("Chữ bỏ dở của bàn")
    correct.give_up(comment="Không sai.")
    assert latest_title(page) == "Tặng 210 suất quà"
    assert not fresh(page).has_unpublished_changes
    assert (row(piece), fresh(page).title) == (before, "Tặng 210 suất quà")
    assert Correction.objects.get().state == CorrectionState.CANCELLED
    assert event_kinds(piece)[-2:] == [EventKind.CORRECTION_OPENED, EventKind.WITHDRAWN]
    submit_piece(page=fresh(page), user=people.author)
    decide(page, people.chief, "approve")
    decide(page, people.editor, "approve")
    assert fresh(page).title == "Tặng 210 suất quà"


def test_decisions_on_corrections_are_no_way_around_a_review(page, people, correct, edit, decide):
    edit("Bản cập nhật của đơn vị", user=people.author)
    submit_piece(page=fresh(page), user=people.author)
    with pytest.raises(ReviewRefused):
        decide(page, people.chief, "publish_correction")
    decide(page, people.chief, "approve")
    for action in ("publish_correction", "give_up_correction"):
        with pytest.raises(ReviewRefused, match="No correction"):
            decide(page, people.editor, action)
    decide(page, people.editor, "approve")
    correct.begin()
    edit("Tặng 120 suất quà")
    for action in ("transfer", "not_use"):
        with pytest.raises(ReviewRefused, match="published or given up"):
            decide(page, people.editor, action, comment="x")
    later = timezone.now() + timezone.timedelta(days=1)
    with pytest.raises(ReviewRefused, match="at once"):
        decide(page, people.editor, "approve", use_at=later)


def test_the_note_can_be_changed_while_the_correction_is_open(piece, people, correct, edit):
    correct.begin()
    values = {"kind": "update", "note_vi": "Số quà là 130.", "note_en": "130 gifts."}
    change_note(contribution_id=piece.pk, user=people.colleague, **values)
    correction = Correction.objects.get()
    assert {name: getattr(correction, name) for name in values} == values
    for user, message in ((people.thematic, "Only the desk"), (people.author, "Only the desk")):
        with pytest.raises(ReviewRefused, match=message):
            change_note(contribution_id=piece.pk, user=user, **values)
    for given, message in (({"note_vi": ""}, "Tell readers"), ({"kind": "x"}, "corrected or")):
        with pytest.raises(ReviewRefused, match=message):
            change_note(contribution_id=piece.pk, user=people.editor, **(values | given))
    edit("Tặng 130 suất quà")
    correct.publish()
    with pytest.raises(ReviewRefused, match="No correction"):
        change_note(contribution_id=piece.pk, user=people.editor, **values)


def test_autosave_never_writes_over_the_revisions_of_a_correction(page, people, correct, edit):
    correction = correct.begin()
    draft = fresh(page).get_latest_revision_as_object()
    draft.title = "Tự lưu"
    saved = draft.save_revision(user=people.editor, overwrite_revision=correction.revision_after)
    assert saved.pk != correction.revision_after_id
    correct.publish()
    correction.refresh_from_db()
    kept = {correction.revision_before_id, correction.revision_after_id}
    for revision in (correction.revision_before, correction.revision_after):
        again = fresh(page).get_latest_revision_as_object()
        again.title = "Tự lưu lần nữa"
        made = again.save_revision(user=revision.user, overwrite_revision=revision)
        assert made.pk not in kept
    assert correction.revision_before.as_object().title == "Tặng 210 suất quà"
    assert correction.revision_after.as_object().title == "Tự lưu"


def test_a_page_that_mirrors_the_piece_follows_its_correction(page, correct, edit):
    mirror = translate(page, alias=True)
    correct.begin()
    edit("Tặng 120 suất quà")
    assert fresh(mirror).title == "Tặng 210 suất quà"
    correct.publish()
    assert fresh(mirror).title == "Tặng 120 suất quà"
