"""A unit writes, contests, signs; the department decides, returns, accepts, scores."""

from datetime import date, datetime
from decimal import Decimal

import pytest
from django.core import mail

from core.models import AuditEntry
from factories.portal import make_user
from factories.reports import (
    CLOSED,
    GROWING,
    HANOI,
    accept,
    fill,
    freeze,
    make_heading,
    make_judge,
    make_leader,
    make_officer,
    make_open_period,
    report_of,
    sign,
)
from units.enums import PortalRole, SuccessionKind, UnitRole
from units.lineage import forget_successions
from units.models import Membership, UnitSuccession
from units.reports.enums import ContestState, ReportState, StepAction
from units.reports.errors import (
    ChangedMeanwhile,
    NotAllowed,
    PeriodNotOpen,
    ReportRefused,
    SignOffRefused,
)
from units.reports.models import FigureContest, ReportSection
from units.reports.rules import readable_reports
from units.reports.scoring import propose_score
from units.reports.services.contests import contest_figure, decide_contest
from units.reports.services.counting import digest_of_shown, figures_now
from units.reports.services.evaluating import save_evaluation
from units.reports.services.judging import accept_report, return_report, score_report
from units.reports.services.signing import missing_for_sign_off, sign_report

pytestmark = pytest.mark.django_db


@pytest.fixture
def period(world, data):
    data.sent = {world.unit.pk: 3}
    return make_open_period(judge=world.judge, headings=2)


@pytest.fixture
def report(period, world):
    return report_of(period, world.unit)


def save(report, user, texts, *, version=None, now=GROWING):
    report.refresh_from_db()
    version = report.version if version is None else version
    return save_evaluation(report_id=report.pk, version=version, user=user, texts=texts, now=now)


def contest(report, user, *, claimed="5", reason="Thiếu hai tin", code="test_sent", now=GROWING):
    return contest_figure(
        report_id=report.pk,
        indicator=code,
        claimed=Decimal(claimed),
        reason=reason,
        user=user,
        now=now,
    )


def decide(one, user, corrected_to=None, *, reply="Đã kiểm tra", now=GROWING):
    value = None if corrected_to is None else Decimal(corrected_to)
    return decide_contest(contest_id=one.pk, user=user, reply=reply, corrected_to=value, now=now)


def bring_back(report, judge, note="Viết rõ hơn"):
    report.refresh_from_db()
    return return_report(
        report_id=report.pk, version=report.version, user=judge, note=note, now=CLOSED
    )


def test_an_evaluation_is_stored_mended_and_once(report, world):
    first, second = report.period.headings.all()
    save(report, world.officer, {first.pk: "  Một\r\nhai ", second.pk: ""})
    save(report, world.leader, {first.pk: "Một\nhai"})
    assert ReportSection.objects.get(heading=first).text == "Một\nhai"
    report.refresh_from_db()
    assert report.version == 1
    assert report.steps.filter(action=StepAction.SAVED).count() == 1
    assert AuditEntry.objects.filter(action="reports.report.saved").count() == 1


def test_an_evaluation_of_an_old_version_is_refused_and_nothing_is_lost(report, world):
    heading = report.period.headings.first()
    save(report, world.officer, {heading.pk: "Bản của người thứ nhất"})
    with pytest.raises(ChangedMeanwhile):
        save(report, world.leader, {heading.pk: "Bản của người thứ hai"}, version=0)
    assert report.sections.get(heading=heading).text == "Bản của người thứ nhất"


def test_who_writes_an_evaluation(report, world):
    heading = report.period.headings.first()
    contributor = make_user(unit=world.unit, role=UnitRole.CONTRIBUTOR)
    for user in (world.other_officer, world.judge, contributor):
        with pytest.raises(NotAllowed):
            save(report, user, {heading.pk: "Lạ"})
    assert not ReportSection.objects.exists()


def test_texts_that_do_not_fit_are_refused(report, world):
    heading = report.period.headings.first()
    foreign = make_open_period(judge=world.judge, year=2025, half=2).headings.get()
    for texts in ({heading.pk: "a" * 10_001}, {foreign.pk: "Nhầm kỳ"}, {0: "Không có"}):
        with pytest.raises(ReportRefused):
            save(report, world.officer, texts)
    assert save(report, world.officer, {heading.pk: "a" * 10_000}).version == 1


def test_a_figure_is_contested_once_until_it_is_decided(report, world):
    one = contest(report, world.officer)
    assert (one.shown, one.claimed, one.state) == (3, 5, ContestState.OPEN)
    with pytest.raises(ReportRefused):
        contest(report, world.leader)
    decide(one, world.judge)
    assert contest(report, world.leader, claimed="6").pk != one.pk


