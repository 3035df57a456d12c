"""Reminders: on Thursday, to those who are short, once; true when they arrive."""

from datetime import date, timedelta

import pytest
from django.core import mail
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone
from wagtail.users.models import UserProfile

from articles.models import QuotaExemption, QuotaReminder
from articles.quotas import reminders
from articles.quotas.mail import deliver_reminder
from articles.quotas.recipients import people_to_remind
from articles.quotas.reminders import remind, remind_short_units, reminds_from
from factories.portal import make_unit, make_user
from factories.quotas import bare_unit, local, make_sent
from units.enums import UnitKind, UnitRole

pytestmark = pytest.mark.django_db
WEEK = date(2026, 3, 2)
THURSDAY = local(2026, 3, 5, 8)
SUNDAY = local(2026, 3, 8, 23, 59, 59)


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    """Let the worker run at a moment of the tests' week; the task asks the clock itself."""

    class Clock:
        now = THURSDAY

    monkeypatch.setattr(timezone, "now", lambda: Clock.now)
    return Clock


@pytest.fixture
def chief(unit):
    return make_user(unit=unit, role=UnitRole.CHIEF_EDITOR)


def reminded() -> list[tuple[int, date, int]]:
    return list(
        QuotaReminder.objects.order_by("week", "unit").values_list("unit_id", "week", "missing")
    )


def test_nothing_goes_before_thursday_at_eight(unit, chief):
    for moment in (local(2026, 3, 2, 0), THURSDAY - timedelta(microseconds=1)):
        assert remind_short_units(now=moment) == 0
    assert reminded() == []
    assert reminds_from(WEEK) == THURSDAY


@pytest.mark.parametrize("moment", [THURSDAY, local(2026, 3, 6, 3), SUNDAY])
def test_who_comes_late_still_reminds_before_the_week_is_over(moment, unit, chief, clock):
    clock.now = moment
    assert remind_short_units(now=moment) == 1
    assert reminded() == [(unit.pk, WEEK, 1)]
    assert [message.to for message in mail.outbox] == [[chief.email]]


def test_on_monday_it_is_too_late_and_a_new_week(unit, chief):
    assert remind_short_units(now=SUNDAY + timedelta(seconds=1)) == 0
    assert mail.outbox == []


def test_never_twice_in_a_week_and_again_in_the_next(unit, chief, clock):
    for moment in (THURSDAY, THURSDAY + timedelta(minutes=1), SUNDAY):
        clock.now = moment
        remind_short_units(now=moment)
    assert len(mail.outbox) == 1
    clock.now = THURSDAY + timedelta(days=7)
    remind_short_units(now=clock.now)
    assert len(mail.outbox) == 2
    assert [week for _unit, week, _missing in reminded()] == [WEEK, date(2026, 3, 9)]


def test_only_units_that_are_short_are_reminded(clock):
    silent, full = make_unit(), make_unit()
    half, done = make_unit(kind=UnitKind.DEPARTMENT), make_unit(kind=UnitKind.DEPARTMENT)
    free = make_unit(kind=UnitKind.CONFEDERATION)
    for unit in (silent, full, half, done, free):
        make_user(unit=unit, role=UnitRole.CHIEF_EDITOR)
    make_sent(full, local(2026, 3, 2, 0))
    make_sent(half, local(2026, 3, 4), kind="thematic", pictures=1)
    make_sent(half, local(2026, 3, 4), kind="thematic", pictures=0)
    for _ in range(2):
        make_sent(done, local(2026, 3, 4), kind="thematic", pictures=1)
    assert remind_short_units(now=THURSDAY) == 2
    assert reminded() == [(silent.pk, WEEK, 1), (half.pk, WEEK, 1)]


def test_exempt_and_closed_units_are_left_alone(clock):
    exempt, closed, new = make_unit(), make_unit(), make_unit()
    for unit in (exempt, closed, new):
        make_user(unit=unit, role=UnitRole.CHIEF_EDITOR)
    QuotaExemption.objects.create(unit=exempt, first_week=WEEK, last_week=WEEK, reason="x")
    closed.valid_to, new.valid_from = date(2026, 3, 7), date(2026, 3, 3)
    closed.save()
    new.save()
    assert remind_short_units(now=THURSDAY) == 0
    QuotaExemption.objects.all().delete()
    QuotaExemption.objects.create(unit=None, first_week=WEEK, last_week=WEEK, reason="Tết")
    assert remind_short_units(now=THURSDAY) == 0


def test_chief_editors_are_reminded_else_administrators():
    both, only, none = make_unit(), make_unit(), make_unit()
    chiefs = [make_user(unit=both, role=UnitRole.CHIEF_EDITOR) for _ in range(2)]
    make_user(unit=both, role=UnitRole.ADMINISTRATOR)
    administrator = make_user(unit=only, role=UnitRole.ADMINISTRATOR)
    for fields in ({"is_active": False}, {"email": ""}):
        make_user(unit=only, role=UnitRole.CHIEF_EDITOR, **fields)
    make_user(unit=none, role=UnitRole.CONTRIBUTOR)
    found = people_to_remind([both.pk, only.pk, none.pk])
    assert found == {both.pk: chiefs, only.pk: [administrator]}


