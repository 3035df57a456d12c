"""A frozen period stays: by the services, by the database itself, and by its digest."""

from datetime import datetime
from decimal import Decimal

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction

from factories.portal import make_user
from factories.reports import (
    CLOSED,
    GROWING,
    HANOI,
    LATE,
    accept,
    fill,
    freeze,
    make_bare_unit,
    make_judge,
    make_officer,
    make_open_period,
    report_of,
    sign,
)
from units.enums import PortalRole, UnitKind, UnitRole
from units.models import Membership
from units.reports.digests import digest_of, snapshot_of
from units.reports.enums import PeriodState
from units.reports.errors import (
    ChangedMeanwhile,
    FreezeRefused,
    NotAllowed,
    PeriodNotOpen,
    ReportRefused,
)
from units.reports.models import ReportAmendment, ReportFigure
from units.reports.queries import amended_value, amendments_of, figures_of
from units.reports.services.amending import amend_report
from units.reports.services.contests import contest_figure
from units.reports.services.counting import recount
from units.reports.services.evaluating import save_evaluation
from units.reports.services.freezing import freeze_period, readiness_of
from units.reports.services.judging import return_report, score_report
from units.reports.services.opening import open_period

pytestmark = pytest.mark.django_db


@pytest.fixture
def period(world, data):
    data.sent = {world.unit.pk: 3, world.other.pk: 5}
    return make_open_period(judge=world.judge)


@pytest.fixture
def frozen(period, world):
    sign(report_of(period, world.unit), world.leader)
    accept(report_of(period, world.unit), world.judge)
    return freeze(period, world.judge)


def contest(report, user, now=GROWING):
    return contest_figure(
        report_id=report.pk,
        indicator="test_sent",
        claimed=Decimal(9),
        reason="Thiếu",
        user=user,
        now=now,
    )


def amend(report, user, **fields):
    values = {"indicator": "test_sent", "amended": Decimal(4), "reason": "Đếm lại"} | fields
    return amend_report(report_id=report.pk, user=user, now=LATE, **values)


def test_freezing_names_what_is_missing(period, world):
    contest(report_of(period, world.other), world.other_officer)
    with pytest.raises(FreezeRefused) as refusal:
        freeze(period, world.judge, now=GROWING, confirms_missing=False)
    assert len(refusal.value.reasons) == 3
    sign(report_of(period, world.unit), world.leader)
    ready = readiness_of(period, now=LATE)
    assert [one.unit for one in ready.waiting] == [world.unit]
    assert len(ready.not_sent) == 3
    with pytest.raises(FreezeRefused):
        freeze(period, world.judge)
    period.refresh_from_db()
    assert (period.state, period.digest) == (PeriodState.OPEN, "")


def test_all_accepted_needs_no_confirmation(world):
    from units.models import Unit

    Unit.objects.exclude(pk=world.unit.pk).update(valid_to="2020-01-01")
    period = make_open_period(judge=world.judge)
    sign(report_of(period, world.unit), world.leader)
    accept(report_of(period, world.unit), world.judge)
    assert freeze(period, world.judge, confirms_missing=False).state == PeriodState.FROZEN


def test_the_rest_is_frozen_as_not_sent_once_confirmed(frozen, world):
    assert (frozen.frozen_at, frozen.frozen_by) == (LATE, world.judge)
    assert report_of(frozen, world.other).state == "draft"
    assert len(frozen.digest) == 64
    again = freeze_period(period_id=frozen.pk, version=0, user=world.judge, now=LATE)
    assert again.frozen_at == LATE
    assert report_of(frozen, world.other).steps.filter(action="frozen").count() == 1


def test_who_freezes_and_at_which_version(period, world):
    for user in (world.leader, make_user(portal_role=PortalRole.OFFICE)):
        with pytest.raises(NotAllowed):
            freeze(period, user)
    with pytest.raises(ChangedMeanwhile):
        freeze_period(
            period_id=period.pk,
            version=period.version + 1,
            user=world.judge,
            now=LATE,
            confirms_missing=True,
        )


def test_frozen_figures_stay_when_data_change(frozen, world, data):
    data.sent[world.unit.pk] = 99
    make_officer(world.unit)
    before = {code: one.value for code, one in figures_of(frozen)[world.unit.pk].items()}
    call_command("open_reports", verbosity=0)
    after = {code: one.value for code, one in figures_of(frozen)[world.unit.pk].items()}
    assert before == after
    assert after["test_sent"] == 3
    assert digest_of(frozen) == frozen.digest


