"""Grading a used piece: what is frozen, who is refused, what a second time does."""

from datetime import datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from articles.enums import ContributionState, EventKind, Placement, RoyaltyRuleCode
from articles.grading.errors import RateMissing
from articles.grading.queries import current_grade, waiting_for_grade
from articles.grading.services import GradeRefused, preview, void
from articles.grading.sheets import GradeSheet
from articles.models import (
    BaseSalary,
    Contribution,
    Desk,
    Genre,
    GenreFrame,
    Grade,
    GradeBonus,
    GradeShare,
    RoyaltyRule,
)
from core.models import AuditEntry
from factories.newsroom import make_used_piece
from factories.portal import make_user

pytestmark = pytest.mark.django_db

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
LAST_OF_JUNE = datetime(2026, 6, 30, 23, 59, 59, tzinfo=HANOI)
FIRST_OF_JULY = datetime(2026, 7, 1, 0, 0, tzinfo=HANOI)
HARDSHIP, CHILDREN = RoyaltyRuleCode.HARDSHIP, RoyaltyRuleCode.CHILDREN_OR_MINORITY


def news(unit, **fields) -> Contribution:
    """Make a used news item of the genre Tin."""
    return make_used_piece(unit, **{"genre": Genre.objects.get(name_vi="Tin")} | fields)


def refusal(call) -> GradeRefused:
    """Return the refusal that a call ends with; nothing was written."""
    before = Grade.objects.count(), GradeBonus.objects.count(), GradeShare.objects.count()
    with pytest.raises(GradeRefused) as caught:
        call()
    assert before == (
        Grade.objects.count(), GradeBonus.objects.count(), GradeShare.objects.count(),
    )  # fmt: skip
    assert "%(" not in str(caught.value)
    return caught.value


@pytest.mark.parametrize(
    ("used_at", "day", "value", "amount"),
    [
        (LAST_OF_JUNE, "2026-06-30", 234_000, 702_000),
        (FIRST_OF_JULY, "2026-07-01", 253_000, 759_000),
    ],
)
def test_unit_value_follows_the_local_day_of_publication(unit, give, used_at, day, value, amount):
    made = give(news(unit, used_at=used_at))
    assert (made.published_on.isoformat(), made.unit_value, made.amount) == (day, value, amount)


def test_grade_freezes_every_figure(piece, give, people):
    now = timezone.now()
    made = give(
        piece,
        bonuses=((HARDSHIP, Decimal(40), "  Vùng lũ "), (CHILDREN, Decimal(10), "Cho thiếu nhi")),
        now=now,
    )
    made.refresh_from_db()
    assert made.version == 1
    assert made.revision == piece.used_revision
    assert (made.desk, made.genre, made.coefficient) == (piece.desk, piece.genre, Decimal(3))
    assert made.frame == GenreFrame.objects.get(genre=piece.genre)
    assert (made.placement, made.placement_percent) == (Placement.PORTAL, 100)
    assert (made.base_salary.amount, made.unit_percent) == (2_530_000, 10)
    assert (made.unit_value, made.amount) == (253_000, 1_138_500)
    assert (made.graded_by, made.graded_at, made.is_void) == (people.editor, now, False)
    bonuses = {(line.rule.code, line.percent, line.reason) for line in made.bonuses.all()}
    assert bonuses == {(HARDSHIP, 40, "Vùng lũ"), (CHILDREN, 10, "Cho thiếu nhi")}


def test_grade_is_split_by_the_shares_of_the_graded_revision(unit, people, give):
    third = Decimal("33.33")
    authors = [(people.author, "An", third), (None, "Bình", third), (None, "Chi", Decimal("33.34"))]
    made = give(news(unit, authors=authors), coefficient="0.5")
    shares = list(made.shares.all())
    assert [(s.position, s.user, s.pen_name, s.percent) for s in shares] == [
        (1, people.author, "An", third),
        (2, None, "Bình", third),
        (3, None, "Chi", Decimal("33.34")),
    ]
    # 126 500 × 33,33 % = 42 162,45 twice; 126 500 × 33,34 % = 42 175,10; one đồng is left over.
    assert [share.amount for share in shares] == [42_163, 42_162, 42_175]
    assert sum(share.amount for share in shares) == made.amount == 126_500