def test_a_unit_without_people_is_reminded_as_soon_as_it_has_somebody(unit):
    assert remind_short_units(now=THURSDAY) == 0
    assert reminded() == []
    make_user(unit=unit, role=UnitRole.CHIEF_EDITOR)
    assert remind_short_units(now=THURSDAY) == 1


def test_mail_speaks_the_language_of_its_reader(unit, chief):
    second = make_user(unit=unit, role=UnitRole.CHIEF_EDITOR)
    for user, language in ((chief, "vi"), (second, "en")):
        UserProfile.objects.create(user=user, preferred_language=language)
    remind_short_units(now=THURSDAY)
    texts = {message.to[0]: message for message in mail.outbox}
    vietnamese, english = texts[chief.email], texts[second.email]
    assert "Tuần này còn phải gửi 1 tin, bài" in vietnamese.subject
    assert unit.name_vi in vietnamese.body
    assert "23:59 08/03/2026" in vietnamese.body
    assert "Still to send this week: 1 piece" in english.subject
    assert "has sent 0 of 1." in english.body
    assert f"/admin/quotas/units/{unit.code}/" in english.body
    assert english.extra_headers["Auto-Submitted"] == "auto-generated"
    assert "\n" not in english.subject


def test_what_is_no_longer_true_is_not_sent(unit, chief):
    assert deliver_reminder(unit_id=unit.pk, week=WEEK, now=SUNDAY) == 1
    assert deliver_reminder(unit_id=unit.pk, week=WEEK, now=SUNDAY + timedelta(seconds=1)) == 0
    assert deliver_reminder(unit_id=987654, week=WEEK, now=SUNDAY) == 0
    exemption = QuotaExemption.objects.create(
        unit=unit, first_week=WEEK, last_week=WEEK, reason="x"
    )
    assert deliver_reminder(unit_id=unit.pk, week=WEEK, now=SUNDAY) == 0
    exemption.delete()
    make_sent(unit, THURSDAY)
    assert deliver_reminder(unit_id=unit.pk, week=WEEK, now=SUNDAY) == 0
    assert len(mail.outbox) == 1


def test_whose_people_all_left_gets_none(unit, chief):
    chief.is_active = False
    chief.save()
    assert deliver_reminder(unit_id=unit.pk, week=WEEK, now=THURSDAY) == 0


def test_queries_before_the_mail_are_the_same_at_1_3_and_300_units(unit, chief, count_queries):
    remind_short_units(now=THURSDAY)  # reminded already: what remains is what is asked each minute
    bare_unit()

    def cost() -> int:
        return count_queries(lambda: remind_short_units(now=THURSDAY))

    at_one = cost()
    assert at_one <= 6
    for units in (2, 297):
        for _ in range(units):
            bare_unit()
        assert cost() == at_one
    assert count_queries(lambda: remind_short_units(now=local(2026, 3, 4))) == 0


DATABASE_TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


def orders() -> int:
    from django_tasks_db.models import DBTaskResult

    return DBTaskResult.objects.filter(task_path__endswith="send_quota_reminder").count()


def test_reminder_and_order_of_the_mail_are_kept_together_or_not_at_all(
    unit, chief, settings, monkeypatch
):
    settings.TASKS = DATABASE_TASKS

    def crash(**fields):
        raise RuntimeError("killed")

    class Broken:
        enqueue = staticmethod(crash)

    with monkeypatch.context() as patch:
        patch.setattr(reminders, "send_quota_reminder", Broken)
        with pytest.raises(RuntimeError, match="killed"):
            remind_short_units(now=THURSDAY)
    assert (reminded(), orders()) == ([], 0)

    with transaction.atomic():
        remind(unit=unit, week=WEEK, missing=1, now=THURSDAY)
        assert (len(reminded()), orders()) == (1, 1)
        transaction.set_rollback(True)  # as if killed before the commit
    assert (reminded(), orders()) == ([], 0)

    assert remind_short_units(now=THURSDAY) == 1
    assert remind_short_units(now=THURSDAY) == 0
    assert (len(reminded()), orders()) == (1, 1)


def test_the_schedule_sends_them(unit, chief):
    call_command("run_schedule", "--once")
    assert len(mail.outbox) == 1


def test_the_command_says_how_many(unit, chief, capsys):
    call_command("send_quota_reminders")
    call_command("send_quota_reminders")
    call_command("send_quota_reminders", verbosity=0)
    assert capsys.readouterr().out == "1 unit reminded.\n0 units reminded.\n"