@pytest.mark.parametrize(
    ("code", "claimed", "reason"),
    [
        ("test_sent", "5", " \u200b"),
        ("test_sent", "3", "Bằng số đã có"),
        ("test_sent", "-1", "Âm"),
        ("test_sent", "2.5", "Lẻ"),
        ("test_sent", "NaN", "Không phải số"),
        ("test_sent", "1e12", "Quá lớn"),
        ("test_on_time", "100.01", "Quá 100"),
        ("test_marks", "7.333", "Ba chữ số"),
        ("khong-co", "1", "Không có chỉ tiêu"),
    ],
)
def test_contests_that_do_not_fit_are_refused(report, world, code, claimed, reason):
    with pytest.raises(ReportRefused):
        contest(report, world.officer, code=code, claimed=claimed, reason=reason)
    assert not FigureContest.objects.exists()


def test_who_contests_and_who_decides(report, world):
    for user in (world.other_officer, world.judge):
        with pytest.raises(NotAllowed):
            contest(report, user)
    one = contest(report, world.officer)
    own_judge = make_judge()
    Membership.objects.create(user=own_judge, unit=world.unit, role=UnitRole.CONTRIBUTOR)
    office = make_user(portal_role=PortalRole.OFFICE)
    for user in (world.officer, world.leader, own_judge, office):
        with pytest.raises(NotAllowed):
            decide(one, user)
    assert decide(one, make_user(portal_role=PortalRole.PORTAL_ADMINISTRATOR)).decided_at


def test_a_decision_corrects_or_keeps_and_needs_a_reply(report, world):
    one = contest(report, world.officer)
    with pytest.raises(ReportRefused):
        decide(one, world.judge, reply="  ")
    with pytest.raises(ReportRefused):
        decide(one, world.judge, "4.5")
    decide(one, world.judge, "4")
    figure = report.figures.get(indicator="test_sent")
    assert (figure.value, figure.counted) == (4, 3)
    with pytest.raises(ReportRefused):
        decide(one, world.judge)
    two = contest(report, world.officer, claimed="7")
    decide(two, world.judge)
    figure.refresh_from_db()
    assert (figure.value, figure.counted) == (4, 3)


def test_a_unit_is_told_of_a_decision(report, world, django_capture_on_commit_callbacks):
    one = contest(report, world.officer, reason="CANARY bí mật")
    with django_capture_on_commit_callbacks(execute=True):
        decide(one, world.judge, "4")
    assert {to for letter in mail.outbox for to in letter.to} == {
        world.officer.email,
        world.leader.email,
    }
    assert not any("CANARY" in letter.body for letter in mail.outbox)
    assert all(f"/reports/{report.pk}/" in letter.body for letter in mail.outbox)


def test_only_a_leader_signs(report, world):
    fill(report, world.officer)
    report.refresh_from_db()
    strangers = (world.officer, world.other_leader, world.judge)
    for user in strangers:
        with pytest.raises(NotAllowed):
            sign_report(report_id=report.pk, version=report.version, user=user, now=CLOSED)
    signed = sign_report(report_id=report.pk, version=report.version, user=world.leader, now=CLOSED)
    assert (signed.state, signed.signed_by, signed.signed_at) == ("signed", world.leader, CLOSED)
    with pytest.raises(ReportRefused):
        sign_report(report_id=report.pk, version=signed.version, user=world.leader, now=CLOSED)
    assert signed.steps.filter(action=StepAction.SIGNED).count() == 1


def test_sign_off_says_what_is_missing(report, world):
    heading = report.period.headings.first()
    contest(report, world.officer)
    reasons = missing_for_sign_off(report, now=GROWING)
    assert len(reasons) == 3
    assert "01/07/2026" in reasons[0]
    assert heading.text_vi in reasons[1]
    assert "Tin gửi" in reasons[2]
    with pytest.raises(SignOffRefused) as refusal:
        sign_report(report_id=report.pk, version=0, user=world.leader, now=GROWING)
    assert refusal.value.reasons == reasons
    save(report, world.officer, {heading.pk: "Có chữ"})
    assert len(missing_for_sign_off(report, now=CLOSED)) == 1


@pytest.mark.parametrize(
    ("moment", "is_signed"),
    [
        (datetime(2026, 6, 30, 23, 59, 59, tzinfo=HANOI), False),
        (datetime(2026, 7, 1, 0, 0, 0, tzinfo=HANOI), True),
    ],
)
def test_a_report_is_signed_from_the_midnight_after_the_cut_off(report, world, moment, is_signed):
    fill(report, world.officer, now=GROWING)
    if not is_signed:
        with pytest.raises(SignOffRefused):
            sign(report, world.leader, now=moment)
    else:
        sign(report, world.leader, now=moment)
    report.refresh_from_db()
    assert (report.state == ReportState.SIGNED) is is_signed