def test_later_correction_changes_neither_authors_nor_revision(piece, give):
    page = piece.page.specific
    page.authors.first().pen_name = "Người khác"
    for author in page.authors.all():
        author.pen_name = "Người khác"
        author.save()
    later = page.save_revision()
    piece.revision = later
    piece.save()
    made = give(piece)
    assert made.revision == piece.used_revision != later
    assert [share.pen_name for share in made.shares.all()] == ["Hải Yến"]


def test_sub_site_only_earns_a_fifth(unit, give):
    made = give(news(unit, placement=Placement.SUB_SITE))
    assert (made.placement_percent, made.amount) == (20, 151_800)


def test_translation_earns_a_share_of_the_original(piece, give):
    made = give(piece, translation_percent=Decimal("52.5"))
    assert (made.translation_percent, made.amount) == (Decimal("52.5"), 398_475)


def test_grading_is_told_without_amounts_and_audited(piece, give, people):
    made = give(piece)
    event = piece.events.get(kind=EventKind.GRADED)
    assert (event.actor, event.desk, event.note) == (people.editor, piece.desk, "")
    entry = AuditEntry.objects.get(action="grade.made")
    assert (entry.actor, entry.subject) == (people.editor, f"articles.grade:{made.pk}")
    assert (entry.data["version"], entry.data["amount"]) == (1, 759_000)


def test_same_sheet_sent_twice_gives_one_grade(piece, give):
    bonuses = ((HARDSHIP, Decimal("12.50"), "Vùng lũ"),)
    first = give(piece, bonuses=bonuses, translation_percent=Decimal(40))
    second = give(piece, bonuses=bonuses, translation_percent=Decimal("40.0"))
    assert (first, Grade.objects.count()) == (second, 1)
    assert piece.events.filter(kind=EventKind.GRADED).count() == 1
    assert AuditEntry.objects.filter(action="grade.made").count() == 1


@pytest.mark.parametrize(
    "change",
    [
        {"coefficient": "3.5"},
        {"translation_percent": Decimal(40)},
        {"bonuses": ((HARDSHIP, Decimal(10), "Vùng lũ"),)},
    ],
)
def test_another_sheet_for_the_version_before_is_refused(piece, give, people, change):
    give(piece)
    refused = refusal(lambda: give(piece, **change))
    assert "Bình" in str(refused)


def test_colleague_with_the_same_old_sheet_is_refused(piece, give, people):
    give(piece)
    assert "Bình" in str(refusal(lambda: give(piece, user=people.head)))


def test_new_version_keeps_the_old_one(piece, give, people):
    first = give(piece)
    second = give(
        piece, user=people.head, coefficient="4.0", expected_version=1, reason=" Bài công phu "
    )
    assert (second.version, second.reason, second.graded_by) == (2, "Bài công phu", people.head)
    first.refresh_from_db()
    assert (first.version, first.amount) == (1, 759_000)
    assert current_grade(piece) == second
    assert list(Grade.objects.current()) == [second]
    assert [event.note for event in piece.events.filter(kind=EventKind.GRADED)] == ["", "Version 2"]


@pytest.mark.parametrize("reason", ["", "  \n"])
def test_new_version_without_reason_is_refused(piece, give, reason):
    give(piece)
    refused = refusal(lambda: give(piece, coefficient="4.0", expected_version=1, reason=reason))
    assert refused.field == "reason"


def test_version_of_the_future_is_refused(piece, give):
    refusal(lambda: give(piece, expected_version=1, reason="x"))
    give(piece)
    refusal(lambda: give(piece, expected_version=2, reason="x"))


def test_rates_are_those_of_the_publication_at_a_new_version_too(unit, give):
    piece = news(unit, used_at=LAST_OF_JUNE)
    give(piece, now=LAST_OF_JUNE + timedelta(days=1))
    late = give(piece, expected_version=1, reason="Sửa", now=LAST_OF_JUNE + timedelta(days=200))
    assert late.unit_value == 234_000


