"""What counts, and in which week: by the real workflow, and at the edges of weeks and years."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from articles.models import Contribution, QuotaRule, UnitReviewTask
from articles.newsroom.transfer import transfer
from articles.quotas.standings import WeekState, read_standings
from articles.quotas.tallies import Tally, read_tallies
from articles.services.submission import submit_piece
from core.weeks import week_of, weeks_between, weeks_of_year
from factories.portal import make_article, make_image, make_unit, make_user
from factories.quotas import local, make_sent
from units.enums import UnitKind, UnitRole

pytestmark = pytest.mark.django_db
WEEK = date(2026, 3, 2)
BEGIN, LAST = local(2026, 3, 2, 0), local(2026, 3, 8, 23, 59, 59)


def department():
    return make_unit(kind=UnitKind.DEPARTMENT)


@pytest.fixture
def send(unit, people):
    """Return a function that takes a new piece to its desk through the unit's own review."""

    def to_desk(of=None, kind="news", **fields):
        of = of or unit
        author = people.author if of == unit else make_user(unit=of, role=UnitRole.CONTRIBUTOR)
        chief = people.chief_editor if of == unit else make_user(unit=of, role="chief_editor")
        page = make_article(kind, of, live=False, owner=author, **fields)
        submit_piece(page=page, user=author)
        return decide(page, chief, "approve")

    return to_desk


def decide(page, user, action, **data):
    page = type(page).objects.get(pk=page.pk)
    state = page.current_workflow_task_state
    state.task.specific.on_action(state, user, action, **data)
    return type(page).objects.get(pk=page.pk)


def approve_all(page, *, chief, desk) -> None:
    """Approve at every step that has not seen the piece as it is now."""
    while (state := page.current_workflow_task_state) and state.status == "in_progress":
        reviewer = chief if isinstance(state.task.specific, UnitReviewTask) else desk
        page = decide(page, reviewer, "approve")


def this_week(unit, stand):
    now = timezone.now()
    found = stand(unit, week_of(now), now=now)
    return found.sent, found.used


def test_week_begins_and_ends_at_midnight_in_vietnam(unit, stand):
    for moment in (BEGIN, LAST, BEGIN - timedelta(seconds=1), LAST + timedelta(seconds=1)):
        make_sent(unit, moment)
    weeks = weeks_between(date(2026, 2, 23), date(2026, 3, 9))
    assert [stand(unit, week).sent for week in weeks] == [1, 2, 1]


def test_sent_and_used_count_each_in_their_own_week(unit, stand):
    make_sent(unit, LAST, used_at=LAST + timedelta(seconds=1))
    first, second = stand(unit, WEEK), stand(unit, date(2026, 3, 9))
    assert (first.sent, first.used, first.state()) == (1, 0, WeekState.MET)
    assert (second.sent, second.used, second.state()) == (0, 1, WeekState.SHORT)
    assert (first.state("used"), second.state("used")) == (WeekState.SHORT, WeekState.MET)


def test_the_last_days_of_a_year_may_belong_to_the_next(unit):
    for moment in (
        local(2025, 12, 28, 23, 59),  # the last Sunday of 2025
        local(2025, 12, 29, 0),  # Monday of week 1 of 2026
        local(2025, 12, 31, 23, 59),
        local(2026, 1, 1, 0),
        local(2026, 12, 31, 23, 59),  # Thursday of week 53
        local(2027, 1, 1, 0),
        local(2027, 1, 3, 23, 59),
        local(2027, 1, 4, 0),  # week 1 of 2027
    ):
        make_sent(unit, moment)
    sent = {}
    for year in (2025, 2026, 2027):
        [standing] = read_standings(units=[unit], weeks=weeks_of_year(year), now=local(2030, 1, 1))
        sent[year] = [(one.week, one.sent) for one in standing.weeks if one.sent]
    assert sent == {
        2025: [(date(2025, 12, 22), 1)],
        2026: [(date(2025, 12, 29), 3), (date(2026, 12, 28), 3)],
        2027: [(date(2027, 1, 4), 1)],
    }


