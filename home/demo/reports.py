"""The demonstration of half-year reports: the last one frozen, the running one open."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from core.days import day_of
from core.models import User
from home.demo.accounts import STAFFED_UNITS
from home.demo.content import load_json
from units.enums import PortalRole
from units.models import Unit
from units.reports.enums import Half
from units.reports.models import FigureContest, HalfYearReport, ReportPeriod
from units.reports.services.amending import amend_report
from units.reports.services.contests import contest_figure, decide_contest
from units.reports.services.counting import recount
from units.reports.services.evaluating import save_evaluation
from units.reports.services.freezing import freeze_period
from units.reports.services.headings import save_heading
from units.reports.services.judging import accept_report, return_report
from units.reports.services.opening import open_period
from units.reports.services.periods import plan_period
from units.reports.services.signing import sign_report

JUDGE = "tuyengiao.baocao"
FIRST, SECOND, THIRD = STAFFED_UNITS
CONTESTED = "pieces_sent"
SCORES = {FIRST: Decimal(88), SECOND: Decimal("76.5")}


def ensure_reports(*, now: datetime) -> None:
    """Make the half-year before `now` and the running one; a second time changes nothing.

    Reports can be signed once their half-year is over: of the last one two units reported and a
    third got its report back; the running one is being prepared, with a figure in doubt.
    """
    texts = load_json("reports")
    today = day_of(now)
    year, half = today.year, Half.FIRST if today.month <= 6 else Half.SECOND
    before = (year, Half.FIRST) if half == Half.SECOND else (year - 1, Half.SECOND)
    if not ReportPeriod.objects.filter(year=before[0], half=before[1]).exists():
        _make_frozen(*before, texts, now)
    if not ReportPeriod.objects.filter(year=year, half=half).exists():
        _make_open(year, half, texts, now)


@transaction.atomic
def _make_frozen(year: int, half: int, texts: dict, now: datetime) -> None:
    """Take a half-year that is over from its plan to an amendment after its freezing."""
    judge = _judge()
    period = _opened(year, half, texts, now)
    over = _morning(period.cut_off_on + timedelta(days=1), now)
    recount(period_id=period.pk, now=over)
    contest = _contest(period, FIRST, texts, over)
    decide_contest(
        contest_id=contest.pk,
        user=judge,
        reply=texts["decision"],
        corrected_to=contest.claimed,
        now=over,
    )
    for slug in STAFFED_UNITS:
        _sign(period, slug, texts, over)
    for slug in (FIRST, SECOND):
        report = _report(period, slug)
        accept_report(
            report_id=report.pk,
            version=report.version,
            user=judge,
            score=SCORES[slug],
            score_note=texts["score"],
            now=over,
        )
    third = _report(period, THIRD)
    return_report(
        report_id=third.pk, version=third.version, user=judge, note=texts["returned"], now=over
    )
    _freeze(period, texts, now)


def _freeze(period: ReportPeriod, texts: dict, now: datetime) -> None:
    frozen = _morning(period.due_on + timedelta(days=2), now)
    period.refresh_from_db()
    freeze_period(
        period_id=period.pk,
        version=period.version,
        user=_judge(),
        now=frozen,
        confirms_missing=True,
    )
    report = _report(period, SECOND)
    figure = report.figures.get(indicator=CONTESTED)
    amend_report(
        report_id=report.pk,
        user=_judge(),
        indicator=CONTESTED,
        amended=(figure.value or Decimal(0)) + 1,
        reason=texts["amendment"],
        now=_morning(period.due_on + timedelta(days=9), now),
    )


@transaction.atomic
def _make_open(year: int, half: int, texts: dict, now: datetime) -> None:
    """Open the running half-year, count it, and let two units begin."""
    period = _opened(year, half, texts, now)
    recount(period_id=period.pk, now=now)
    _contest(period, FIRST, texts, now)
    report = _report(period, SECOND)
    save_evaluation(
        report_id=report.pk,
        version=report.version,
        user=_person("vanthu", SECOND),
        texts=dict(list(_texts_of(period, SECOND, texts).items())[:2]),
        now=now,
    )


def _opened(year: int, half: int, texts: dict, now: datetime) -> ReportPeriod:
    judge = _judge()
    period = plan_period(
        year=year,
        half=half,
        user=judge,
        instructions=texts["instructions"],
        copies_headings=False,
    )
    for row in texts["headings"]:
        save_heading(period_id=period.pk, user=judge, **row)
    opened = _morning(period.starts_on, now)
    return open_period(period_id=period.pk, user=judge, now=opened, is_demonstration=True)


def _contest(period: ReportPeriod, slug: str, texts: dict, now: datetime) -> FigureContest:
    report = _report(period, slug)
    figure = report.figures.get(indicator=CONTESTED)
    return contest_figure(
        report_id=report.pk,
        indicator=CONTESTED,
        claimed=(figure.value or Decimal(0)) + 2,
        reason=texts["doubt"],
        user=_person("vanthu", slug),
        now=now,
    )


def _sign(period: ReportPeriod, slug: str, texts: dict, now: datetime) -> None:
    report = _report(period, slug)
    saved = save_evaluation(
        report_id=report.pk,
        version=report.version,
        user=_person("vanthu", slug),
        texts=_texts_of(period, slug, texts),
        now=now,
    )
    leader = _person("lanhdao", slug)
    sign_report(report_id=report.pk, version=saved.version, user=leader, now=now)


def _texts_of(period: ReportPeriod, slug: str, texts: dict) -> dict[int, str]:
    headings = period.headings.order_by("sort_order", "pk").values_list("pk", flat=True)
    return dict(zip(headings, texts["evaluations"][slug], strict=True))


def _report(period: ReportPeriod, slug: str) -> HalfYearReport:
    return HalfYearReport.objects.get(period=period, unit=Unit.objects.get(slug=slug))


def _morning(day: date, now: datetime) -> datetime:
    """Return nine o'clock of a day by the portal's clock, or `now` where that is earlier."""
    moment = timezone.make_aware(datetime.combine(day, time(9)), timezone.get_default_timezone())
    return min(moment, now)


def _judge() -> User:
    return User.objects.get(username=JUDGE, groups__name=PortalRole.PROPAGANDA.value)


def _person(role: str, slug: str) -> User:
    return User.objects.get(username=f"{role}.{STAFFED_UNITS[slug]}")
