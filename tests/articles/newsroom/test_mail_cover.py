"""Cover out of hours: who gets the mail at night, on which days, and otherwise everybody."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from articles.models import Desk, DeskCover
from articles.newsroom.mail_cover import mail_recipients
from articles.services.review_mail import reviewers_to_tell
from factories.portal import make_user
from units.enums import PortalRole

pytestmark = pytest.mark.django_db

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
# A Friday; the day before is a Thursday.
FRIDAY = date(2026, 11, 27)


def at(hour: int, minute: int = 0, *, day: date = FRIDAY) -> datetime:
    return datetime.combine(day, time(hour, minute), tzinfo=HANOI)


@pytest.fixture
def desk():
    return Desk.objects.get(code="news")


@pytest.fixture
def cover(desk, people):
    """Return a function that lets the editor cover the desk, by default every night."""

    def make(**fields) -> DeskCover:
        return DeskCover.objects.create(
            **{"desk": desk, "user": people.editor, "valid_from": date(2026, 1, 1)}
            | {"starts_at": time(18), "ends_at": time(7, 30)}
            | fields
        )

    return make


def everybody(people) -> set:
    return {people.editor, people.colleague, people.head}


def told(desk, now) -> set:
    return set(mail_recipients(desk=desk, now=now))


def test_without_cover_all_of_the_desk_are_told(desk, people):
    for hour in (3, 12, 23):
        assert told(desk, at(hour)) == everybody(people)


@pytest.mark.parametrize(
    ("hour", "minute", "covered"),
    [
        (17, 59, False), (18, 0, True), (23, 59, True), (0, 0, True), (7, 29, True),
        (7, 30, False), (12, 0, False),
    ],
)  # fmt: skip
def test_span_over_midnight(desk, people, cover, hour, minute, covered):
    cover()
    expected = {people.editor} if covered else everybody(people)
    assert told(desk, at(hour, minute)) == expected


@pytest.mark.parametrize(
    ("hour", "minute", "covered"),
    [(11, 59, False), (12, 0, True), (13, 29, True), (13, 30, False)],
)
def test_span_within_a_day(desk, people, cover, hour, minute, covered):
    cover(starts_at=time(12), ends_at=time(13, 30))
    expected = {people.editor} if covered else everybody(people)
    assert told(desk, at(hour, minute)) == expected


def test_night_belongs_to_the_weekday_on_which_it_begins(desk, people, cover):
    cover(weekday=5)
    saturday = FRIDAY + timedelta(days=1)
    assert told(desk, at(23)) == {people.editor}
    assert told(desk, at(3, day=saturday)) == {people.editor}
    assert told(desk, at(3)) == everybody(people)
    assert told(desk, at(23, day=saturday)) == everybody(people)


def test_sunday_s_night_ends_on_monday(desk, people, cover):
    cover(weekday=7)
    sunday = FRIDAY + timedelta(days=2)
    assert told(desk, at(23, day=sunday)) == {people.editor}
    assert told(desk, at(3, day=sunday + timedelta(days=1))) == {people.editor}
    assert told(desk, at(3, day=sunday)) == everybody(people)


def test_validity_counts_the_day_on_which_a_night_begins(desk, people, cover):
    cover(valid_from=FRIDAY, valid_to=FRIDAY)
    saturday = FRIDAY + timedelta(days=1)
    assert told(desk, at(3)) == everybody(people)
    assert told(desk, at(18)) == {people.editor}
    assert told(desk, at(3, day=saturday)) == {people.editor}
    assert told(desk, at(18, day=saturday)) == everybody(people)


def test_new_year_s_night(desk, people, cover):
    cover(valid_from=date(2026, 12, 31), valid_to=date(2026, 12, 31))
    assert told(desk, at(23, 59, day=date(2026, 12, 31))) == {people.editor}
    assert told(desk, at(0, 1, day=date(2027, 1, 1))) == {people.editor}
    assert told(desk, at(19, day=date(2027, 1, 1))) == everybody(people)


def test_times_are_those_of_the_portal_whatever_zone_the_moment_is_in(desk, people, cover):
    cover()
    night = at(23).astimezone(ZoneInfo("UTC"))
    assert told(desk, night) == {people.editor}
    assert told(desk, at(9).astimezone(ZoneInfo("America/New_York"))) == everybody(people)


def test_several_may_cover_together(desk, people, cover):
    cover()
    cover(user=people.head, starts_at=time(22), ends_at=time(6))
    assert told(desk, at(19)) == {people.editor}
    assert told(desk, at(23)) == {people.editor, people.head}


def test_cover_of_the_other_desk_changes_nothing(desk, people, cover):
    cover(desk=Desk.objects.get(code="thematic"), user=people.thematic)
    assert told(desk, at(23)) == everybody(people)


def test_who_left_the_desk_covers_it_no_more(desk, people, cover):
    cover()
    people.editor.groups.clear()
    assert told(desk, at(23)) == {people.colleague, people.head}


def test_switched_off_account_covers_nothing(desk, people, cover):
    cover()
    type(people.editor).objects.filter(pk=people.editor.pk).update(is_active=False)
    assert told(desk, at(23)) == {people.colleague, people.head}


def test_at_night_the_author_at_the_desk_does_not_stand_alone(page, people, cover):
    """The only cover wrote the piece, so everybody else hears of it."""
    cover()
    task = page.current_workflow_task.specific
    assert reviewers_to_tell(task=task, page=page, now=at(23)) == {people.editor.pk}
    type(page).objects.filter(pk=page.pk).update(owner=people.editor)
    page = type(page).objects.get(pk=page.pk)
    expected = {people.colleague.pk, people.head.pk}
    assert reviewers_to_tell(task=task, page=page, now=at(23)) == expected


@pytest.mark.parametrize(
    "wrong",
    [
        {"starts_at": time(8), "ends_at": time(8)},
        {"valid_from": FRIDAY, "valid_to": FRIDAY - timedelta(days=1)},
    ],
)
def test_cover_has_a_length_and_days_in_order(cover, wrong):
    with pytest.raises(IntegrityError), transaction.atomic():
        cover(**wrong)


@pytest.mark.parametrize("weekday", [0, 8])
def test_weekday_is_one_of_seven(cover, weekday):
    row = cover()
    row.weekday = weekday
    with pytest.raises(ValidationError):
        row.full_clean()


def sent(desk, user, **fields) -> dict:
    return {
        "desk": desk.pk,
        "user": user.pk,
        "weekday": "",
        "starts_at": "18:00",
        "ends_at": "07:30",
        "valid_from": "01/12/2026",
        "valid_to": "",
    } | fields


def test_portal_administrator_sets_the_cover(desk, people, browse):
    client = browse(people.administrator)
    client.post(reverse("desk-cover:add"), sent(desk, people.editor))
    row = DeskCover.objects.get()
    assert (row.user, row.starts_at, row.valid_from) == (
        people.editor, time(18), date(2026, 12, 1),
    )  # fmt: skip


def test_cover_by_somebody_of_the_other_desk_is_refused(desk, people, browse):
    response = browse(people.administrator).post(
        reverse("desk-cover:add"), sent(desk, people.thematic)
    )
    assert "user" in response.context["form"].errors
    assert not DeskCover.objects.exists()


@pytest.mark.parametrize("who", ["editor", "head", "chief", "in_chief"])
@pytest.mark.parametrize("name", ["desk-cover", "return-reasons"])
def test_nobody_else_sets_cover_or_reasons(desk, people, browse, who, name):
    client = browse(getattr(people, who))
    for page in ("index", "add"):
        assert client.get(reverse(f"{name}:{page}")).status_code == 404
    assert client.post(reverse("desk-cover:add"), sent(desk, people.editor)).status_code == 404


def test_only_people_of_desks_are_offered(desk, people, browse):
    make_user(portal_role=PortalRole.OFFICE)
    form = browse(people.administrator).get(reverse("desk-cover:add")).context["form"]
    offered = set(form.fields["user"].queryset)
    assert offered == {*everybody(people), people.thematic}
