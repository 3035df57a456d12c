"""Two people at once: one plan, one operation, one undoing; the other finds it done or refused."""

from collections.abc import Callable
from threading import Barrier, Thread

import pytest
from django.db import connection

from core.models import AuditEntry
from factories.portal import make_unit, make_user
from factories.reorganising import NOW, carried_out, make_plan, planned
from units.models import UnitSuccession
from units.reorganisation.enums import OperationState
from units.reorganisation.errors import PlanRefused, ReorganisationRefused
from units.reorganisation.models import Reorganisation
from units.reorganisation.services.applying import apply_plan
from units.reorganisation.services.previewing import preview
from units.reorganisation.services.undoing import undo_reorganisation

# SQLite keeps the test database in memory, for one thread.
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres]


def at_once(*calls: Callable[[], object]) -> list[object]:
    """Call all at the same moment; return what came of each, the refusals too."""
    barrier, results = Barrier(len(calls)), []

    def run(call: Callable[[], object]) -> None:
        try:
            barrier.wait()
            results.append(call())
        except ReorganisationRefused as refusal:
            results.append(refusal)
        finally:
            connection.close()

    threads = [Thread(target=run, args=(call,)) for call in calls]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


def test_one_unit_gets_one_plan():
    old, one, two = make_unit("CU"), make_unit("MOT"), make_unit("HAI")
    plans = [make_plan(old, to=(taker,)) for taker in (one, two)]
    results = at_once(*(lambda plan=plan: planned(plan) for plan in plans))
    assert {type(result) for result in results} == {Reorganisation, PlanRefused}
    assert Reorganisation.objects.count() == 1


def test_it_is_carried_out_once():
    old, taker = make_unit("CU"), make_unit("MOI")
    make_user(unit=old, role="officer")
    operation = planned(make_plan(old, to=(taker,)))
    digest = preview(operation=operation, user=None, now=NOW).digest()
    call = lambda: apply_plan(operation=operation, digest=digest, by=None, now=NOW)  # noqa: E731
    results = at_once(call, call)
    assert [result.state for result in results] == [OperationState.APPLIED] * 2
    assert AuditEntry.objects.filter(action="reorganisation.apply").count() == 1
    assert UnitSuccession.objects.count() == 1
    assert taker.memberships.count() == 1


def test_it_is_undone_once():
    old, taker = make_unit("CU"), make_unit("MOI")
    make_user(unit=old, role="officer")
    operation = carried_out(make_plan(old, to=(taker,)))
    by = make_user()
    call = lambda: undo_reorganisation(operation=operation, by=by, now=NOW)  # noqa: E731
    results = at_once(call, call)
    assert [result.state for result in results] == [OperationState.UNDONE] * 2
    assert AuditEntry.objects.filter(action="reorganisation.undo").count() == 1
    assert old.memberships.count() == 1