@pytest.mark.parametrize(
    ("coefficient", "is_given"),
    [
        ("0.5", True), ("10.0", True), ("0", False), ("0.4", False), ("10.5", False),
        ("-1", False), ("3.3", False), ("3.25", False), ("NaN", False), ("Infinity", False),
    ],
)  # fmt: skip
def test_coefficient_keeps_to_the_decree_and_its_steps(piece, give, coefficient, is_given):
    if is_given:
        assert give(piece, coefficient=coefficient).coefficient == Decimal(coefficient)
    else:
        refused = refusal(lambda: give(piece, coefficient=coefficient))
        assert refused.field == "coefficient"


def test_refused_coefficient_names_both_ranges(piece, give, desk_frame):
    desk_frame("1.0", "4.0")
    text = str(refusal(lambda: give(piece, coefficient="4.5")))
    assert all(part in text for part in (str(piece.genre), "1", "4", "10"))


@pytest.fixture
def desk_frame(piece):
    """Return a function that gives the piece's desk a frame of its own."""

    def make(least, greatest, **fields):
        return GenreFrame.objects.create(
            **{"genre": piece.genre, "desk": piece.desk, "valid_from": "2020-01-01"}
            | {"min_coefficient": least, "max_coefficient": greatest, "source": "QĐ của bàn"}
            | fields
        )

    return make


@pytest.mark.parametrize(
    ("coefficient", "is_given"), [("0.5", False), ("1.0", True), ("4.0", True), ("4.5", False)]
)
def test_own_frame_of_the_desk_is_narrower(piece, give, desk_frame, coefficient, is_given):
    frame = desk_frame("1.0", "4.0")
    if is_given:
        assert give(piece, coefficient=coefficient).frame == frame
    else:
        refusal(lambda: give(piece, coefficient=coefficient))


def test_frame_of_the_other_desk_or_of_other_days_does_not_count(piece, give, desk_frame):
    desk_frame("1.0", "1.0", desk=Desk.objects.get(code="thematic"))
    desk_frame("1.0", "1.0", valid_from="2019-01-01", valid_to="2019-12-31")
    desk_frame("1.0", "1.0", valid_from="2099-01-01")
    assert give(piece, coefficient="9.0").coefficient == 9


def test_own_frame_never_reaches_above_the_decree(piece, give, desk_frame):
    desk_frame("1.0", "20.0")
    refusal(lambda: give(piece, coefficient="10.5"))
    assert give(piece, coefficient="10.0").amount == 2_530_000


def test_own_frame_outside_the_decree_is_named(piece, give, desk_frame):
    desk_frame("20.0", "30.0")
    refused = refusal(lambda: give(piece, coefficient="20.0"))
    assert isinstance(refused, RateMissing)
    assert str(piece.genre) in str(refused)


@pytest.mark.parametrize(
    ("code", "percent", "is_given"),
    [
        ("children_or_minority", "10", True), ("children_or_minority", "20", True),
        ("children_or_minority", "9.99", False), ("children_or_minority", "20.01", False),
        ("foreign_language", "30", True), ("foreign_language", "50", True),
        ("foreign_language", "29.99", False), ("foreign_language", "50.01", False),
        ("hardship", "0", True), ("hardship", "100", True), ("hardship", "100.01", False),
        ("hardship", "-1", False), ("hardship", "12.345", False), ("hardship", "NaN", False),
    ],
)  # fmt: skip
def test_bonus_keeps_to_its_legal_range(piece, give, code, percent, is_given):
    bonuses = ((code, Decimal(percent), "Có lý do"),)
    if is_given:
        assert give(piece, bonuses=bonuses).bonuses.get().percent == Decimal(percent)
    else:
        assert refusal(lambda: give(piece, bonuses=bonuses)).field == f"percent_{code}"


@pytest.mark.parametrize("reason", ["", "   ", "x" * 301])
def test_bonus_needs_a_reason_of_bearable_length(piece, give, reason):
    refused = refusal(lambda: give(piece, bonuses=((HARDSHIP, Decimal(10), reason),)))
    assert refused.field == "reason_hardship"