def test_services_refuse_everything_in_a_frozen_period(frozen, world):
    report = report_of(frozen, world.other)
    with pytest.raises(PeriodNotOpen):
        contest(report, world.other_officer, now=LATE)
    with pytest.raises(PeriodNotOpen):
        fill(report, world.other_officer, now=LATE)
    with pytest.raises(PeriodNotOpen):
        sign(report, world.other_leader, now=LATE)
    own = report_of(frozen, world.unit)
    with pytest.raises(PeriodNotOpen):
        score_report(
            report_id=own.pk,
            version=own.version,
            user=world.judge,
            score=Decimal(1),
            score_note="x",
            now=LATE,
        )


CHANGES = [
    "UPDATE reports_reportfigure SET value = 1000",
    "DELETE FROM reports_reportfigure",
    "UPDATE reports_reportsection SET text = 'x'",
    "DELETE FROM reports_reportsection",
    "UPDATE reports_halfyearreport SET score = 1",
    "DELETE FROM reports_halfyearreport",
    "UPDATE reports_reportperiod SET state = 'open', frozen_at = NULL",
    "UPDATE reports_reportperiod SET digest = 'x'",
    "DELETE FROM reports_reportperiod",
    "UPDATE reports_reportheading SET text_vi = 'x'",
    "DELETE FROM reports_reportheading",
    "UPDATE reports_reportstep SET note = 'x'",
    "DELETE FROM reports_reportstep",
    "UPDATE reports_reportamendment SET amended = 1",
    "DELETE FROM reports_reportamendment",
    "UPDATE reports_figurecontest SET reply = 'x'",
    "DELETE FROM reports_figurecontest",
    "INSERT INTO reports_reportsection (report_id, heading_id, text)"
    " SELECT report.id, heading.id, 'x' FROM reports_halfyearreport report,"
    " reports_reportheading heading WHERE report.state = 'draft'",
    "INSERT INTO reports_reportheading"
    " (period_id, text_vi, text_en, hint, is_required, sort_order)"
    " SELECT id, 'x', '', '', is_x.value, 0 FROM reports_reportperiod,"
    " (SELECT 1 = 1 AS value) is_x",
    "INSERT INTO reports_reportfigure (report_id, indicator, label_vi, label_en, kind,"
    " sort_order) SELECT id, 'x', 'x', 'x', 'count', 0 FROM reports_halfyearreport",
]


