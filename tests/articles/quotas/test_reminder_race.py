"""Two processes remind at one moment: one reminder, one mail."""

from threading import Barrier, Thread

import pytest
from django.db import connection

from articles.models import QuotaReminder
from articles.quotas.reminders import remind_short_units
from factories.portal import make_unit, make_user
from factories.quotas import local
from units.enums import UnitRole

# SQLite keeps the test database in memory, for one thread.
pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
THURSDAY = local(2026, 3, 5, 8)
AT_ONCE = 4


def test_many_at_once_remind_each_unit_once(settings):
    from django_tasks_db.models import DBTaskResult

    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    units = [make_unit() for _ in range(3)]
    for unit in units:
        make_user(unit=unit, role=UnitRole.CHIEF_EDITOR)
    barrier, counts = Barrier(AT_ONCE), []

    def run() -> None:
        barrier.wait()
        try:
            counts.append(remind_short_units(now=THURSDAY))
        finally:
            connection.close()

    threads = [Thread(target=run) for _ in range(AT_ONCE)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert (len(counts), sum(counts)) == (AT_ONCE, len(units))
    assert QuotaReminder.objects.count() == len(units)
    ordered = DBTaskResult.objects.filter(task_path__endswith="send_quota_reminder")
    told = [row.args_kwargs["kwargs"]["unit_id"] for row in ordered]
    assert sorted(told) == sorted(unit.pk for unit in units)
