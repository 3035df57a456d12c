"""Two people at once: the second is told, and nothing half-done is left."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from threading import Barrier, Thread

import pytest
from django.db import connection, transaction

from factories.portal import make_unit
from factories.reports import (
    CLOSED,
    LATE,
    Data,
    fill,
    make_heading,
    make_judge,
    make_leader,
    make_officer,
    make_open_period,
    make_period,
    register_indicators,
    report_of,
    sign,
)
from units import indicators
from units.reports.digests import digest_of
from units.reports.enums import PeriodState
from units.reports.errors import ReportRefused
from units.reports.models import (
    FigureContest,
    ReportAmendment,
    ReportHeading,
    ReportPeriod,
    ReportReminder,
)
from units.reports.services.amending import amend_report
from units.reports.services.contests import contest_figure, decide_contest
from units.reports.services.counting import recount
from units.reports.services.evaluating import save_evaluation
from units.reports.services.freezing import freeze_period
from units.reports.services.headings import remove_heading
from units.reports.services.judging import accept_report, return_report
from units.reports.services.opening import open_period
from units.reports.services.periods import PeriodDays, change_period
from units.reports.services.reminders import remind_reports
from units.reports.services.signing import sign_report
from units.reports.services.steps import lock_period

# SQLite keeps the test database in memory, for one thread.
pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def data(monkeypatch) -> Data:
    """Count by indicators of the tests' own, in every thread."""
    monkeypatch.setattr(indicators, "_indicators", {})
    values = Data()
    register_indicators(values)
    return values