def test_figures_are_counted_when_signed_and_fixed(report, world, data):
    data.sent[world.unit.pk] = 11
    sign(report, world.leader)
    figure = report.figures.get(indicator="test_sent")
    assert figure.value == 11
    report.refresh_from_db()
    assert report.computed_at == CLOSED


def test_nobody_signs_figures_that_they_have_not_seen(report, world, data):
    seen = digest_of_shown(report.figures.all())
    data.sent[world.unit.pk] = 12
    with pytest.raises(SignOffRefused):
        sign(report, world.leader, seen_figures=seen)
    data.sent[world.unit.pk] = 3
    assert sign(report, world.leader, seen_figures=seen).state == ReportState.SIGNED


def test_a_second_click_on_save_finds_its_own_texts(report, world):
    heading = report.period.headings.first()
    texts = {heading.pk: "Đã làm xong"}
    assert save(report, world.officer, texts, version=0).version == 1
    assert save(report, world.officer, texts, version=0).version == 1
    assert report.steps.filter(action=StepAction.SAVED).count() == 1
    with pytest.raises(ChangedMeanwhile):
        save(report, world.officer, {heading.pk: "Khác"}, version=0)


def test_the_parts_of_a_share_are_read_before_they_are_signed(report, world, data):
    """Two of four and three of six are the same per cent and not the same work."""
    fill(report, world.officer)
    data.on_time[world.unit.pk] = (2, 4)
    seen = digest_of_shown(figures_now([report], report.period, now=CLOSED))
    data.on_time[world.unit.pk] = (3, 6)
    report.refresh_from_db()
    values = {"report_id": report.pk, "version": report.version, "user": world.leader}
    with pytest.raises(SignOffRefused):
        sign_report(**values, now=CLOSED, seen_figures=seen)
    seen = digest_of_shown(figures_now([report], report.period, now=CLOSED))
    assert sign_report(**values, now=CLOSED, seen_figures=seen).state == ReportState.SIGNED


def test_a_signature_needs_the_version_that_was_read(report, world):
    fill(report, world.officer)
    with pytest.raises(ChangedMeanwhile):
        sign_report(report_id=report.pk, version=0, user=world.leader, now=CLOSED)


def test_a_signed_report_changes_only_when_it_is_returned(report, world):
    sign(report, world.leader)
    heading = report.period.headings.first()
    with pytest.raises(ReportRefused):
        save(report, world.officer, {heading.pk: "Sửa"})
    with pytest.raises(ReportRefused):
        contest(report, world.officer)
    with pytest.raises(ReportRefused):
        bring_back(report, world.judge, note=" ")
    bring_back(report, world.judge)
    report.refresh_from_db()
    assert (report.state, report.return_note, report.signed_at) == ("returned", "Viết rõ hơn", None)
    save(report, world.officer, {heading.pk: "Sửa"}, now=CLOSED)
    assert sign(report, world.leader).return_note == ""


def test_a_unit_is_told_of_a_return(report, world, django_capture_on_commit_callbacks):
    sign(report, world.leader)
    with django_capture_on_commit_callbacks(execute=True):
        bring_back(report, world.judge)
    assert len(mail.outbox) == 2


def test_a_draft_is_neither_accepted_nor_returned_nor_scored(report, world):
    with pytest.raises(ReportRefused):
        accept(report, world.judge)
    with pytest.raises(ReportRefused):
        bring_back(report, world.judge)
    with pytest.raises(ReportRefused):
        score_report(
            report_id=report.pk,
            version=report.version,
            user=world.judge,
            score=Decimal(90),
            score_note="x",
            now=CLOSED,
        )


def test_acceptance_takes_the_proposed_score(report, world, data):
    data.sent.update({world.other.pk: 6, world.third.pk: 6})
    data.on_time[world.unit.pk] = (9, 10)
    sign(report, world.leader)
    sign(report_of(report.period, world.other), world.other_leader)
    # Median 3 of 3, 6 and (not yet counted anew) 0: 100 points; nine of ten: 90.
    assert propose_score(report).score == Decimal("94.00")
    accepted = accept(report, world.judge)
    assert (accepted.score, accepted.score_note) == (Decimal("94.00"), "")
    assert accepted.accepted_by == world.judge
    assert report.steps.last().action == StepAction.ACCEPTED


