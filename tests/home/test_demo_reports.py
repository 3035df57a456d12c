"""The demonstration of half-year reports: one frozen, one open, whenever it is made, and once."""

import pytest
from django.utils import timezone

from factories.portal import make_unit
from factories.quotas import local
from home.demo.accounts import ensure_accounts
from home.demo.reports import ensure_reports
from units.enums import UnitKind
from units.reports.digests import digest_of
from units.reports.enums import ContestState, PeriodState, ReportState
from units.reports.models import (
    FigureContest,
    HalfYearReport,
    ReportAmendment,
    ReportPeriod,
    ReportStep,
)
from units.reports.summary.reading import read_national

pytestmark = pytest.mark.django_db


@pytest.fixture
def _units():
    make_unit("LDLD-HA-NOI")
    make_unit("LDLD-NGHE-AN")
    make_unit("BAN-NU-CONG", kind=UnitKind.DEPARTMENT)
    ensure_accounts()


@pytest.mark.usefixtures("_units")
@pytest.mark.parametrize(
    ("now", "frozen", "open_"),
    [
        (local(2026, 11, 28), (2026, 1), (2026, 2)),
        (local(2026, 7, 1, 0), (2026, 1), (2026, 2)),
        (local(2026, 6, 30, 23, 59, 59), (2025, 2), (2026, 1)),
        (local(2027, 1, 1, 0, 0, 1), (2026, 2), (2027, 1)),
    ],
)
def test_a_frozen_and_an_open_half_year(now, frozen, open_):
    ensure_reports(now=now)
    periods = {(one.year, one.half): one for one in ReportPeriod.objects.all()}
    assert set(periods) == {frozen, open_}
    before, running = periods[frozen], periods[open_]
    assert (before.state, running.state) == (PeriodState.FROZEN, PeriodState.OPEN)
    assert before.digest == digest_of(before)
    states = sorted(before.reports.values_list("state", flat=True))
    assert states == [ReportState.ACCEPTED, ReportState.ACCEPTED, ReportState.RETURNED]
    contests = FigureContest.objects.order_by("contested_at").values_list("state", flat=True)
    assert set(contests) == {ContestState.CORRECTED, ContestState.OPEN}
    assert ReportAmendment.objects.filter(report__period=before).count() == 1
    assert not ReportStep.objects.filter(happened_at__gt=now).exists()
    assert HalfYearReport.objects.filter(is_demonstration=False).count() == 0
    assert len(read_national(running).lines) == 3


@pytest.mark.usefixtures("_units")
def test_a_second_time_changes_nothing():
    now = timezone.now()
    ensure_reports(now=now)
    before = list(ReportStep.objects.order_by("pk").values_list("pk", flat=True))
    ensure_reports(now=now)
    assert list(ReportStep.objects.order_by("pk").values_list("pk", flat=True)) == before
    assert ReportPeriod.objects.count() == 2
