"""Reminders: before, after and escalated, each once for each deadline, by the working calendar."""

from datetime import date, timedelta

import pytest
from django.core import mail
from django.core.management import call_command

from core.models import CalendarDay, DayKind
from factories.directives import (
    local,
    make_acknowledged,
    make_answered,
    make_bare_unit,
    make_leader,
    make_office,
    make_officer,
    make_sent,
    receipt_of,
)
from units.directives.enums import ReminderKind, StepAction
from units.directives.models import DirectiveReceipt, ReceiptReminder
from units.directives.services.changing import change_directive
from units.directives.services.ending import cancel_directive, close_directive
from units.directives.services.extensions import ask_extension, grant_extension
from units.directives.services.reminding import remind_directives
from units.models import UnitSuccession

pytestmark = pytest.mark.django_db
SENT = local(2027, 3, 1)  # a Monday
DUE = date(2027, 3, 12)  # a Friday


@pytest.fixture
def office():
    return make_office()


@pytest.fixture
def unit():
    return make_bare_unit()


@pytest.fixture
def officer(unit):
    return make_officer(unit)


@pytest.fixture
def leader(unit):
    return make_leader(unit)


@pytest.fixture
def directive(unit, officer, leader, office):
    sent = make_sent(unit, office=office, now=SENT, deadline=DUE)
    mail.outbox.clear()
    return sent


def remind(*moment) -> list[str]:
    """Run at a moment; return to whom mail went."""
    mail.outbox.clear()
    remind_directives(now=local(*moment))
    return sorted(one.to[0] for one in mail.outbox)


def kinds() -> list[str]:
    return list(ReceiptReminder.objects.order_by("sent_at", "pk").values_list("kind", flat=True))


def test_before_the_deadline_on_the_day_and_once(directive, officer):
    assert remind(2027, 3, 8) == []
    assert remind(2027, 3, 9, 7, 59) == []
    assert remind(2027, 3, 9, 8) == [officer.email]
    assert remind(2027, 3, 9, 8, 1) == []
    assert remind(2027, 3, 12, 23, 59) == []
    assert kinds() == [ReminderKind.BEFORE]
    [step] = receipt_of(directive, directive.units.get()).steps.filter(action=StepAction.REMINDED)
    assert step.user is None


def test_after_the_deadline_on_the_next_working_day(directive, officer):
    remind(2027, 3, 9)
    assert remind(2027, 3, 12, 23, 59) == []
    assert remind(2027, 3, 13, 9) == []  # Saturday
    assert remind(2027, 3, 15, 0, 0) == []
    assert remind(2027, 3, 15, 8) == [officer.email]
    assert remind(2027, 3, 15, 20) == []


def test_escalation_tells_leaders_and_the_office_too(directive, officer, leader, office):
    remind(2027, 3, 15)
    assert remind(2027, 3, 16) == []
    assert remind(2027, 3, 17) == sorted([officer.email, leader.email, office.email])
    assert remind(2027, 3, 18) == []
    receipt = DirectiveReceipt.objects.get()
    assert receipt.escalated_at == local(2027, 3, 17)
    assert receipt.steps.filter(action=StepAction.ESCALATED).count() == 1


def test_after_a_long_stop_the_escalation_stands_for_the_milder_one(directive, office):
    assert office.email in remind(2027, 3, 25)
    assert remind(2027, 3, 26) == []
    assert kinds() == [ReminderKind.ESCALATION]


def test_none_on_the_day_of_sending(unit, officer, office):
    make_sent(unit, office=office, now=SENT, deadline=date(2027, 3, 3))
    assert remind(2027, 3, 1, 17) == []
    assert remind(2027, 3, 2, 8) == [officer.email]


def test_none_for_what_is_done_closed_or_taken_back(office, unit, officer):
    done, closed, cancelled, open_one = (
        make_sent(unit, office=office, now=SENT, deadline=DUE) for _number in range(4)
    )
    make_answered(receipt_of(done, unit), officer, now=SENT)
    close_directive(directive_id=closed.pk, user=office, now=SENT)
    cancel_directive(directive_id=cancelled.pk, reason="Nhầm", user=office, now=SENT)
    assert remind(2027, 3, 10) == [officer.email]
    assert remind(2027, 3, 15) == [officer.email]
    reminded = ReceiptReminder.objects.values_list("receipt__directive", flat=True)
    assert set(reminded) == {open_one.pk}


def test_what_is_acknowledged_but_not_done_is_reminded(directive, unit, officer):
    make_acknowledged(receipt_of(directive, unit), officer, now=SENT)
    assert remind(2027, 3, 10) == [officer.email]


def test_one_mail_for_all_directives_of_a_unit(directive, office, unit, officer):
    make_sent(unit, office=office, now=SENT, deadline=DUE)
    assert remind(2027, 3, 10) == [officer.email]
    assert ReceiptReminder.objects.count() == 2
    assert mail.outbox[0].body.count(DUE.strftime("%d/%m/%Y")) == 2


def test_a_new_deadline_reminds_anew(directive, unit, officer, office):
    remind(2027, 3, 10)
    request = ask_extension(
        receipt_id=receipt_of(directive, unit).pk,
        until=date(2027, 3, 26),
        reason="Chờ số liệu",
        user=officer,
        now=local(2027, 3, 10),
    )
    grant_extension(
        request_id=request.pk, until=date(2027, 3, 26), user=office, now=local(2027, 3, 10)
    )
    assert remind(2027, 3, 15) == []
    assert remind(2027, 3, 23) == [officer.email]
    assert remind(2027, 3, 29) == [officer.email]
    change_directive(
        directive_id=directive.pk,
        number=1,
        title=directive.title,
        task=directive.task,
        deadline=date(2027, 4, 9),
        document=directive.document,
        reason="Lùi hạn",
        user=office,
        now=local(2027, 3, 29, 10),
    )
    assert remind(2027, 3, 30) == []
    assert remind(2027, 4, 6) == [officer.email]
    assert kinds().count(ReminderKind.BEFORE) == 3