def test_a_score_of_one_s_own_needs_a_reason(report, world):
    sign(report, world.leader)
    for score, note in (("80", ""), ("101", "x"), ("-1", "x"), ("NaN", "x"), ("80.123", "x")):
        with pytest.raises(ReportRefused):
            accept(report, world.judge, score=Decimal(score), score_note=note)
    accepted = accept(report, world.judge, score=Decimal(80), score_note="Gửi muộn")
    assert (accepted.score, accepted.score_note) == (80, "Gửi muộn")
    changed = score_report(
        report_id=report.pk,
        version=accepted.version,
        user=world.judge,
        score=Decimal(85),
        score_note="Đã bổ sung",
        now=CLOSED,
    )
    assert changed.score == 85
    with pytest.raises(ChangedMeanwhile):
        score_report(
            report_id=report.pk,
            version=accepted.version,
            user=world.judge,
            score=Decimal(70),
            score_note="Khác",
            now=CLOSED,
        )


def test_the_second_of_two_who_judge_is_told(report, world):
    signed = sign(report, world.leader)
    fields = {"report_id": report.pk, "version": signed.version, "now": CLOSED}
    accept_report(user=world.judge, **fields)
    with pytest.raises(ReportRefused):
        accept_report(user=make_judge(), **fields)
    with pytest.raises(ChangedMeanwhile):
        return_report(user=make_judge(), note="Muộn", **fields)


def test_nobody_judges_their_own_unit(report, world):
    signed = sign(report, world.leader)
    member = make_judge()
    Membership.objects.create(user=member, unit=world.unit, role=UnitRole.CONTRIBUTOR)
    for user in (member, world.leader, world.officer, make_user(portal_role=PortalRole.OFFICE)):
        with pytest.raises(NotAllowed):
            accept_report(report_id=report.pk, version=signed.version, user=user, now=CLOSED)
        with pytest.raises(NotAllowed):
            bring_back(report, user)


def test_an_accepted_report_can_be_returned_until_the_period_is_frozen(report, world):
    sign(report, world.leader)
    accept(report, world.judge)
    bring_back(report, world.judge)
    report.refresh_from_db()
    assert (report.state, report.score, report.accepted_at) == ("returned", None, None)
    sign(report, world.leader)
    accept(report, world.judge)
    freeze(report.period, world.judge)
    report.refresh_from_db()
    with pytest.raises(PeriodNotOpen):
        bring_back(report, world.judge)


def test_a_required_heading_added_in_between_stops_the_signature(report, world):
    fill(report, world.officer)
    make_heading(report.period, world.judge, text_vi="Mục thêm")
    report.refresh_from_db()
    with pytest.raises(SignOffRefused):
        sign_report(report_id=report.pk, version=report.version, user=world.leader, now=CLOSED)


def merge(old, new, *, on=date(2026, 5, 1)):
    UnitSuccession.objects.create(
        predecessor=old, successor=new, kind=SuccessionKind.MERGE, effective_on=on
    )
    forget_successions()


def test_a_successor_finishes_an_unsigned_report_under_the_old_name(report, world):
    with pytest.raises(NotAllowed):
        fill(report, make_officer(world.third))
    merge(world.unit, world.third)
    officer, leader = make_officer(world.third), make_leader(world.third)
    fill(report, officer)
    contest(report, officer)
    assert report in readable_reports(officer)
    decide(report.contests.get(), world.judge)
    report.refresh_from_db()
    with pytest.raises(NotAllowed):
        sign_report(report_id=report.pk, version=report.version, user=officer, now=CLOSED)
    signed = sign_report(report_id=report.pk, version=report.version, user=leader, now=CLOSED)
    assert signed.unit_name == world.unit.name_vi
    assert signed.unit == world.unit
    assert report not in readable_reports(world.other_leader)


def test_a_signed_report_of_a_predecessor_stays(report, world):
    sign(report, world.leader)
    merge(world.unit, world.third)
    leader = make_leader(world.third)
    with pytest.raises(ReportRefused):
        sign_report(report_id=report.pk, version=report.version, user=leader, now=CLOSED)
    report.refresh_from_db()
    assert report.signed_by == world.leader


def test_a_judge_of_a_successor_does_not_judge_the_predecessor(report, world):
    signed = sign(report, world.leader)
    merge(world.unit, world.third)
    member = make_judge()
    Membership.objects.create(user=member, unit=world.third, role=UnitRole.CONTRIBUTOR)
    with pytest.raises(NotAllowed):
        accept_report(report_id=report.pk, version=signed.version, user=member, now=CLOSED)
