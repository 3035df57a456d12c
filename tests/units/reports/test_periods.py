"""Planning, headings and opening: who may, what is refused, what a second click does."""

from datetime import date, datetime

import pytest
from django.core.management import call_command

from core.models import AuditEntry
from factories.portal import make_unit, make_user
from factories.reports import (
    CLOSED,
    GROWING,
    HANOI,
    LATE,
    accept,
    fill,
    freeze,
    make_heading,
    make_judge,
    make_open_period,
    make_period,
    report_of,
    sign,
)
from units.enums import PortalRole, UnitKind
from units.models import Unit
from units.reports.enums import PeriodState, StepAction
from units.reports.errors import ChangedMeanwhile, NotAllowed, PeriodNotOpen, ReportRefused
from units.reports.models import HalfYearReport, ReportHeading, ReportPeriod
from units.reports.queries import current_period, previous_period
from units.reports.services.headings import (
    copy_headings,
    move_heading,
    remove_heading,
    save_heading,
)
from units.reports.services.opening import open_due_periods, open_period
from units.reports.services.periods import (
    PeriodDays,
    change_period,
    drop_period,
    plan_period,
    usual_days,
)

pytestmark = pytest.mark.django_db


def days(period: ReportPeriod, **changes) -> PeriodDays:
    values = {name: getattr(period, name) for name in ("starts_on", "cut_off_on", "due_on")}
    return PeriodDays(**values | changes)


def change(period, user, **changes):
    period.refresh_from_db()
    return change_period(
        period_id=period.pk,
        version=period.version,
        user=user,
        days=days(period, **changes),
        instructions="Ghi rõ số liệu",
    )


@pytest.mark.parametrize(
    ("half", "first", "last", "due"),
    [
        (1, date(2026, 1, 1), date(2026, 6, 30), date(2026, 7, 5)),
        (2, date(2026, 7, 1), date(2026, 12, 31), date(2027, 1, 5)),
    ],
)
def test_a_period_has_the_days_of_the_calendar(half, first, last, due):
    assert usual_days(2026, half) == PeriodDays(first, last, due)


def test_a_period_begins_after_the_cut_off_of_the_one_before():
    judge = make_judge()
    early = PeriodDays(date(2026, 1, 1), date(2026, 6, 20), date(2026, 6, 25))
    plan_period(year=2026, half=1, user=judge, days=early)
    assert usual_days(2026, 2).starts_on == date(2026, 6, 21)
    second = plan_period(year=2026, half=2, user=judge)
    assert previous_period(second).half == 1
    assert usual_days(2027, 1).starts_on == date(2027, 1, 1)


def test_a_period_is_planned_once_and_by_the_department_only():
    judge = make_judge()
    period = plan_period(year=2026, half=1, user=judge)
    assert period.state == PeriodState.PLANNED
    with pytest.raises(ReportRefused):
        plan_period(year=2026, half=1, user=judge)
    for role in (PortalRole.OFFICE, PortalRole.NEWS_DESK_HEAD):
        with pytest.raises(NotAllowed):
            plan_period(year=2026, half=2, user=make_user(portal_role=role))
    with pytest.raises(ReportRefused):
        plan_period(year=2026, half=3, user=judge)
    assert ReportPeriod.objects.count() == 1
    assert AuditEntry.objects.filter(action="reports.period.planned").count() == 1


def test_days_must_follow_and_belong_to_one_period():
    judge = make_judge()
    first = make_period(judge=judge)
    with pytest.raises(ReportRefused):
        change(first, judge, cut_off_on=date(2025, 12, 31))
    with pytest.raises(ReportRefused):
        change(first, judge, due_on=date(2026, 6, 29))
    shifted = PeriodDays(date(2026, 6, 30), date(2026, 12, 31), date(2027, 1, 5))
    with pytest.raises(ReportRefused):
        plan_period(year=2026, half=2, user=judge, days=shifted)