@pytest.mark.parametrize("sql", CHANGES)
def test_the_database_itself_refuses_to_change_what_is_frozen(period, world, sql):
    from units.reports.services.contests import decide_contest

    one = contest(report_of(period, world.unit), world.officer)
    decide_contest(
        contest_id=one.pk, user=world.judge, reply="Không", corrected_to=None, now=GROWING
    )
    sign(report_of(period, world.unit), world.leader)
    accept(report_of(period, world.unit), world.judge)
    freeze(period, world.judge)
    amend(report_of(period, world.unit), world.judge)
    with (
        pytest.raises(DatabaseError, match="is refused"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql)
    period.refresh_from_db()
    assert digest_of(period) == period.digest


def test_an_amendment_stands_beside_what_was_frozen(frozen, world):
    report = report_of(frozen, world.unit)
    one = amend(report, world.judge)
    assert (one.frozen, one.amended) == (3, 4)
    figure = figures_of(frozen)[world.unit.pk]["test_sent"]
    assert figure.value == 3
    found = amendments_of(frozen)
    assert amended_value(found, world.unit.pk, figure) == 4
    other = figures_of(frozen)[world.other.pk]["test_sent"]
    assert amended_value(found, world.other.pk, other) == 5
    assert digest_of(frozen) == frozen.digest
    second = amend(report, world.judge, amended=Decimal(6), reason="Đếm lần ba")
    assert (second.frozen, second.amended) == (3, 6)
    assert amended_value(amendments_of(frozen), world.unit.pk, figure) == 6


def test_the_same_amendment_sent_twice_is_one(frozen, world):
    report = report_of(frozen, world.unit)
    assert amend(report, world.judge) == amend(report, world.judge)
    assert ReportAmendment.objects.count() == 1
    assert report.steps.filter(action="amended").count() == 1


def test_a_text_alone_may_be_added(frozen, world):
    one = amend(
        report_of(frozen, world.unit), world.judge, indicator="", amended=None, text="Bổ sung"
    )
    assert (one.indicator, one.text) == ("", "Bổ sung")
    assert amendments_of(frozen) == {}


@pytest.mark.parametrize(
    "fields",
    [
        {"reason": "  "},
        {"indicator": "khong-co"},
        {"amended": None},
        {"indicator": ""},
        {"indicator": "", "amended": None},
        {"amended": Decimal("2.5")},
        {"amended": Decimal(3)},
        {"text": "a" * 4001},
        {"reason": "a" * 1001},
    ],
)
def test_amendments_that_do_not_fit_are_refused(frozen, world, fields):
    with pytest.raises(ReportRefused):
        amend(report_of(frozen, world.unit), world.judge, **fields)
    assert not ReportAmendment.objects.exists()


def test_who_amends_and_when(period, world):
    with pytest.raises(ReportRefused):
        amend(report_of(period, world.unit), world.judge)
    frozen = freeze(period, world.judge)
    member = make_judge()
    Membership.objects.create(user=member, unit=world.unit, role=UnitRole.CONTRIBUTOR)
    for user in (world.leader, member):
        with pytest.raises(NotAllowed):
            amend(report_of(frozen, world.unit), user)


def test_the_digest_is_the_same_at_every_reading_and_finds_any_change(frozen, capsys):
    assert digest_of(frozen) == digest_of(frozen)
    call_command("check_reports")
    assert f"2026-1 {frozen.digest} unchanged" in capsys.readouterr().out
    figure = ReportFigure.objects.filter(indicator="test_sent").first()
    with unsealed("reports_reportfigure", "reports_seal_figure"):
        ReportFigure.objects.filter(pk=figure.pk).update(value=figure.value + 1)
    with pytest.raises(CommandError):
        call_command("check_reports")
    assert "CHANGED" in capsys.readouterr().out


def unsealed(table: str, name: str):
    """Lift the seal of a table, as somebody with the database's own rights could."""
    from contextlib import contextmanager

    from core.append_only import seal, unseal
    from units.reports.seals import SEALS

    [one] = [one for one in SEALS if one.name == name]

    @contextmanager
    def lifted():
        unseal(connection, [one])
        yield
        seal(connection, [one])

    return lifted()


def test_the_digest_does_not_depend_on_names_that_may_change(frozen, world):
    world.unit.name_vi = "Tên khác"
    world.unit.save()
    world.judge.last_name = "Khác"
    world.judge.save()
    assert digest_of(frozen) == frozen.digest


def test_the_snapshot_holds_every_figure_and_text(frozen):
    snapshot = snapshot_of(frozen)
    assert len(snapshot["reports"]) == 4
    assert len(snapshot["figures"]) == ReportFigure.objects.count()
    assert len(snapshot["sections"]) == 1
    assert {row["value"] for row in snapshot["figures"]} >= {"3.00", "5.00", None}


def test_an_unchanged_save_after_freezing_is_refused_too(frozen, world):
    report = report_of(frozen, world.unit)
    with pytest.raises(PeriodNotOpen):
        save_evaluation(
            report_id=report.pk, version=report.version, user=world.officer, texts={}, now=CLOSED
        )


def test_freezing_at_midnight_counts_the_last_day_of_those_who_did_not_send(period, world, data):
    """The last count was at two in the morning of the last day: what came after it is not lost."""
    recount(period_id=period.pk, now=datetime(2026, 6, 30, 2, tzinfo=HANOI))
    data.sent[world.unit.pk] = 9
    midnight = datetime(2026, 7, 1, tzinfo=HANOI)
    freeze(period, world.judge, now=midnight)
    report = report_of(period, world.unit)
    assert report.figures.get(indicator="test_sent").value == 9
    assert report.computed_at == midnight


def test_freezing_leaves_a_last_count_after_the_days_as_it_is(period, world, data):
    recount(period_id=period.pk, now=CLOSED)
    data.sent[world.unit.pk] = 9
    freeze(period, world.judge)
    assert report_of(period, world.unit).computed_at == CLOSED


def test_freezing_counts_a_report_that_was_never_counted(period, world):
    recount(period_id=period.pk, now=CLOSED)
    late = make_bare_unit("MUON", UnitKind.DEPARTMENT)
    open_period(period_id=period.pk, now=CLOSED)
    freeze(period, world.judge)
    assert report_of(period, late).figures.count() == 3


def test_a_report_returned_after_the_list_was_read_is_not_frozen_as_not_sent(period, world):
    signed = sign(report_of(period, world.unit), world.leader)
    accepted = accept(signed, world.judge)
    seen = [one.pk for one in readiness_of(period, now=LATE).not_sent]
    accepted.refresh_from_db()
    return_report(
        report_id=accepted.pk,
        version=accepted.version,
        user=world.judge,
        note="Bổ sung",
        now=LATE,
    )
    period.refresh_from_db()
    values = {"period_id": period.pk, "version": period.version, "user": world.judge, "now": LATE}
    with pytest.raises(FreezeRefused):
        freeze_period(**values, confirms_missing=True, seen_missing=seen)
    period.refresh_from_db()
    assert period.state == PeriodState.OPEN
    seen.append(accepted.pk)
    freeze_period(**values, confirms_missing=True, seen_missing=seen)
    period.refresh_from_db()
    assert period.state == PeriodState.FROZEN
