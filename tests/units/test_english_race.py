"""Two people who add units at once open the English side once."""

from threading import Barrier, Thread

import pytest
from django.db import connection
from wagtail.models import Page

from factories.portal import make_unit
from units.models import UnitHomePage
from units.services.english import find_english_drift, open_english

# SQLite keeps the test database in memory, for one thread.
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres]


def test_two_at_once_make_each_page_once() -> None:
    make_unit("MOT")
    barrier, made, faults = Barrier(2), [], []

    def run() -> None:
        barrier.wait()
        try:
            made.append(len(open_english()))
        except Exception as fault:
            faults.append(fault)
        finally:
            connection.close()

    threads = [Thread(target=run) for _number in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert faults == []
    assert sorted(made)[0] == 0 < sorted(made)[1]
    assert UnitHomePage.objects.filter(language_code="en").count() == 1
    assert find_english_drift() == []
    assert not any(Page.find_problems())