def test_changing_a_period_needs_its_version_and_keeps_signed_days(world):
    period = make_open_period(judge=world.judge)
    change(period, world.judge, due_on=date(2026, 7, 10))
    with pytest.raises(ChangedMeanwhile):
        change_period(
            period_id=period.pk,
            version=0,
            user=world.judge,
            days=days(period),
            instructions="",
        )
    sign(report_of(period, world.unit), world.leader)
    with pytest.raises(ReportRefused):
        change(period, world.judge, cut_off_on=date(2026, 6, 29))
    assert change(period, world.judge, due_on=date(2026, 7, 11)).due_on == date(2026, 7, 11)
    accept(report_of(period, world.unit), world.judge)
    freeze(period, world.judge, now=LATE)
    with pytest.raises(PeriodNotOpen):
        change(period, world.judge, due_on=date(2026, 7, 12))


def test_only_a_planned_period_is_dropped(world):
    period = make_period(judge=world.judge)
    with pytest.raises(NotAllowed):
        drop_period(period_id=period.pk, user=world.leader)
    drop_period(period_id=period.pk, user=world.judge)
    assert not ReportPeriod.objects.exists()
    opened = make_open_period(judge=world.judge)
    with pytest.raises(ReportRefused):
        drop_period(period_id=opened.pk, user=world.judge)


def test_opening_gives_every_unit_of_the_period_its_report(world):
    make_unit(kind=UnitKind.CONFEDERATION)
    gone, future, came = (make_unit() for _ in range(3))
    Unit.objects.filter(pk=gone.pk).update(valid_to=date(2025, 12, 31))
    Unit.objects.filter(pk=future.pk).update(valid_from=date(2026, 7, 1))
    Unit.objects.filter(pk=came.pk).update(valid_from=date(2026, 6, 30))
    left = make_unit()
    Unit.objects.filter(pk=left.pk).update(valid_to=date(2026, 1, 1))
    period = make_period(judge=world.judge)
    open_period(period_id=period.pk, now=GROWING, user=world.judge)
    expected = {world.unit, world.other, world.third, world.department, came, left}
    assert {one.unit for one in period.reports.select_related("unit")} == expected
    assert report_of(period, world.unit).unit_name == world.unit.name_vi
    assert report_of(period, world.department).unit_kind == UnitKind.DEPARTMENT
    assert period.reports.first().steps.get().action == StepAction.OPENED


def test_opening_again_adds_new_units_only_and_keeps_names(world):
    period = make_open_period(judge=world.judge)
    opened_at = period.opened_at
    before = period.reports.count()
    Unit.objects.filter(pk=world.unit.pk).update(name_vi="Tên mới")
    new = make_unit()
    assert open_due_periods(now=CLOSED) == 1
    assert open_due_periods(now=CLOSED) == 0
    period.refresh_from_db()
    assert period.reports.count() == before + 1
    assert report_of(period, new).unit_name == new.name_vi
    assert report_of(period, world.unit).unit_name != "Tên mới"
    assert period.opened_at == opened_at


@pytest.mark.parametrize(
    ("moment", "is_open"),
    [
        (datetime(2025, 12, 31, 23, 59, 59, tzinfo=HANOI), False),
        (datetime(2026, 1, 1, 0, 0, 0, tzinfo=HANOI), True),
    ],
)
def test_a_period_opens_at_midnight_of_its_first_day(world, moment, is_open):
    period = make_period(judge=world.judge)
    if not is_open:
        with pytest.raises(ReportRefused):
            open_period(period_id=period.pk, now=moment, user=world.judge)
    open_due_periods(now=moment)
    period.refresh_from_db()
    assert (period.state == PeriodState.OPEN) is is_open
    assert HalfYearReport.objects.exists() is is_open


def test_a_unit_may_not_open_and_a_frozen_period_does_not_open(world):
    period = make_open_period(judge=world.judge)
    with pytest.raises(NotAllowed):
        open_period(period_id=period.pk, now=GROWING, user=world.leader)
    freeze(period, world.judge)
    with pytest.raises(PeriodNotOpen):
        open_period(period_id=period.pk, now=LATE)
    make_unit()
    assert open_due_periods(now=LATE) == 0
    assert current_period() == period