@pytest.mark.parametrize(
    "bonuses",
    [
        ((HARDSHIP, Decimal(10), "a"), (HARDSHIP, Decimal(20), "b")),
        (("unit_value", Decimal(10), "a"),),
        (("unknown", Decimal(10), "a"),),
    ],
)
def test_unknown_or_repeated_bonus_is_refused(piece, give, bonuses):
    refusal(lambda: give(piece, bonuses=bonuses))


@pytest.mark.parametrize(
    ("percent", "is_given"), [("40", True), ("65", True), ("39.99", False), ("65.01", False)]
)
def test_translation_keeps_to_its_legal_range(piece, give, percent, is_given):
    if is_given:
        assert give(piece, translation_percent=Decimal(percent))
    else:
        refused = refusal(lambda: give(piece, translation_percent=Decimal(percent)))
        assert refused.field == "translation_percent"


def test_genre_of_radio_and_television_is_refused(piece, give):
    radio = Genre.objects.filter(is_offered=False).first()
    assert refusal(lambda: give(piece, genre=radio)).field == "genre"


def test_genre_withdrawn_since_is_still_graded_for_its_piece(piece, give):
    Genre.objects.filter(pk=piece.genre_id).update(is_offered=False)
    assert give(Contribution.objects.get(pk=piece.pk)).genre == piece.genre


def test_grader_may_correct_the_genre(piece, give):
    reportage = Genre.objects.get(name_vi="Phóng sự")
    made = give(piece, genre=reportage, coefficient="30.0")
    assert (made.genre, made.amount) == (reportage, 7_590_000)


@pytest.mark.parametrize("role", ["thematic", "chief", "finance", "office", "administrator",
                                  "chief_editor", "author"])  # fmt: skip
def test_only_people_of_the_desk_grade(piece, give, people, role):
    refusal(lambda: give(piece, user=getattr(people, role)))


def test_head_of_the_desk_grades(piece, give, people):
    assert give(piece, user=people.head).graded_by == people.head


def test_superuser_does_not_grade(piece, give):
    refusal(lambda: give(piece, user=make_user(is_superuser=True)))


def test_disabled_account_does_not_grade(piece, give, people):
    people.editor.is_active = False
    people.editor.save()
    refusal(lambda: give(piece, user=type(people.editor).objects.get(pk=people.editor.pk)))


def test_unknown_piece_is_refused_like_a_foreign_one(piece, give, people):
    foreign = refusal(lambda: give(piece, user=people.thematic))
    piece.pk = 10**9
    assert str(refusal(lambda: give(piece))) == str(foreign)


def test_own_piece_is_refused(unit, give, people):
    signed = news(unit, authors=[(people.editor, "B", 100)])
    made = news(unit, owner=people.editor)
    for own in (signed, made):
        assert "your own" in str(refusal(lambda own=own: give(own)))


def test_author_taken_out_by_a_correction_still_may_not_grade(unit, give, people):
    piece = news(unit, authors=[(people.editor, "B", 100)])
    piece.page.authors.all().delete()
    assert "your own" in str(refusal(lambda: give(Contribution.objects.get(pk=piece.pk))))


@pytest.mark.parametrize(
    ("changes", "text"),
    [
        ({"used_at": None}, "not been used"),
        ({"used_revision": None}, "not been used"),
        ({"kind": "notice"}, "Notices"),
        ({"desk": None}, "your desk"),
    ],
)
def test_piece_without_a_royalty_is_refused(piece, give, changes, text):
    Contribution.objects.filter(pk=piece.pk).update(**changes)
    assert text in str(refusal(lambda: give(piece)))


@pytest.mark.parametrize(
    "state", [ContributionState.UNIT_REVIEW, ContributionState.RETRACTED, ContributionState.USED]
)
def test_used_piece_is_graded_whatever_happens_to_it_later(piece, give, state):
    Contribution.objects.filter(pk=piece.pk).update(state=state)
    assert give(piece)