def test_without_an_officer_the_leader_is_reminded(office, unit, leader):
    make_sent(unit, office=office, now=SENT, deadline=DUE)
    assert remind(2027, 3, 10) == [leader.email]


def test_where_nobody_acts_the_office_is_told(office, unit):
    make_officer(unit, is_active=False)
    make_sent(unit, office=office, now=SENT, deadline=DUE)
    assert remind(2027, 3, 10) == [office.email]
    assert unit.name in mail.outbox[0].body
    assert remind(2027, 3, 10, 10) == []


def test_where_nobody_at_all_is_reached_it_is_tried_again(office, unit):
    make_sent(unit, office=office, now=SENT, deadline=DUE)
    type(office).objects.filter(pk=office.pk).update(is_active=False)
    assert remind(2027, 3, 10) == []
    assert not ReceiptReminder.objects.exists()
    officer = make_officer(unit)
    assert remind(2027, 3, 10, 10) == [officer.email]


def test_the_one_in_charge_is_reminded(directive, officer):
    successor = make_bare_unit()
    other = make_officer(successor)
    DirectiveReceipt.objects.update(in_charge=successor)
    assert remind(2027, 3, 10) == [other.email]


def test_tet_counts_by_the_rows_of_the_calendar(unit, officer, office):
    days = [date(2027, 2, 4) + timedelta(days=number) for number in range(9)]
    for day in days:
        CalendarDay.objects.update_or_create(
            date=day, defaults={"kind": DayKind.HOLIDAY, "name_vi": "Tết", "source": "thử"}
        )
    make_sent(unit, office=office, now=local(2027, 1, 11), deadline=date(2027, 2, 16))
    # After Tuesday 2 February three working days are left: the 3rd, the 15th and the 16th.
    assert remind(2027, 2, 1) == []
    assert remind(2027, 2, 2) == [officer.email]
    make_sent(unit, office=office, now=local(2027, 1, 11), deadline=date(2027, 2, 3))
    remind(2027, 2, 3, 10)
    assert remind(2027, 2, 5) == []
    assert remind(2027, 2, 15) == [officer.email]
    assert officer.email in remind(2027, 2, 17)
    assert kinds().count(ReminderKind.ESCALATION) == 1


def test_the_last_day_of_the_year_is_of_the_portal(unit, officer, office):
    make_sent(unit, office=office, now=local(2026, 12, 1), deadline=date(2026, 12, 31))
    remind(2026, 12, 28)
    assert remind(2026, 12, 31, 23, 59) == []
    assert remind(2027, 1, 4, 8) == [officer.email]


def test_a_reminder_overtaken_by_the_answer_is_not_written(directive, unit, officer, settings):
    from django_tasks_db.models import DBTaskResult

    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    assert remind(2027, 3, 10) == []
    [order] = DBTaskResult.objects.filter(task_path__endswith="send_reminder")
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
    make_answered(receipt_of(directive, unit), officer, now=local(2027, 3, 10, 10))
    mail.outbox.clear()
    order.task.func(**order.args_kwargs["kwargs"])
    assert not mail.outbox


def test_the_number_of_queries_does_not_depend_on_the_receipts(office, count_queries, settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    unit, others = make_bare_unit(), [make_bare_unit() for _number in range(20)]
    make_officer(unit)
    counts = []
    for units in ([unit], [unit, *others]):
        make_sent(*units, office=office, now=SENT, deadline=DUE)
        run = lambda: remind_directives(now=local(2027, 3, 10))  # noqa: E731
        counts.append(count_queries(run))
    assert counts[1] - counts[0] <= 4
    assert ReceiptReminder.objects.count() == 22


def test_the_command_runs_with_the_schedule(db, capsys):
    call_command("remind_directives")
    assert "0" in capsys.readouterr().out
    from portal.management.commands.run_schedule import JOBS

    assert "remind_directives" in JOBS


def test_the_heirs_of_a_unit_without_people_are_told(office, unit):
    heir, stranger = make_bare_unit(), make_officer(make_bare_unit())
    UnitSuccession.objects.create(
        predecessor=unit, successor=heir, kind="merge", effective_on=date(2025, 7, 1)
    )
    own = make_officer(heir)
    directive = make_sent(unit, office=office, now=SENT, deadline=DUE)
    assert [one.to for one in mail.outbox] == [[own.email]]
    make_answered(receipt_of(directive, unit), own, now=local(2027, 3, 2))
    mail.outbox.clear()
    change_directive(
        directive_id=directive.pk,
        number=1,
        title=directive.title,
        task="Báo cáo lại",
        deadline=DUE,
        document=directive.document,
        reason="Thêm biểu",
        user=office,
        now=local(2027, 3, 3),
    )
    assert [one.to for one in mail.outbox] == [[own.email]]
    assert remind(2027, 3, 9) == [own.email]
    # Once it has people of its own again, they are told.
    officer = make_officer(unit)
    assert remind(2027, 3, 15) == [officer.email]
    assert stranger.email not in [one.to[0] for one in mail.outbox]