def test_a_piece_counts_when_it_reaches_its_desk_and_not_before(unit, people, send, stand):
    page = make_article("news", unit, live=False, owner=people.author)
    submit_piece(page=page, user=people.author)
    assert this_week(unit, stand) == (0, 0)
    decide(page, people.chief_editor, "approve")
    assert this_week(unit, stand) == (1, 0)


def test_what_is_withdrawn_before_the_desk_does_not_count(unit, people, stand):
    page = make_article("news", unit, live=False, owner=people.author)
    submit_piece(page=page, user=people.author)
    page.current_workflow_state.cancel(user=people.author)
    assert Contribution.objects.get().state == "withdrawn"
    assert this_week(unit, stand) == (0, 0)


def test_a_returned_piece_that_is_sent_again_counts_once(unit, people, send, stand):
    page = send()
    page = decide(page, people.editor, "reject", comment="Thêm nguồn")
    assert this_week(unit, stand) == (1, 0)
    page.title = "Tên rõ hơn"
    page.save_revision(user=people.author)
    submit_piece(page=page, user=people.author)
    approve_all(page, chief=people.chief_editor, desk=people.editor)
    assert this_week(unit, stand) == (1, 1)


def test_a_returned_piece_stays_in_the_week_of_its_first_arrival(unit, people, send, stand):
    page = send()
    Contribution.objects.update(sent_week=WEEK, sent_at=BEGIN)
    page = decide(page, people.editor, "reject", comment="Thêm nguồn")
    submit_piece(page=page, user=people.author)
    assert Contribution.objects.get().state == "desk_review"
    assert this_week(unit, stand) == (0, 0)
    assert stand(unit, WEEK).sent == 1


def test_an_update_of_a_used_piece_is_neither_sent_nor_used_again(unit, people, send, stand):
    page = decide(send(), people.editor, "approve")
    Contribution.objects.update(sent_week=WEEK, used_week=WEEK)
    page.title = "Tên mới"
    page.save_revision(user=people.author)
    submit_piece(page=page, user=people.author)
    page = decide(page, people.chief_editor, "approve")
    decide(page, people.editor, "approve")
    assert this_week(unit, stand) == (0, 0)
    found = stand(unit, WEEK)
    assert (found.sent, found.used) == (1, 1)


def test_a_notice_goes_to_no_desk_and_never_counts(unit, people, stand):
    page = make_article("notice", unit, live=False, owner=people.chief_editor)
    submit_piece(page=page, user=people.chief_editor)
    decide(page, people.chief_editor, "approve")
    assert Contribution.objects.get().kind == "notice"
    make_sent(unit, timezone.now(), kind="notice", used_at=timezone.now())
    assert this_week(unit, stand) == (0, 0)


def test_thematic_pieces_count_for_a_federation_too(unit, stand):
    make_sent(unit, BEGIN, kind="thematic")
    assert stand(unit, WEEK).sent == 1


def test_a_department_needs_thematic_pieces_with_pictures(stand):
    unit = department()
    make_sent(unit, BEGIN, kind="news", pictures=3, used_at=LAST)
    make_sent(unit, BEGIN, kind="thematic", pictures=0, used_at=LAST)
    found = stand(unit, WEEK)
    assert (found.sent, found.used, found.missing) == (0, 0, 2)
    make_sent(unit, BEGIN, kind="thematic", pictures=1, used_at=LAST)
    found = stand(unit, WEEK)
    assert (found.sent, found.used, found.missing) == (1, 1, 1)
    assert found.state() is WeekState.PARTLY
    make_sent(unit, BEGIN, kind="thematic", pictures=5)
    found = stand(unit, WEEK)
    assert (found.sent, found.used, found.missing) == (2, 1, 0)
    assert (found.state(), found.state("used")) == (WeekState.MET, WeekState.PARTLY)


@pytest.fixture
def illustrated():
    """Return a unit that must send a news item with a picture; no shipped rule asks for that."""
    QuotaRule.objects.create(
        unit_kind=UnitKind.CONFEDERATION,
        piece_kind="news",
        per_week=1,
        needs_picture=True,
        valid_from=date(2020, 1, 6),
        source="QĐ",
    )
    return make_unit(kind=UnitKind.CONFEDERATION)


