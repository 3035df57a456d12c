"""A desk's decisions by a piece's number: who may, on what, and what each leaves behind."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles.enums import ContributionState, EventKind, Placement, StayOutcome
from articles.errors import ReviewRefused
from articles.models import ArticleAuthor, Contribution, ReturnReason
from articles.newsroom.decisions import decide as decide_by_number
from articles.newsroom.decisions import not_use, return_piece, use
from articles.services.submission import submit_piece

pytestmark = pytest.mark.django_db

NOTHING = {"placement": "", "use_at": None, "comment": ""}


def act(name: str, piece, user):
    now = timezone.now()
    calls = {
        "return": lambda: return_piece(
            contribution_id=piece.pk, user=user, reasons=[], comment="Sửa.", now=now
        ),
        "not_use": lambda: not_use(
            contribution_id=piece.pk, user=user, reasons=[], comment="Trùng.", now=now
        ),
        "use": lambda: use(contribution_id=piece.pk, user=user, now=now, **NOTHING),
    }
    calls[name]()


@pytest.mark.parametrize(
    ("name", "state", "outcome"),
    [
        ("return", ContributionState.RETURNED, StayOutcome.RETURNED),
        ("not_use", ContributionState.NOT_USED, StayOutcome.NOT_USED),
        ("use", ContributionState.USED, StayOutcome.USED),
    ],
)
def test_decision_ends_the_step_and_the_desk_s_clock(piece, people, name, state, outcome):
    act(name, piece, people.editor)
    piece.refresh_from_db()
    stay = piece.stays.get()
    assert (piece.state, piece.due_at, stay.outcome) == (state, None, outcome)
    assert stay.left_at is not None
    assert piece.page.live is (name == "use")


@pytest.mark.parametrize("who", ["author", "chief", "thematic", "in_chief", "administrator"])
@pytest.mark.parametrize("name", ["return", "not_use", "use"])
def test_outsiders_are_refused(piece, people, who, name):
    with pytest.raises(ReviewRefused):
        act(name, piece, getattr(people, who))
    piece.refresh_from_db()
    assert piece.state == ContributionState.DESK_REVIEW


@pytest.mark.parametrize("name", ["return", "not_use", "use"])
def test_own_piece_is_refused(page, piece, people, name):
    page.authors.add(ArticleAuthor(pen_name="Bình", user=people.editor, share=0))
    page.save()
    with pytest.raises(ReviewRefused):
        act(name, piece, people.editor)


@pytest.mark.parametrize("name", ["return", "not_use", "use"])
def test_second_decision_is_refused(piece, people, name):
    act("return", piece, people.editor)
    with pytest.raises(ReviewRefused):
        act(name, piece, people.colleague)
    piece.refresh_from_db()
    assert piece.state == ContributionState.RETURNED
    assert piece.events.filter(kind=EventKind.RETURNED).count() == 1


def test_unknown_number_answers_like_a_foreign_one(piece, people):
    answers = set()
    for number, user in ((10**6, people.editor), (piece.pk, people.thematic)):
        with pytest.raises(ReviewRefused) as refusal:
            return_piece(
                contribution_id=number, user=user, reasons=[], comment="x", now=timezone.now()
            )
        answers.add(str(refusal.value))
    assert len(answers) == 1


@pytest.mark.parametrize("service", [return_piece, not_use])
def test_a_reason_or_own_words_are_needed(piece, people, service):
    with pytest.raises(ReviewRefused):
        service(
            contribution_id=piece.pk,
            user=people.editor,
            reasons=[],
            comment="  ",
            now=timezone.now(),
        )


@pytest.mark.parametrize("service", [return_piece, not_use])
def test_reason_that_is_no_longer_offered_is_refused(piece, people, service):
    reason = ReturnReason.objects.first()
    ReturnReason.objects.filter(pk=reason.pk).update(is_active=False)
    with pytest.raises(ReviewRefused):
        service(
            contribution_id=piece.pk,
            user=people.editor,
            reasons=[reason.slug],
            comment="",
            now=timezone.now(),
        )


def test_reasons_of_returning_and_of_not_using_are_kept_apart(piece, people):
    reason = ReturnReason.objects.first()
    ReturnReason.objects.filter(pk=reason.pk).update(for_return=False)
    given = {"contribution_id": piece.pk, "user": people.editor, "reasons": [reason.slug]}
    with pytest.raises(ReviewRefused):
        return_piece(**given, comment="", now=timezone.now())
    not_use(**given, comment="", now=timezone.now())
    assert piece.events.get(kind=EventKind.NOT_USED).note == reason.name_vi


def test_use_is_refused_when_the_unit_saved_something_newer(page, piece, people):
    """What a list shows is what is used: nothing that came in meanwhile."""
    page.get_latest_revision_as_object().save_revision(user=people.chief)
    with pytest.raises(ReviewRefused):
        act("use", piece, people.editor)
    page.refresh_from_db()
    assert not page.live


def test_action_that_no_desk_has_is_refused(piece, people):
    for action in ("publish", "", "publish_correction"):
        with pytest.raises(ReviewRefused):
            decide_by_number(
                contribution_id=piece.pk,
                user=people.editor,
                action=action,
                data={},
                now=timezone.now(),
            )


@pytest.mark.parametrize("placement", [Placement.PORTAL, Placement.SUB_SITE])
def test_use_places_a_piece_everywhere_or_on_its_sub_site(piece, people, placement):
    use(
        contribution_id=piece.pk,
        user=people.editor,
        now=timezone.now(),
        **NOTHING | {"placement": placement},
    )
    piece.refresh_from_db()
    assert (piece.placement, piece.page.placement) == (placement, placement)
    assert piece.used_revision == piece.revision


def test_unknown_placement_is_refused(piece, people):
    with pytest.raises(ReviewRefused):
        use(
            contribution_id=piece.pk,
            user=people.editor,
            now=timezone.now(),
            **NOTHING | {"placement": "front"},
        )


def test_a_not_used_piece_is_sent_again_and_comes_back(page, piece, people, decide):
    act("not_use", piece, people.editor)
    page = type(page).objects.get(pk=page.pk)
    assert page.current_workflow_state is None
    assert not page.live
    submit_piece(page=page, user=people.author)
    decide(page, people.chief, "approve")
    piece.refresh_from_db()
    assert (piece.state, piece.desk.code) == (ContributionState.DESK_REVIEW, "news")
    assert [stay.outcome for stay in piece.stays.all()] == [StayOutcome.NOT_USED, ""]
    # It counts as sent once, in the week in which it first came.
    assert piece.events.filter(kind=EventKind.ARRIVED).count() == 2


def test_an_update_that_is_not_used_leaves_the_piece_in_use(page, piece, people, decide):
    act("use", piece, people.editor)
    first_use = Contribution.objects.get(pk=piece.pk).used_at
    page = type(page).objects.get(pk=page.pk)
    page.get_latest_revision_as_object().save_revision(user=people.author)
    submit_piece(page=type(page).objects.get(pk=page.pk), user=people.author)
    decide(page, people.chief, "approve")
    act("not_use", piece, people.editor)
    piece.refresh_from_db()
    assert (piece.state, piece.used_at) == (ContributionState.USED, first_use)
    assert type(page).objects.get(pk=page.pk).live


def test_author_reads_the_reason_in_the_mail(
    piece, people, mailoutbox, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        act("not_use", piece, people.editor)
    [mail] = [one for one in mailoutbox if people.author.email in one.to]
    assert "Trùng." in mail.body
    assert people.editor.email not in [address for one in mailoutbox for address in one.to]


def test_decision_counts_from_the_time_it_is_given(piece, people):
    now = timezone.now() + timedelta(hours=5)
    not_use(contribution_id=piece.pk, user=people.editor, reasons=[], comment="x", now=now)
    piece.refresh_from_db()
    assert piece.waiting_since == piece.stays.get().left_at == now
