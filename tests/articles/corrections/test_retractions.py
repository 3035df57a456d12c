"""Retractions: gone from readers everywhere, a note at the address, back only through a review."""

import pytest
from django.core import mail
from django.utils import timezone

from articles.corrections.queries import is_retracted
from articles.corrections.retracting import retract
from articles.enums import ContributionState, CorrectionKind, CorrectionState, EventKind
from articles.errors import ReviewRefused, SubmissionRefused
from articles.models import ArticleAuthor, ArticlePage, Contribution, Correction
from articles.services.submission import submit_piece
from core.models import PortalDocument, PortalImage
from factories.corrections import event_kinds, fresh, row, translate
from factories.portal import make_article, make_document, make_image

pytestmark = pytest.mark.django_db


@pytest.fixture
def take_down(piece, people):
    """Return a function that retracts the piece."""

    def act(*, user=None, note_vi="Thông tin không có thật.", note_en="", now=None):
        return retract(
            contribution_id=piece.pk,
            user=user or people.head,
            note_vi=note_vi,
            note_en=note_en,
            now=now or timezone.now(),
        )

    return act


def test_a_retraction_takes_the_piece_down_and_keeps_its_revision(
    page, piece, people, take_down, django_capture_on_commit_callbacks
):
    live = page.live_revision_id
    counted = ("used_at", "used_week", "used_revision_id", "sent_at", "sent_week", "desk_id")
    before = {name: row(piece)[name] for name in counted}
    with django_capture_on_commit_callbacks(execute=True):
        retraction = take_down()
    page = fresh(page)
    assert (page.live, page.live_revision_id) == (False, None)
    assert is_retracted(page)
    assert retraction.kind == CorrectionKind.RETRACTION
    assert retraction.state == CorrectionState.PUBLISHED
    assert retraction.revision_before_id == live
    assert retraction.revision_after is None
    piece.refresh_from_db()
    assert piece.state == ContributionState.RETRACTED
    assert {name: row(piece)[name] for name in counted} == before
    event = piece.events.last()
    assert (event.kind, event.note, event.actor) == (
        EventKind.RETRACTED,
        "Thông tin không có thật.",
        people.head,
    )
    assert {message.to[0] for message in mail.outbox} == {people.author.email, people.chief.email}
    assert "Thông tin không có thật." in mail.outbox[0].body
    assert page.full_url in mail.outbox[0].body


@pytest.mark.parametrize("who", ["head", "in_chief"])
def test_heads_and_the_editor_in_chief_retract(page, people, take_down, who):
    take_down(user=getattr(people, who))
    assert not fresh(page).live


@pytest.mark.parametrize(
    "who",
    ["editor", "thematic_head", "author", "chief", "office", "finance", "administrator"],
)
def test_nobody_else_retracts(page, people, take_down, who):
    with pytest.raises(ReviewRefused, match="A head of the desk"):
        take_down(user=getattr(people, who))
    assert fresh(page).live
    assert not Correction.objects.exists()


def test_a_head_does_not_retract_their_own_piece(page, people, take_down):
    ArticleAuthor.objects.create(page=page, pen_name="Trưởng bàn", user=people.head, share=50)
    with pytest.raises(ReviewRefused, match="never its authors"):
        take_down()
    take_down(user=people.in_chief)
    assert not fresh(page).live


@pytest.mark.parametrize("note", ["", "  \n", "\u200b", "x" * 1001])
def test_a_retraction_needs_a_note(page, take_down, note):
    with pytest.raises(ReviewRefused):
        take_down(note_vi=note)
    assert fresh(page).live
    assert not Correction.objects.exists()


def test_a_second_click_gives_the_first_retraction(people, take_down, piece):
    first = take_down()
    assert take_down(note_vi="Lần hai.") == first
    assert take_down(user=people.in_chief) == first
    assert Correction.objects.get().note_vi == "Thông tin không có thật."
    assert event_kinds(piece).count(EventKind.RETRACTED) == 1


def test_a_piece_unpublished_otherwise_is_not_retracted(page, take_down):
    page.unpublish()
    with pytest.raises(ReviewRefused, match="cannot be retracted"):
        take_down()
    assert not is_retracted(fresh(page))


def test_an_open_correction_ends_unpublished(page, piece, take_down, correct, edit):
    correction = correct.begin()
    edit("Chữ bỏ dở của bàn")
    take_down()
    correction.refresh_from_db()
    assert correction.state == CorrectionState.CANCELLED
    assert fresh(page).current_workflow_state is None
    assert fresh(page).get_latest_revision().as_object().title == "Tặng 210 suất quà"
    piece.refresh_from_db()
    assert piece.state == ContributionState.RETRACTED


@pytest.mark.parametrize("step", ["unit", "desk", "returned"])
def test_a_running_review_ends_and_its_draft_stays(
    page, piece, people, take_down, edit, decide, step
):
    draft = edit("Bản cập nhật của đơn vị", user=people.author)
    submit_piece(page=fresh(page), user=people.author)
    if step != "unit":
        decide(page, people.chief, "approve")
    if step == "returned":
        decide(page, people.editor, "reject", comment="Thiếu nguồn.")
    take_down()
    piece.refresh_from_db()
    assert piece.state == ContributionState.RETRACTED
    assert not piece.stays.filter(left_at__isnull=True).exists()
    assert EventKind.WITHDRAWN not in event_kinds(piece)
    page = fresh(page)
    assert page.current_workflow_state is None
    assert page.latest_revision_id == draft.pk
    assert page.title == "Tặng 210 suất quà"