def test_revision_with_wrong_shares_is_refused(unit, give):
    piece = news(unit, authors=[(None, "A", Decimal("99.99"))])
    assert "99.99" in str(refusal(lambda: give(piece)))


@pytest.mark.parametrize(
    ("model", "condition", "named"),
    [
        (BaseSalary, {}, "base salary"),
        (GenreFrame, {}, "News item"),
        (RoyaltyRule, {"code": "unit_value"}, "Unit value"),
        (RoyaltyRule, {"code": "portal"}, "portal"),
        (RoyaltyRule, {"code": "hardship"}, "dangerous"),
    ],
)
def test_missing_rate_is_named_with_its_day(unit, give, model, condition, named):
    piece = news(unit, used_at=FIRST_OF_JULY)
    model.objects.filter(**condition).delete()
    refused = refusal(lambda: give(piece, bonuses=((HARDSHIP, Decimal(10), "Vùng lũ"),)))
    assert isinstance(refused, RateMissing)
    assert named in str(refused)
    assert "2026" in str(refused)


def test_rate_of_another_day_does_not_count(unit, give):
    RoyaltyRule.objects.filter(code="portal").update(valid_to="2026-06-30")
    assert give(news(unit, used_at=LAST_OF_JUNE)).amount == 702_000
    piece = news(unit, used_at=FIRST_OF_JULY)
    assert isinstance(refusal(lambda: give(piece)), RateMissing)


def test_preview_computes_and_writes_nothing(piece, people):
    sheet = GradeSheet(genre=piece.genre, coefficient=Decimal("3.0"))
    assert (
        preview(contribution=piece, user=people.editor, sheet=sheet).computation.amount == 759_000
    )
    assert not Grade.objects.exists()
    refusal(lambda: preview(contribution=piece, user=people.thematic, sheet=sheet))


def test_void_pays_nothing_and_keeps_what_it_voids(piece, give, people):
    first = give(piece)
    empty = void(
        contribution_id=piece.pk,
        user=people.head,
        reason=" Đăng nhầm ",
        expected_version=1,
        now=timezone.now(),
    )
    assert (empty.version, empty.is_void, empty.amount, empty.reason) == (2, True, 0, "Đăng nhầm")
    assert (empty.coefficient, empty.unit_value) == (first.coefficient, first.unit_value)
    assert not empty.shares.exists()
    assert current_grade(piece) == empty
    assert AuditEntry.objects.get(action="grade.voided").actor == people.head
    assert piece.events.filter(kind=EventKind.GRADED).last().note == "Version 2"
    assert not waiting_for_grade(piece.desk).exists()


def test_void_refusals(piece, give, people):
    def call(user=people.editor, reason="Nhầm", expected_version=1):
        return void(
            contribution_id=piece.pk,
            user=user,
            reason=reason,
            expected_version=expected_version,
            now=timezone.now(),
        )

    assert "no grade" in str(refusal(call))
    give(piece)
    assert refusal(lambda: call(reason="  ")).field == "reason"
    assert refusal(lambda: call(reason="x" * 1001)).field == "reason"
    refusal(lambda: call(user=people.thematic))
    refusal(lambda: call(expected_version=0))
    first = call()
    assert call() == first
    assert "void already" in str(refusal(lambda: call(expected_version=2)))


def test_void_grade_may_be_given_anew(piece, give, people):
    give(piece)
    void(
        contribution_id=piece.pk,
        user=people.editor,
        reason="Nhầm",
        expected_version=1,
        now=timezone.now(),
    )
    third = give(piece, expected_version=2, reason="Chấm lại")
    assert (third.version, third.amount) == (3, 759_000)


def test_only_ungraded_used_pieces_of_the_desk_wait(unit, give):
    old, young = (news(unit, used_at=timezone.now() - timedelta(days=days)) for days in (20, 1))
    give(news(unit))
    thematic = make_used_piece(unit, kind="thematic")
    assert list(waiting_for_grade(old.desk)) == [old, young]
    assert list(waiting_for_grade(thematic.desk)) == [thematic]
