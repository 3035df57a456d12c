"""Reminders: before and after the due day, each once, true when they arrive."""

from datetime import date, datetime

import pytest
from django.core import mail
from django.core.management import call_command
from django.utils import timezone

from factories.portal import make_user
from factories.reports import CLOSED, HANOI, freeze, make_leader, make_open_period, report_of, sign
from units.enums import SuccessionKind, UnitRole
from units.lineage import forget_successions
from units.models import Unit, UnitSuccession
from units.reports.models import ReportReminder
from units.reports.services.reminders import deliver_reminder, remind_reports

pytestmark = pytest.mark.django_db

# The report is due on Sunday 5 July 2026: three working days before is Wednesday, 1 July.
SOON = datetime(2026, 7, 1, 8, tzinfo=HANOI)
LATE = datetime(2026, 7, 6, 8, tzinfo=HANOI)


@pytest.fixture
def period(world):
    return make_open_period(judge=world.judge)


@pytest.fixture
def set_clock(monkeypatch):
    """Return a function that sets the clock by which the worker sends."""
    return lambda now: monkeypatch.setattr(timezone, "now", lambda: now)


def recipients() -> set[str]:
    return {to for letter in mail.outbox for to in letter.to}


def test_reminders_go_to_officers_and_leaders_once(period, world, set_clock):
    set_clock(SOON)
    make_user(unit=world.unit, role=UnitRole.CHIEF_EDITOR)
    make_user(unit=world.unit, role=UnitRole.LEADER, is_active=False)
    assert remind_reports(now=SOON) == 2
    people = (world.officer, world.leader, world.other_officer, world.other_leader)
    assert recipients() == {one.email for one in people}
    assert len(mail.outbox) == 4
    assert remind_reports(now=SOON) == 0
    set_clock(LATE)
    assert remind_reports(now=LATE) == 2
    assert remind_reports(now=LATE) == 0
    assert len(mail.outbox) == 8
    assert ReportReminder.objects.count() == 4


@pytest.mark.parametrize(
    ("moment", "count"),
    [
        (datetime(2026, 6, 30, 9, tzinfo=HANOI), 0),
        (datetime(2026, 7, 1, 7, 59, tzinfo=HANOI), 0),
        (datetime(2026, 7, 1, 8, 0, tzinfo=HANOI), 2),
        (datetime(2026, 7, 3, 23, 59, tzinfo=HANOI), 2),
        (datetime(2026, 7, 4, 9, tzinfo=HANOI), 0),
        (datetime(2026, 7, 5, 9, tzinfo=HANOI), 0),
    ],
)
def test_when_the_first_reminder_goes(period, moment, count):
    assert remind_reports(now=moment) == count
    assert set(ReportReminder.objects.values_list("kind", flat=True)) <= {"soon"}


def test_a_signed_report_is_not_reminded_of(period, world):
    sign(report_of(period, world.unit), world.leader)
    assert remind_reports(now=LATE) == 1
    assert recipients() == {world.other_officer.email, world.other_leader.email}


def test_a_frozen_period_is_not_reminded_of(period, world):
    freeze(period, world.judge)
    assert remind_reports(now=LATE) == 0


def test_a_unit_with_nobody_to_reach_is_tried_again(period, world):
    assert remind_reports(now=SOON) == 2
    make_leader(world.third)
    assert remind_reports(now=SOON) == 1


def test_what_is_no_longer_true_is_not_sent(period, world):
    report = report_of(period, world.unit)
    assert deliver_reminder(report_id=report.pk, kind="late", now=SOON) == 0
    sign(report, world.leader, now=CLOSED)
    assert deliver_reminder(report_id=report.pk, kind="soon", now=SOON) == 0
    assert deliver_reminder(report_id=0, kind="soon", now=SOON) == 0
    assert mail.outbox == []


def test_successors_are_reminded_of_what_a_predecessor_left_open(period, world):
    Unit.objects.filter(pk=world.other.pk).update(valid_to=date(2026, 6, 30))
    UnitSuccession.objects.create(
        predecessor=world.other,
        successor=world.third,
        kind=SuccessionKind.MERGE,
        effective_on=date(2026, 6, 1),
    )
    forget_successions()
    world.other_officer.memberships.all().delete()
    world.other_leader.memberships.all().delete()
    heir = make_leader(world.third)
    report = report_of(period, world.other)
    assert deliver_reminder(report_id=report.pk, kind="soon", now=SOON) == 1
    assert recipients() == {heir.email}
    assert world.other.name_vi in mail.outbox[0].body


def test_a_mail_names_the_report_and_leads_to_it(period, world):
    report = report_of(period, world.unit)
    deliver_reminder(report_id=report.pk, kind="late", now=LATE)
    letter = mail.outbox[0]
    assert world.unit.name_vi in letter.subject
    assert f"/admin/reports/{report.pk}/" in letter.body
    assert "\n" not in letter.subject


def test_the_command_reminds(world, capsys):
    make_open_period(judge=world.judge, year=2020)
    call_command("remind_reports")
    assert "reminded" in capsys.readouterr().out