def test_a_scheduled_update_is_not_published_any_more(page, piece, people, take_down, edit, decide):
    edit("Bản cập nhật của đơn vị", user=people.author)
    submit_piece(page=fresh(page), user=people.author)
    decide(page, people.chief, "approve")
    decide(page, people.editor, "approve", use_at=timezone.now() + timezone.timedelta(hours=1))
    take_down()
    piece.refresh_from_db()
    assert (piece.state, piece.use_at) == (ContributionState.RETRACTED, None)
    assert not fresh(page).revisions.filter(approved_go_live_at__isnull=False).exists()


@pytest.mark.parametrize("alias", [False, True])
def test_translations_are_retracted_too(page, take_down, alias):
    english = translate(page, alias=alias)
    take_down()
    assert not fresh(english).live
    assert is_retracted(fresh(english))


def test_a_translation_with_a_contribution_of_its_own_is_retracted_with_it(
    page, piece, people, take_down
):
    english = translate(page)
    own = Contribution.objects.create(
        page=english,
        unit=piece.unit,
        desk=piece.desk,
        title=english.title,
        state=ContributionState.USED,
        submitted_at=timezone.now(),
        waiting_since=timezone.now(),
        used_at=timezone.now(),
        used_revision=english.live_revision,
    )
    take_down()
    own.refresh_from_db()
    assert own.state == ContributionState.RETRACTED
    assert event_kinds(own) == [EventKind.RETRACTED]
    assert not Correction.objects.filter(contribution=own).exists()


def test_a_translation_made_afterwards_has_no_notice(page, take_down):
    take_down()
    english = translate(page)
    english.unpublish()
    assert not is_retracted(fresh(english))


def test_files_are_private_again_unless_something_live_uses_them(unit, page, people, decide):
    shared, own = make_image(unit), make_image(unit)
    document = make_document(unit)
    body = [
        ("picture", {"image": own, "alt": "a", "caption": "c", "credit": "d"}),
        ("document", {"document": document, "title": "Kế hoạch"}),
    ]
    made = make_article("news", unit, live=False, owner=people.author, cover=shared, body=body)
    submit_piece(page=made, user=people.author)
    decide(made, people.chief, "approve")
    decide(made, people.editor, "approve")
    make_article("notice", unit, cover=shared)
    translate(made)
    assert PortalImage.objects.filter(is_public=True).count() == 2
    retract(
        contribution_id=Contribution.objects.get(page=made).pk,
        user=people.head,
        note_vi="Sai.",
        now=timezone.now(),
    )
    assert list(PortalImage.objects.filter(is_public=True)) == [shared]
    assert not PortalDocument.objects.filter(is_public=True).exists()


def test_it_comes_back_only_through_a_review_and_the_history_stays(
    page, piece, people, take_down, edit, decide, django_capture_on_commit_callbacks
):
    used = {name: row(piece)[name] for name in ("used_at", "used_week", "used_revision_id")}
    take_down()
    edit("Đã viết lại", user=people.author)
    submit_piece(page=fresh(page), user=people.author)
    assert is_retracted(fresh(page))
    decide(page, people.chief, "approve")
    assert not fresh(page).live
    page = decide(page, people.editor, "approve")
    piece.refresh_from_db()
    assert (page.live, page.title) == (True, "Đã viết lại")
    assert not is_retracted(page)
    assert piece.state == ContributionState.USED
    assert {name: row(piece)[name] for name in used} == used
    assert event_kinds(piece)[-1] == EventKind.USED
    assert Correction.objects.get().kind == CorrectionKind.RETRACTION
    page.unpublish()
    assert not is_retracted(fresh(page)), "unpublished later, without a retraction"


def test_a_second_use_can_be_retracted_again(page, people, take_down, edit, decide):
    first = take_down()
    edit("Đã viết lại", user=people.author)
    submit_piece(page=fresh(page), user=people.author)
    decide(page, people.chief, "approve")
    decide(page, people.editor, "approve")
    second = take_down(note_vi="Vẫn sai.")
    assert second != first
    assert is_retracted(fresh(page))


@pytest.mark.parametrize("way", ["not_use", "withdraw"])
def test_what_is_sent_again_and_not_used_is_retracted_as_before(
    page, piece, people, take_down, edit, decide, way
):
    take_down()
    edit("Đã viết lại", user=people.author)
    submit_piece(page=fresh(page), user=people.author)
    decide(page, people.chief, "approve")
    if way == "not_use":
        decide(page, people.editor, "not_use", comment="Vẫn sai.")
    else:
        fresh(page).current_workflow_state.cancel(user=people.author)
    piece.refresh_from_db()
    assert piece.state == ContributionState.RETRACTED
    assert is_retracted(fresh(page))


def test_an_incomplete_piece_is_not_sent_again(page, people, take_down):
    take_down()
    draft = fresh(page).get_latest_revision_as_object()
    draft.lead = ""
    draft.save_revision(user=people.author)
    with pytest.raises(SubmissionRefused):
        submit_piece(page=fresh(page), user=people.author)


def test_a_crash_in_the_middle_leaves_the_state_before(page, piece, correct, edit, take_down):
    from wagtail.signals import page_unpublished

    english = translate(page)
    correction = correct.begin()
    before = row(piece)

    def crash(instance, **kwargs):
        if instance.pk == english.pk:
            raise RuntimeError("killed")

    page_unpublished.connect(crash)
    try:
        with pytest.raises(RuntimeError, match="killed"):
            take_down()
    finally:
        page_unpublished.disconnect(crash)
    correction.refresh_from_db()
    assert row(piece) == before
    assert correction.state == CorrectionState.OPEN
    assert set(ArticlePage.objects.live()) >= {page.articlepage_ptr, english.articlepage_ptr}
    take_down()
    assert not fresh(english).live
