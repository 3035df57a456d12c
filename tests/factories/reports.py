"""Periods, headings, reports in every state, and small indicators of the tests' own."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from django.db.models import Count

from core.models import User
from factories.portal import make_user
from units.enums import PortalRole, UnitKind, UnitRole
from units.indicators import (
    Figure,
    Indicator,
    IndicatorKind,
    Record,
    Window,
    count_of,
    register,
    share_of,
)
from units.models import Membership, Unit
from units.reports.models import HalfYearReport, ReportHeading, ReportPeriod
from units.reports.services.counting import recount
from units.reports.services.evaluating import save_evaluation
from units.reports.services.freezing import freeze_period
from units.reports.services.headings import save_heading
from units.reports.services.judging import accept_report
from units.reports.services.opening import open_period
from units.reports.services.periods import plan_period
from units.reports.services.signing import sign_report

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
# In the first half of 2026: while figures grow, after the cut-off, and after the due day.
GROWING = datetime(2026, 5, 20, 9, tzinfo=HANOI)
CLOSED = datetime(2026, 7, 1, 9, tzinfo=HANOI)
LATE = datetime(2026, 7, 6, 9, tzinfo=HANOI)


@dataclass
class Data:
    """What the tests' indicators count, by unit id; `calls` holds what each was asked."""

    sent: dict[int, int] = field(default_factory=dict)
    on_time: dict[int, tuple[int, int]] = field(default_factory=dict)
    marks: dict[int, str] = field(default_factory=dict)
    records: list[Record] = field(default_factory=list)
    calls: list[tuple[str, tuple[int, ...], Window]] = field(default_factory=list)


def register_indicators(data: Data) -> None:
    """Register a count, a share, a mean of provinces alone, and a count of database rows."""

    def asked(code: str, ids: Collection[int], window: Window) -> None:
        data.calls.append((code, tuple(sorted(ids)), window))

    def sent(ids: Collection[int], window: Window) -> dict[int, Figure]:
        asked("test_sent", ids, window)
        return {pk: count_of(data.sent.get(pk, 0)) for pk in ids}

    def on_time(ids: Collection[int], window: Window) -> dict[int, Figure]:
        asked("test_on_time", ids, window)
        found = {pk: share_of(*data.on_time.get(pk, (0, 0))) for pk in ids}
        return {pk: figure for pk, figure in found.items() if figure}

    def marks(ids: Collection[int], window: Window) -> dict[int, Figure]:
        asked("test_marks", ids, window)
        return {pk: Figure(Decimal(data.marks[pk])) for pk in ids if pk in data.marks}

    def people(ids: Collection[int], window: Window) -> dict[int, Figure]:
        asked("test_people", ids, window)
        rows = Membership.objects.filter(unit__in=ids).values_list("unit").order_by()
        found = dict(rows.annotate(count=Count("pk")))
        return {pk: count_of(found.get(pk, 0)) for pk in ids}

    def records(unit_id: int, window: Window) -> list[Record]:
        return data.records

    kinds = IndicatorKind
    provinces = frozenset({UnitKind.PROVINCE})
    register(
        Indicator("test_sent", 1, "Tin gửi", "Số tin đã gửi", kinds.COUNT, sent, records, weight=2)
    )
    register(
        Indicator(
            *("test_on_time", 2, "Đúng hạn", "Số việc đúng hạn chia số việc đến hạn"),
            *(kinds.SHARE, on_time, records),
            weight=3,
        )
    )
    register(
        Indicator(
            *("test_marks", 3, "Điểm trung bình", "Trung bình các điểm", kinds.MEAN),
            *(marks, records, provinces),
        )
    )
    register(Indicator("test_people", 4, "Người", "Số người", kinds.COUNT, people, records))


def make_bare_unit(code: str, kind: str) -> Unit:
    """Make a unit without sub-site and people: it is counted, and nobody works for it."""
    return Unit.objects.create(
        code=code, kind=kind, name_vi=f"Đơn vị {code}", short_name_vi=code, slug=code.lower()
    )


def make_judge(**fields) -> User:
    """Make an account of the Propaganda department."""
    return make_user(portal_role=PortalRole.PROPAGANDA, **fields)


def make_officer(unit: Unit, **fields) -> User:
    """Make an officer of a unit."""
    return make_user(unit=unit, role=UnitRole.OFFICER, **fields)


def make_leader(unit: Unit, **fields) -> User:
    """Make a leader of a unit."""
    return make_user(unit=unit, role=UnitRole.LEADER, **fields)


def make_period(
    *, year: int = 2026, half: int = 1, judge: User | None = None, headings: int = 1
) -> ReportPeriod:
    """Plan a period with headings, the first of which is required."""
    judge = judge or make_judge()
    period = plan_period(year=year, half=half, user=judge, copies_headings=False)
    for number in range(headings):
        make_heading(period, judge, is_required=number == 0, text_vi=f"Mục {number + 1}")
    return period


def make_heading(period: ReportPeriod, judge: User, **fields) -> ReportHeading:
    """Add a heading."""
    values = {"text_vi": "Kết quả nổi bật", "is_required": True} | fields
    return save_heading(period_id=period.pk, user=judge, **values)


def make_open_period(*, now: datetime = GROWING, **fields) -> ReportPeriod:
    """Plan, open and count a period; units must be there already."""
    period = make_period(**fields)
    open_period(period_id=period.pk, now=now)
    recount(period_id=period.pk, now=now)
    period.refresh_from_db()
    return period


def report_of(period: ReportPeriod, unit: Unit) -> HalfYearReport:
    """Return a unit's report as the database has it now."""
    return HalfYearReport.objects.select_related("period").get(period=period, unit=unit)


def fill(report: HalfYearReport, user: User, *, text: str = "Đã làm tốt.", now=CLOSED):
    """Write under every heading."""
    texts = dict.fromkeys(report.period.headings.values_list("pk", flat=True), text)
    report.refresh_from_db()
    return save_evaluation(
        report_id=report.pk, version=report.version, user=user, texts=texts, now=now
    )


def sign(report: HalfYearReport, leader: User, *, now=CLOSED, **fields) -> HalfYearReport:
    """Write and sign."""
    fill(report, leader, now=now)
    report.refresh_from_db()
    return sign_report(report_id=report.pk, version=report.version, user=leader, now=now, **fields)


def accept(report: HalfYearReport, judge: User, *, now=CLOSED, **fields) -> HalfYearReport:
    """Accept a signed report."""
    report.refresh_from_db()
    return accept_report(report_id=report.pk, version=report.version, user=judge, now=now, **fields)


def freeze(period: ReportPeriod, judge: User, *, now=LATE, confirms_missing=True) -> ReportPeriod:
    """Freeze a period."""
    period.refresh_from_db()
    return freeze_period(
        period_id=period.pk,
        version=period.version,
        user=judge,
        now=now,
        confirms_missing=confirms_missing,
    )


def record(number: int, *, counts: bool = True, url: str = "", note: str = "") -> Record:
    """Make a record of the drill-down."""
    day = date(2026, 3, 1) + timedelta(days=number)
    return Record(f"Bản ghi {number}", day, counts, note, url)