def put_picture(page, picture) -> None:
    """Save a new revision with a picture, or without one."""
    page.cover, text = picture, "Ảnh" if picture else ""
    page.cover_alt = page.cover_caption = page.cover_credit = text
    page.save_revision(user=page.owner)


def test_illustrated_is_read_from_the_piece(illustrated, send, stand):
    send(of=illustrated)
    assert this_week(illustrated, stand) == (0, 0)
    send(of=illustrated, cover=make_image(illustrated))
    assert this_week(illustrated, stand) == (1, 0)
    in_body = {"image": make_image(illustrated), "alt": "a", "caption": "b", "credit": "c"}
    send(of=illustrated, body=[("rich_text", "<p>Chữ.</p>"), ("picture", in_body)])
    assert this_week(illustrated, stand) == (2, 0)


def test_a_picture_that_is_added_before_the_use_counts(illustrated, send, people, stand):
    page = decide(send(of=illustrated), people.editor, "reject", comment="Thiếu ảnh")
    assert this_week(illustrated, stand) == (0, 0)
    put_picture(page, make_image(illustrated))
    submit_piece(page=page, user=page.owner)
    assert this_week(illustrated, stand) == (1, 0)
    chief = make_user(unit=illustrated, role=UnitRole.CHIEF_EDITOR)
    approve_all(page, chief=chief, desk=people.editor)
    assert this_week(illustrated, stand) == (1, 1)


@pytest.mark.parametrize("had_picture", [True, False])
def test_an_update_after_the_use_changes_no_past_week(
    illustrated, send, people, stand, had_picture
):
    picture = make_image(illustrated)
    page = decide(
        send(of=illustrated, cover=picture if had_picture else None), people.editor, "approve"
    )
    before = this_week(illustrated, stand)
    assert before == ((1, 1) if had_picture else (0, 0))
    put_picture(page, None if had_picture else picture)
    submit_piece(page=page, user=page.owner)
    page = decide(page, make_user(unit=illustrated, role=UnitRole.CHIEF_EDITOR), "approve")
    decide(page, people.editor, "approve")
    assert (Contribution.objects.get().revision_id, this_week(illustrated, stand)) == (
        page.latest_revision_id,
        before,
    )


def test_a_transferred_piece_stays_what_its_unit_sent(send, people, stand):
    """The other desk takes it; a department has still sent its thematic piece."""
    unit = department()
    page = send(of=unit, kind="thematic", cover=make_image(unit))
    piece = Contribution.objects.get(page=page)
    transfer(contribution_id=piece.pk, user=people.thematic, note="", now=timezone.now())
    piece.refresh_from_db()
    assert (piece.desk.code, piece.kind) == ("news", "thematic")
    assert this_week(unit, stand) == (1, 0)
    decide(page, people.editor, "approve")
    assert this_week(unit, stand) == (1, 1)


def test_a_news_item_on_the_thematic_desk_is_no_thematic_piece(send, people, stand):
    unit = department()
    page = send(of=unit, kind="news", cover=make_image(unit))
    piece = Contribution.objects.get(page=page)
    transfer(contribution_id=piece.pk, user=people.editor, note="", now=timezone.now())
    assert this_week(unit, stand) == (0, 0)


def test_a_piece_of_the_sub_site_only_is_used_all_the_same(unit, people, send, stand):
    decide(send(), people.editor, "approve", placement="sub_site")
    assert this_week(unit, stand) == (1, 1)


def test_tallies_tell_types_and_pictures_apart(unit):
    make_sent(unit, BEGIN)
    make_sent(unit, BEGIN, pictures=2, used_at=LAST)
    make_sent(unit, LAST, kind="thematic", pictures=1)
    assert read_tallies(weeks=[WEEK]) == {
        ("sent", unit.pk, WEEK): Tally(2, 1, 1, 1),
        ("used", unit.pk, WEEK): Tally(1, 1, 0, 0),
    }
    assert read_tallies(weeks=[WEEK], unit_ids=[unit.pk + 1]) == {}
    assert read_tallies(weeks=[date(2026, 3, 9)]) == {}