def at_once(*calls: Callable[[], object]) -> list[str]:
    """Make calls in threads that start together; return "done" or "refused" of each."""
    barrier, outcomes = Barrier(len(calls)), ["broken"] * len(calls)

    def run(place: int) -> None:
        barrier.wait()
        try:
            calls[place]()
            outcomes[place] = "done"
        except ReportRefused:
            outcomes[place] = "refused"
        finally:
            connection.close()

    threads = [Thread(target=run, args=(place,)) for place in range(len(calls))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes


class Scene:
    """A unit with its people and an open report."""

    def __init__(self) -> None:
        self.unit = make_unit()
        self.officer, self.leader = make_officer(self.unit), make_leader(self.unit)
        self.judge, self.colleague = make_judge(), make_judge()
        self.period = make_open_period(judge=self.judge)
        self.report = report_of(self.period, self.unit)


@pytest.fixture
def scene() -> Scene:
    return Scene()


def contest(scene, claimed: int = 5) -> FigureContest:
    return contest_figure(
        report_id=scene.report.pk,
        indicator="test_sent",
        claimed=Decimal(claimed),
        reason="Thiếu",
        user=scene.officer,
        now=CLOSED,
    )


def freezing(scene) -> Callable[[], object]:
    scene.period.refresh_from_db()
    return lambda: freeze_period(
        period_id=scene.period.pk,
        version=scene.period.version,
        user=scene.judge,
        now=LATE,
        confirms_missing=True,
    )


@pytest.mark.parametrize("attempt", range(3))
def test_signing_and_saving(scene, attempt):
    report = fill(scene.report, scene.officer, text="Bản đã đọc")
    heading = scene.period.headings.get()
    fields = {"report_id": report.pk, "version": report.version, "now": CLOSED}
    outcomes = at_once(
        lambda: sign_report(user=scene.leader, **fields),
        lambda: save_evaluation(user=scene.officer, texts={heading.pk: "Bản mới"}, **fields),
    )
    assert sorted(outcomes) == ["done", "refused"]
    report.refresh_from_db()
    written = report.sections.get().text
    assert written == ("Bản đã đọc" if report.state == "signed" else "Bản mới")


@pytest.mark.parametrize("attempt", range(3))
def test_freezing_and_contesting(scene, attempt):
    outcomes = at_once(freezing(scene), lambda: contest(scene))
    assert sorted(outcomes) == ["done", "refused"]
    scene.period.refresh_from_db()
    is_frozen = scene.period.state == PeriodState.FROZEN
    assert FigureContest.objects.exists() is not is_frozen
    if is_frozen:
        assert digest_of(scene.period) == scene.period.digest


@pytest.mark.parametrize("attempt", range(3))
def test_freezing_and_counting(scene, data, attempt):
    # Counted after the last day, or the freezing would count once more.
    recount(period_id=scene.period.pk, now=CLOSED)
    data.sent[scene.unit.pk] = 9
    outcomes = at_once(
        freezing(scene), lambda: recount(period_id=scene.period.pk, now=LATE), freezing(scene)
    )
    assert outcomes[0] == outcomes[2] == "done"
    scene.period.refresh_from_db()
    assert digest_of(scene.period) == scene.period.digest
    value = scene.report.figures.get(indicator="test_sent").value
    assert value == (9 if outcomes[1] == "done" else 0)


def test_two_savers_of_one_version(scene):
    heading = scene.period.headings.get()

    def save(user, text):
        return lambda: save_evaluation(
            report_id=scene.report.pk, version=0, user=user, texts={heading.pk: text}, now=CLOSED
        )

    outcomes = at_once(save(scene.officer, "Một"), save(scene.leader, "Hai"))
    assert sorted(outcomes) == ["done", "refused"]
    scene.report.refresh_from_db()
    assert scene.report.version == 1


def test_one_contest_of_five_clicks(scene):
    outcomes = at_once(*[lambda: contest(scene)] * 5)
    assert sorted(outcomes) == ["done"] + ["refused"] * 4
    assert FigureContest.objects.count() == 1


def test_two_who_decide_and_two_who_judge(scene):
    one = contest(scene)

    def decide(user, value):
        return lambda: decide_contest(
            contest_id=one.pk, user=user, reply="Rõ", corrected_to=value, now=CLOSED
        )

    outcomes = at_once(decide(scene.judge, Decimal(4)), decide(scene.colleague, None))
    assert sorted(outcomes) == ["done", "refused"]
    signed = sign(scene.report, scene.leader)
    fields = {"report_id": signed.pk, "version": signed.version, "now": CLOSED}
    outcomes = at_once(
        lambda: accept_report(user=scene.judge, **fields),
        lambda: return_report(user=scene.colleague, note="Lại", **fields),
    )
    assert sorted(outcomes) == ["done", "refused"]


def test_opening_twice_makes_each_report_once(scene):
    make_unit()
    call = lambda: open_period(period_id=scene.period.pk, now=CLOSED)  # noqa: E731
    assert at_once(call, call) == ["done", "done"]
    assert scene.period.reports.count() == 2


def test_counting_twice_at_once(scene, data):
    data.sent[scene.unit.pk] = 4
    call = lambda: recount(period_id=scene.period.pk, now=CLOSED)  # noqa: E731
    assert at_once(call, call, call) == ["done"] * 3
    assert scene.report.figures.get(indicator="test_sent").value == 4


def test_two_reminders_at_once_are_one(scene):
    call = lambda: remind_reports(now=LATE)  # noqa: E731
    assert at_once(call, call) == ["done", "done"]
    assert ReportReminder.objects.count() == 1


def test_the_same_amendment_at_once_is_one(scene):
    freezing(scene)()
    call = lambda: amend_report(  # noqa: E731
        report_id=scene.report.pk,
        user=scene.judge,
        reason="Đếm lại",
        now=LATE,
        indicator="test_sent",
        amended=Decimal(3),
    )
    assert at_once(call, call) == ["done", "done"]
    assert ReportAmendment.objects.count() == 1


def waiting(call: Callable[[], object]) -> tuple[Thread, list[str]]:
    """Make a call in a thread that is given a second; return it with what becomes of it."""
    outcome: list[str] = []

    def run() -> None:
        try:
            call()
            outcome.append("done")
        except ReportRefused:
            outcome.append("refused")
        finally:
            connection.close()

    thread = Thread(target=run)
    thread.start()
    thread.join(timeout=1)
    return thread, outcome


def signing(scene) -> Callable[[], object]:
    fill(scene.report, scene.officer)
    scene.report.refresh_from_db()
    return lambda: sign_report(
        report_id=scene.report.pk,
        version=scene.report.version,
        user=scene.leader,
        now=CLOSED,
    )


def test_a_heading_that_is_being_added_is_asked_of_who_signs_meanwhile(scene):
    sign_it = signing(scene)
    with transaction.atomic():
        make_heading(scene.period, scene.judge, text_vi="Mục thêm")
        thread, outcome = waiting(sign_it)
        assert outcome == []
    thread.join()
    assert outcome == ["refused"]


def test_days_that_are_being_changed_are_those_that_are_signed(scene):
    sign_it = signing(scene)
    scene.period.refresh_from_db()
    days = PeriodDays(scene.period.starts_on, date(2026, 7, 10), date(2026, 7, 20))
    with transaction.atomic():
        change_period(
            period_id=scene.period.pk,
            version=scene.period.version,
            user=scene.judge,
            days=days,
            instructions="",
        )
        thread, outcome = waiting(sign_it)
        assert outcome == []
    thread.join()
    # The new last day is not over.
    assert outcome == ["refused"]


def test_who_removes_a_heading_waits_for_the_period_and_holds_no_heading(scene):
    """Or it and whoever saves a text and whoever freezes would wait for each other for ever."""
    heading = make_heading(scene.period, scene.judge, text_vi="Mục thêm", is_required=False)
    with transaction.atomic():
        lock_period(scene.period.pk)
        thread, outcome = waiting(lambda: remove_heading(heading_id=heading.pk, user=scene.judge))
        assert outcome == []
        # Refused by the database if the other held it.
        ReportHeading.objects.select_for_update(nowait=True).get(pk=heading.pk)
    thread.join()
    assert outcome == ["done"]
    assert not ReportHeading.objects.filter(pk=heading.pk).exists()


def test_two_remove_the_same_heading(scene):
    heading = make_heading(scene.period, scene.judge, text_vi="Mục thêm", is_required=False)
    with transaction.atomic():
        remove_heading(heading_id=heading.pk, user=scene.judge)
        thread, outcome = waiting(
            lambda: remove_heading(heading_id=heading.pk, user=scene.colleague)
        )
        assert outcome == []
    thread.join()
    assert outcome == ["done"]


@pytest.mark.parametrize("attempt", range(3))
def test_days_of_two_periods_never_come_to_overlap(scene, attempt):
    second = make_period(half=2, judge=scene.judge)

    def changing(period: ReportPeriod, first: date, last: date) -> Callable[[], object]:
        version = ReportPeriod.objects.values_list("version", flat=True).get(pk=period.pk)
        return lambda: change_period(
            period_id=period.pk,
            version=version,
            user=scene.judge,
            days=PeriodDays(first, last, date(2027, 1, 5)),
            instructions="",
        )

    changing(second, date(2026, 9, 1), date(2026, 12, 31))()
    outcomes = at_once(
        changing(scene.period, date(2026, 1, 1), date(2026, 8, 31)),
        changing(second, date(2026, 7, 1), date(2026, 12, 31)),
    )
    assert sorted(outcomes) == ["done", "refused"]