def test_the_schedule_opens_and_counts(world, data):
    period = make_period(judge=world.judge, year=2020)
    data.sent[world.unit.pk] = 7
    call_command("open_reports", verbosity=0)
    report = report_of(period, world.unit)
    assert report.figures.get(indicator="test_sent").value == 7
    assert report.computed_at is not None


def test_headings_are_added_ordered_and_removed(world):
    period = make_period(judge=world.judge, headings=0)
    first = make_heading(period, world.judge, text_vi="  Một ", text_en="One")
    second = make_heading(period, world.judge, text_vi="Hai")
    assert first.text_vi == "Một"
    move_heading(heading_id=second.pk, user=world.judge, is_up=True)
    move_heading(heading_id=second.pk, user=world.judge, is_up=True)
    assert list(period.headings.all()) == [second, first]
    remove_heading(heading_id=second.pk, user=world.judge)
    assert list(period.headings.all()) == [first]
    with pytest.raises(ReportRefused):
        make_heading(period, world.judge, text_vi=" \u200b ")
    for user in (world.leader, world.officer):
        with pytest.raises(NotAllowed):
            make_heading(period, user)
        with pytest.raises(NotAllowed):
            remove_heading(heading_id=first.pk, user=user)
        with pytest.raises(NotAllowed):
            move_heading(heading_id=first.pk, user=user, is_up=True)


def test_only_the_wording_of_a_heading_with_text_changes(world):
    period = make_open_period(judge=world.judge, headings=2)
    heading = period.headings.first()
    fill(report_of(period, world.unit), world.officer, now=GROWING)
    fields = {"period_id": period.pk, "user": world.judge, "heading_id": heading.pk}
    changed = save_heading(text_vi="Chữ mới", is_required=True, **fields)
    assert changed.text_vi == "Chữ mới"
    with pytest.raises(ReportRefused):
        save_heading(text_vi="Chữ mới", is_required=False, **fields)
    with pytest.raises(ReportRefused):
        remove_heading(heading_id=heading.pk, user=world.judge)
    with pytest.raises(ReportRefused):
        move_heading(heading_id=heading.pk, user=world.judge, is_up=False)
    assert period.headings.first().text_vi == "Chữ mới"


def test_nothing_more_is_asked_once_a_unit_has_signed(world):
    period = make_open_period(judge=world.judge)
    sign(report_of(period, world.unit), world.leader)
    with pytest.raises(ReportRefused):
        make_heading(period, world.judge, text_vi="Mới")
    assert make_heading(period, world.judge, text_vi="Thêm", is_required=False).pk
    with pytest.raises(ReportRefused):
        copy_headings(period_id=period.pk, user=world.judge)


def test_headings_are_copied_from_the_last_period_once(world):
    make_period(judge=world.judge, year=2024, half=2, headings=1)
    make_period(judge=world.judge, year=2025, half=1, headings=3)
    make_period(judge=world.judge, year=2025, half=2, headings=0)
    period = plan_period(year=2026, half=1, user=world.judge)
    copied = list(period.headings.values_list("text_vi", "is_required", "sort_order"))
    assert copied == [("Mục 1", True, 1), ("Mục 2", False, 2), ("Mục 3", False, 3)]
    assert copy_headings(period_id=period.pk, user=world.judge) == 0
    assert period.headings.count() == 3


def test_headings_of_a_frozen_period_stay(world):
    period = make_open_period(judge=world.judge)
    freeze(period, world.judge)
    heading = period.headings.get()
    with pytest.raises(PeriodNotOpen):
        save_heading(period_id=period.pk, user=world.judge, heading_id=heading.pk, text_vi="Khác")
    with pytest.raises(PeriodNotOpen):
        remove_heading(heading_id=heading.pk, user=world.judge)
    assert ReportHeading.objects.get().text_vi == "Mục 1"


def test_a_heading_of_another_period_is_not_found(world):
    first, second = make_period(judge=world.judge), make_period(judge=world.judge, half=2)
    with pytest.raises(ReportHeading.DoesNotExist):
        save_heading(
            period_id=second.pk,
            user=world.judge,
            heading_id=first.headings.get().pk,
            text_vi="Khác",
        )
