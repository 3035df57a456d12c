"""Screens: what each role sees and does, what is kept when it is refused, who finds nothing."""

from datetime import datetime
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from factories.portal import make_user
from factories.reports import (
    CLOSED,
    GROWING,
    HANOI,
    LATE,
    accept,
    fill,
    freeze,
    make_judge,
    make_officer,
    make_open_period,
    make_period,
    record,
    report_of,
    sign,
)
from units import indicators
from units.enums import PortalRole, UnitKind, UnitRole
from units.models import Membership, Unit
from units.reports.enums import PeriodState
from units.reports.models import FigureContest, HalfYearReport, ReportHeading, ReportPeriod
from units.reports.services.contests import contest_figure
from units.reports.services.counting import recount
from units.reports.services.judging import return_report
from units.reports.services.opening import open_period

pytestmark = pytest.mark.django_db

CANARY = "kanarybaocao"


@pytest.fixture(autouse=True)
def moment(monkeypatch):
    """Set the clock of the screens to the days after the cut-off."""

    def set_to(now: datetime) -> None:
        monkeypatch.setattr(timezone, "now", lambda: now)

    set_to(CLOSED)
    return set_to


@pytest.fixture
def period(world, data):
    data.sent = {world.unit.pk: 3, world.other.pk: 5}
    data.on_time = {world.unit.pk: (2, 3)}
    return make_open_period(judge=world.judge, headings=2)


@pytest.fixture
def report(period, world):
    return report_of(period, world.unit)


def log_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def text(response) -> str:
    return response.content.decode()


def show(client, name, *args, status=200, **query):
    answer = client.get(reverse(name, args=args), query)
    assert answer.status_code == status, (name, answer.status_code)
    return answer


def contest(report, user, reason="Thiếu tin"):
    return contest_figure(
        report_id=report.pk,
        indicator="test_sent",
        claimed=Decimal(9),
        reason=reason,
        user=user,
        now=GROWING,
    )


def addresses(report) -> list[str]:
    code = "test_sent"
    names = ("report_show", "report_print", "report_sign", "report_judge")
    return [
        *(reverse(name, args=[report.pk]) for name in names),
        reverse("report_figure", args=[report.pk, code]),
    ]


def department_addresses(period) -> list[str]:
    names = ("report_period", "report_list", "report_freeze")
    return [reverse("report_periods"), *(reverse(name, args=[period.pk]) for name in names)]


def test_home_leads_each_to_their_work(period, report, world):
    assert show(log_in(world.officer), "report_home", status=302).url == reverse(
        "report_show", args=[report.pk]
    )
    assert show(log_in(world.judge), "report_home", status=302).url == reverse(
        "report_list", args=[period.pk]
    )
    sign(report, world.leader)
    assert show(log_in(world.leader), "report_home", status=302).url == reverse("report_mine")
    page = show(log_in(world.leader), "report_mine")
    assert [row["report"] for row in page.context["rows"]] == [report]


def test_home_of_the_department_before_anything_is_open(world):
    answer = show(log_in(world.judge), "report_home", status=302)
    assert answer.url == reverse("report_periods")
    assert show(log_in(world.officer), "report_mine").context["rows"] == []


def test_a_unit_sees_figures_change_rank_and_what_is_missing(period, report, world, data):
    before = make_open_period(judge=world.judge, year=2025, half=2)
    before.reports.get(unit=world.unit).figures.filter(indicator="test_sent").update(value=1)
    page = show(log_in(world.officer), "report_show", report.pk)
    rows = {row.figure.indicator: row for row in page.context["rows"]}
    sent = rows["test_sent"]
    assert (sent.value, sent.value_before, sent.change, sent.rank) == ("3", "1", "+2", "2/3")
    assert (rows["test_on_time"].value, rows["test_on_time"].share[0]) == ("66,67 %", "2")
    assert "Số tin đã gửi" in text(page)
    assert len(page.context["missing"]) == 1
    assert world.other.name_vi not in text(page)


def test_saving_an_evaluation(report, world):
    client = log_in(world.officer)
    first, second = report.period.headings.all()
    data = {f"heading-{first.pk}": "Kết quả tốt", f"heading-{second.pk}": "", "version": 0}
    answer = client.post(reverse("report_show", args=[report.pk]), data)
    assert answer.status_code == 302
    page = show(client, "report_show", report.pk)
    assert "Kết quả tốt" in text(page)
    assert page.context["missing"] == []


def test_a_stale_evaluation_keeps_what_was_typed_and_shows_what_is_stored(report, world):
    heading = report.period.headings.first()
    fill(report, world.leader, text="Bản đã lưu")
    client, url = log_in(world.officer), reverse("report_show", args=[report.pk])
    data = {f"heading-{heading.pk}": "Bản đang gõ", "version": 0}
    answer = client.post(url, data)
    assert answer.status_code == 422
    assert "Bản đang gõ" in text(answer)
    assert "Bản đã lưu" in text(answer)
    again = data | {"version": answer.context["form"]["version"].value()}
    assert client.post(url, again).status_code == 302
    assert report.sections.get(heading=heading).text == "Bản đang gõ"


def test_what_was_typed_is_shown_when_the_report_was_signed_meanwhile(report, world):
    heading = report.period.headings.first()
    sign(report, world.leader)
    answer = log_in(world.officer).post(
        reverse("report_show", args=[report.pk]),
        {f"heading-{heading.pk}": "Gõ dở dang", "version": 0},
    )
    assert answer.status_code == 422
    assert "Gõ dở dang" in text(answer)
    assert answer.context["form"] is None


def test_what_was_typed_under_a_removed_heading_is_shown(report, world):
    gone = report.period.headings.last()
    ReportHeading.objects.filter(pk=gone.pk).delete()
    answer = log_in(world.officer).post(
        reverse("report_show", args=[report.pk]),
        {f"heading-{gone.pk}": "Mục đã bỏ", "version": 0},
    )
    assert answer.status_code == 422
    assert answer.context["left_over"] == ["Mục đã bỏ"]
    assert not report.sections.exists()


def test_the_department_may_not_write_for_a_unit(report, world):
    heading = report.period.headings.first()
    answer = log_in(world.judge).post(
        reverse("report_show", args=[report.pk]),
        {f"heading-{heading.pk}": "Lạ", "version": 0},
    )
    assert answer.status_code == 422
    assert not report.sections.exists()


def test_a_leader_signs_what_they_have_read(report, world, data):
    client, url = log_in(world.leader), reverse("report_sign", args=[report.pk])
    assert client.get(url).context["missing"]
    fill(report, world.officer)
    page = client.get(url)
    seen = {"version": page.context["report"].version, "figures": page.context["shown_figures"]}
    data.sent[world.unit.pk] = 4
    refused = client.post(url, seen)
    assert refused.status_code == 409
    assert report.figures.get(indicator="test_sent").value == 3
    seen["figures"] = refused.context["shown_figures"]
    assert client.post(url, seen).status_code == 302
    report.refresh_from_db()
    assert (report.state, report.signed_by) == ("signed", world.leader)
    assert client.get(url).status_code == 302
    assert client.post(url, seen).status_code == 302
    assert report.steps.filter(action="signed").count() == 1


@pytest.mark.parametrize("version", ["", "x", "-1", "9" * 30, "²"])
def test_a_signature_with_nonsense_is_nothing(report, world, version):
    answer = log_in(world.leader).post(
        reverse("report_sign", args=[report.pk]), {"version": version}
    )
    assert answer.status_code == 404


def test_drill_down_shows_what_counts_and_why_not(report, world, data):
    data.records = [
        record(1, url="/tin-tuc/bai/"),
        record(2, counts=False, note="Trả lời muộn", url="/admin/questions/7/"),
    ]
    page = show(log_in(world.officer), "report_figure", report.pk, "test_sent")
    first, second = page.context["records"]
    assert (first["url"], second["url"]) == ("/tin-tuc/bai/", "")
    assert (page.context["counting"], page.context["total"]) == (1, 2)
    assert "Trả lời muộn" in text(page)
    respondent = make_officer(world.unit)
    Membership.objects.create(user=respondent, unit=world.unit, role=UnitRole.RESPONDENT)
    page = show(log_in(respondent), "report_figure", report.pk, "test_sent")
    assert page.context["records"][1]["url"] == "/admin/questions/7/"


def test_a_role_in_another_unit_opens_no_link(report, world, data):
    data.records = [record(1, url="/admin/questions/7/"), record(2, url="/admin/khong-co/")]
    Membership.objects.create(user=world.officer, unit=world.other, role=UnitRole.RESPONDENT)
    page = show(log_in(world.officer), "report_figure", report.pk, "test_sent")
    assert [one["url"] for one in page.context["records"]] == ["", ""]


def test_drill_down_pages_and_says_when_nothing_is_counted_any_more(report, world, data):
    data.records = [record(number) for number in range(120)]
    client = log_in(world.officer)
    for number, shown in (("1", 50), ("3", 20), ("nonsense", 50)):
        page = show(client, "report_figure", report.pk, "test_sent", p=number)
        assert len(page.context["records"]) == shown
    del indicators._indicators["test_sent"]
    page = show(client, "report_figure", report.pk, "test_sent")
    assert page.context["is_counted"] is False


def test_drill_down_costs_the_same_at_any_number_of_records(report, world, data, count_queries):
    client = log_in(world.officer)
    url = reverse("report_figure", args=[report.pk, "test_sent"])
    client.get(url)
    counts = []
    for number in (1, 3, 300):
        data.records = [record(n, url="/admin/questions/7/") for n in range(number)]
        counts.append(count_queries(lambda: client.get(url)))
    assert len(set(counts)) == 1


def test_drill_down_of_a_frozen_period_tells_today_from_then(report, world):
    client = log_in(world.officer)
    url = ("report_figure", report.pk, "test_sent")
    assert show(client, *url).context["is_of_then"] is False
    freeze(report.period, world.judge)
    page = show(client, *url)
    assert page.context["is_of_then"] is True
    assert page.context["form"] is None


def test_contesting_a_figure_and_what_is_kept_when_refused(report, world):
    client = log_in(world.officer)
    url = reverse("report_figure", args=[report.pk, "test_sent"])
    refused = client.post(url, {"claimed": "2,5", "reason": CANARY})
    assert refused.status_code == 422
    assert CANARY in text(refused)
    assert 'value="2,5"' in text(refused)
    assert client.post(url, {"claimed": "", "reason": ""}).status_code == 422
    assert client.post(url, {"claimed": "7", "reason": CANARY}).status_code == 302
    one = FigureContest.objects.get()
    assert (one.claimed, one.reason) == (7, CANARY)
    twice = client.post(url, {"claimed": "8", "reason": "Lần thứ hai"})
    assert twice.status_code == 422
    assert twice.context["left_over"] == ["Lần thứ hai"]
    assert log_in(world.judge).post(url, {"claimed": "8", "reason": "x"}).status_code == 404
    assert FigureContest.objects.count() == 1


def test_isolation_another_units_report_does_not_exist(report, world):
    contest(report, world.officer, reason=CANARY)
    fill(report, world.officer, text=CANARY)
    own = report_of(report.period, world.other)
    for user in (world.other_officer, world.other_leader):
        client = log_in(user)
        for address in addresses(report):
            assert client.get(address).status_code == 404, address
            assert client.post(address, {"version": 0}).status_code == 404, address
        for name, *args in (
            ("report_show", own.pk),
            ("report_print", own.pk),
            ("report_figure", own.pk, "test_sent"),
            ("report_mine",),
        ):
            page = text(show(client, name, *args))
            assert CANARY not in page
            assert world.unit.name_vi not in page
        assert client.get(reverse("report_figure", args=[own.pk, "khong-co"])).status_code == 404
        assert client.get(f"/admin/reports/{own.pk}/figures/A%00B/").status_code == 404
    assert report.figures.get(indicator="test_sent").value == 3


def test_isolation_the_department_s_screens_do_not_exist_for_others(period, report, world):
    officers = (world.officer, world.leader)
    others = [
        make_user(portal_role=PortalRole.OFFICE),
        make_user(unit=world.unit, role=UnitRole.CHIEF_EDITOR),
        make_user(unit=world.unit, role=UnitRole.ADMINISTRATOR),
        make_user(),
    ]
    for user in (*officers, *others):
        client = log_in(user)
        judge = reverse("report_judge", args=[report.pk])
        for address in (*department_addresses(period), judge):
            assert client.get(address).status_code == 404, (user, address)
            assert client.post(address).status_code == 404, (user, address)
    for user in others:
        client = log_in(user)
        for address in (*addresses(report), reverse("report_home"), reverse("report_mine")):
            assert client.get(address).status_code == 404, address
        # The Office reads the summary, which stands below.
        assert f'"{reverse("report_home")}"' not in text(client.get("/admin/"))


def test_isolation_only_a_leader_finds_the_signature(report, world):
    url = reverse("report_sign", args=[report.pk])
    for user in (world.officer, world.judge, make_user(portal_role="portal_administrator")):
        assert log_in(user).get(url).status_code == 404
    assert log_in(world.leader).get(url).status_code == 200


def test_anonymous_visitors_are_sent_to_log_in(period, report):
    for address in (*addresses(report), *department_addresses(period)):
        answer = Client().get(address)
        assert answer.status_code == 302
        assert answer.url.startswith("/admin/login/")


def test_isolation_no_api_tells_of_reports(report, world):
    client = log_in(world.other_officer)
    for address in ("/api/v3/reports/", "/api/v2/reports/", f"/api/v3/reports/{report.pk}/"):
        assert client.get(address).status_code in (401, 404)


def test_the_list_counts_and_filters_by_state(period, report, world, moment):
    fill(report_of(period, world.other), world.other_officer, now=GROWING)
    contest(report_of(period, world.other), world.other_officer)
    sign(report, world.leader)
    moment(LATE)
    client = log_in(world.judge)
    page = show(client, "report_list", period.pk)
    expected = {
        "all": 4,
        "idle": 2,
        "draft": 1,
        "signed": 1,
        "returned": 0,
        "accepted": 0,
        "late": 3,
        "contested": 1,
    }
    assert page.context["counts"] == expected
    for key, count in expected.items():
        rows = show(client, "report_list", period.pk, state=key).context["rows"]
        assert len(rows) == count, key
    found = show(client, "report_list", period.pk, kind="department").context["rows"]
    assert [row["report"].unit for row in found] == [world.department]
    named = show(client, "report_list", period.pk, q=world.unit.name_vi.upper()).context["rows"]
    assert report in [row["report"] for row in named]
    assert show(client, "report_list", period.pk, state="x", kind="y", p="z").context["rows"]


def test_late_begins_the_day_after_the_due_day(period, world, moment):
    client = log_in(world.judge)
    moment(datetime(2026, 7, 5, 23, 59, tzinfo=HANOI))
    assert show(client, "report_list", period.pk).context["counts"]["late"] == 0
    moment(datetime(2026, 7, 6, 0, 0, tzinfo=HANOI))
    assert show(client, "report_list", period.pk).context["counts"]["late"] == 4


def test_the_button_counts_anew(period, report, world, data):
    data.sent[world.unit.pk] = 8
    client, url = log_in(world.judge), reverse("report_list", args=[period.pk])
    assert client.post(url).status_code == 302
    assert report.figures.get(indicator="test_sent").value == 8
    freeze(period, world.judge)
    data.sent[world.unit.pk] = 9
    assert client.post(url).status_code == 302
    assert report.figures.get(indicator="test_sent").value == 8


def test_one_signature_does_not_make_all_figures_look_counted(period, report, world):
    client = log_in(world.judge)
    recount(period_id=period.pk, now=CLOSED)
    signed = sign(report, world.leader, now=LATE)
    assert signed.computed_at == LATE
    assert show(client, "report_list", period.pk).context["counted_at"] == CLOSED


def test_the_list_costs_the_same_at_any_number_of_units(world, count_queries):
    period = make_open_period(judge=world.judge)
    client, url = log_in(world.judge), reverse("report_list", args=[period.pk])
    client.get(url)
    counts = []
    for number in (4, 10, 300):
        there = period.reports.count()
        Unit.objects.bulk_create(
            Unit(
                code=f"N-{place}",
                kind=UnitKind.SECTOR,
                name_vi=f"Ngành {place}",
                short_name_vi=f"Ngành {place}",
                slug=f"n-{place}",
                sort_name=f"n {place}",
            )
            for place in range(there, number)
        )
        open_period(period_id=period.pk, now=CLOSED)
        counts.append(count_queries(lambda: client.get(url)))
        assert period.reports.count() == number
    # One less where everything stands on one screen and nothing is counted on: all the same here.
    assert len(set(counts)) == 1


def act(client, report, key, **fields):
    report.refresh_from_db()
    data = {"action": key, "version": report.version} | fields
    return client.post(reverse("report_judge", args=[report.pk]), data)


def test_the_department_decides_returns_accepts_and_scores(report, world):
    client = log_in(world.judge)
    one = contest(report, world.officer)
    page = show(client, "report_judge", report.pk)
    assert len(page.context["contests"]) == 1
    kept = act(client, report, "decide", contest=one.pk, corrected_to="1,5", reply=CANARY)
    assert kept.status_code == 422
    assert CANARY in text(kept)
    done = act(client, report, "decide", contest=one.pk, corrected_to="4", reply="Đúng")
    assert done.status_code == 302
    assert report.figures.get(indicator="test_sent").value == 4
    sign(report, world.leader)
    assert act(client, report, "return", note="").status_code == 422
    assert act(client, report, "return", note="Viết thêm").status_code == 302
    assert "Viết thêm" in text(show(log_in(world.officer), "report_show", report.pk))
    sign(report, world.leader)
    kept = act(client, report, "accept", score="50", score_note="")
    assert kept.status_code == 422
    assert act(client, report, "accept", score="50", score_note="Muộn").status_code == 302
    assert act(client, report, "score", score="", score_note=CANARY).status_code == 422
    assert act(client, report, "score", score="60,5", score_note="Bổ sung").status_code == 302
    report.refresh_from_db()
    assert (report.state, report.score) == ("accepted", Decimal("60.5"))


def test_accepting_as_proposed(report, world):
    sign(report, world.leader)
    client = log_in(world.judge)
    page = show(client, "report_judge", report.pk)
    proposed = page.context["proposal"].score
    shown = page.context["accept_form"]["score"].value()
    assert shown == proposed
    assert page.context["points"]
    assert act(client, report, "accept", score=str(proposed).replace(".", ",")).status_code == 302
    report.refresh_from_db()
    assert report.score == proposed


def test_what_was_typed_stays_when_a_colleague_was_quicker(report, world):
    sign(report, world.leader)
    client = log_in(world.judge)
    report.refresh_from_db()
    version = report.version
    accept(report, make_judge())
    url = reverse("report_judge", args=[report.pk])
    data = {"action": "accept", "version": version, "score": "50", "score_note": CANARY}
    answer = client.post(url, data)
    assert answer.status_code == 422
    assert CANARY in text(answer)
    data = {"action": "return", "version": version, "note": "Ghi chú của tôi"}
    answer = client.post(url, data)
    assert answer.status_code == 422
    assert answer.context["return_form"]["note"].value() == "Ghi chú của tôi"
    again = data | {"version": answer.context["return_form"]["version"].value()}
    assert client.post(url, again).status_code == 302


def test_a_member_of_the_unit_reads_and_does_not_judge(report, world):
    sign(report, world.leader)
    member = make_judge()
    Membership.objects.create(user=member, unit=world.unit, role=UnitRole.CONTRIBUTOR)
    client = log_in(member)
    page = show(client, "report_judge", report.pk)
    assert page.context["may_judge"] is False
    assert "accept_form" not in page.context
    for key in ("accept", "return", "decide", "score", "amend", "", "khong-co"):
        assert act(client, report, key).status_code == 404
    report.refresh_from_db()
    assert report.state == "signed"


def test_a_contest_of_another_report_is_not_decided_here(report, world):
    other = report_of(report.period, world.other)
    one = contest(other, world.other_officer)
    answer = act(log_in(world.judge), report, "decide", contest=one.pk, reply="x")
    assert answer.status_code == 404
    one.refresh_from_db()
    assert one.state == "open"


def test_amending_a_frozen_report_by_the_screen(report, world):
    freeze(report.period, world.judge)
    client = log_in(world.judge)
    fields = {"indicator": "test_sent", "amended": "7", "text": "", "reason": "Đếm lại"}
    assert act(client, report, "amend", **fields | {"reason": ""}).status_code == 422
    assert act(client, report, "amend", **fields | {"indicator": "lạ"}).status_code == 422
    for _click in range(2):
        assert act(client, report, "amend", **fields).status_code == 302
    assert report.amendments.count() == 1
    for user in (world.judge, world.officer):
        page = show(log_in(user), "report_show", report.pk)
        row = page.context["rows"][0]
        assert (row.value, row.amended) == ("3", "7")
        assert "Đếm lại" in text(page)
    assert "Đếm lại" in text(show(client, "report_print", report.pk))


def test_planning_opening_and_changing_a_period(world, moment):
    client = log_in(world.judge)
    moment(GROWING)
    url = reverse("report_periods")
    assert client.post(url, {"year": "1", "half": "9"}).status_code == 422
    assert client.post(url, {"year": 2026, "half": 1}).status_code == 302
    twice = client.post(url, {"year": 2026, "half": 1})
    assert twice.status_code == 422
    period = ReportPeriod.objects.get()
    page = reverse("report_period", args=[period.pk])
    days = {
        "action": "days",
        "version": 0,
        "starts_on": "01/01/2026",
        "cut_off_on": "25/06/2026",
        "due_on": "30/06/2026",
        "instructions": "Ghi rõ",
    }
    assert client.post(page, days | {"due_on": "31/02/2026"}).status_code == 422
    refused = client.post(page, days | {"due_on": "01/06/2026"})
    assert refused.status_code == 422
    assert 'value="01/06/2026"' in text(refused)
    assert client.post(page, days).status_code == 302
    stale = client.post(page, days | {"instructions": CANARY})
    assert stale.status_code == 422
    assert CANARY in text(stale)
    assert client.post(page, {"action": "open"}).status_code == 302
    period.refresh_from_db()
    assert period.state == PeriodState.OPEN
    assert period.cut_off_on.day == 25
    assert HalfYearReport.objects.exclude(computed_at=None).count() == 4
    assert client.post(page, {"action": "drop"}).status_code == 422
    assert client.post(page, {"action": "x"}).status_code == 404
    planned = make_period(judge=world.judge, half=2)
    address = reverse("report_period", args=[planned.pk])
    assert client.post(address, {"action": "open"}).status_code == 422
    assert client.post(address, {"action": "drop"}).status_code == 302
    assert ReportPeriod.objects.count() == 1


def test_keeping_headings_by_the_screen(world):
    period = make_period(judge=world.judge, headings=2)
    other = make_period(judge=world.judge, half=2)
    client, url = log_in(world.judge), reverse("report_period", args=[period.pk])
    first, second = period.headings.all()
    new = {"action": "heading", "text_vi": "Kiến nghị", "is_required": "on"}
    assert client.post(url, new).status_code == 302
    assert client.post(url, new | {"text_vi": ""}).status_code == 422
    change = new | {"heading": first.pk, "text_vi": "Sửa"}
    assert client.post(url, change).status_code == 302
    kept = client.post(url, change | {"text_vi": "", "hint": CANARY})
    assert CANARY in text(kept)
    assert client.post(url, {"action": "up", "heading": second.pk}).status_code == 302
    assert client.post(url, {"action": "down", "heading": second.pk}).status_code == 302
    assert client.post(url, {"action": "remove", "heading": second.pk}).status_code == 302
    assert list(period.headings.values_list("text_vi", flat=True)) == ["Sửa", "Kiến nghị"]
    foreign = {"action": "remove", "heading": other.headings.get().pk}
    for data in (foreign, {"action": "remove"}, {"action": "up", "heading": "x"}):
        assert client.post(url, data).status_code == 404
    assert client.post(url, {"action": "copy"}).status_code == 302


def test_the_heading_list_costs_the_same_at_any_number(world, count_queries):
    client, counts = log_in(world.judge), []
    periods = [make_period(judge=world.judge, year=2020 + n, headings=n) for n in (1, 3, 30)]
    client.get(reverse("report_periods"))
    for period in periods:
        url = reverse("report_period", args=[period.pk])
        counts.append(count_queries(lambda url=url: client.get(url)))
    assert len(set(counts)) == 1


def test_freezing_by_the_screen(period, report, world, moment):
    client, url = log_in(world.judge), reverse("report_freeze", args=[period.pk])
    sign(report, world.leader)
    page = client.get(url)
    assert page.context["readiness"].waiting == [report]
    period.refresh_from_db()
    form = {"version": period.version, "confirms_missing": "on"}
    assert client.post(url, form).status_code == 422
    accept(report, world.judge)
    assert client.post(url, {"version": period.version}).status_code == 422
    assert client.post(url, form | {"version": "x"}).status_code == 422
    assert client.post(url, form).status_code == 302
    assert client.post(url, form).status_code == 302
    period.refresh_from_db()
    assert period.state == PeriodState.FROZEN
    assert period.digest[:16] in text(show(client, "report_periods"))
    for address in (*department_addresses(period), *addresses(report)[:2]):
        assert client.get(address).status_code == 200
    states = [row["state"][0] for row in show(client, "report_list", period.pk).context["rows"]]
    assert sorted(states) == ["accepted", "missing", "missing", "missing"]


def test_the_screen_freezes_only_the_missing_reports_that_it_showed(period, report, world, moment):
    client, url = log_in(world.judge), reverse("report_freeze", args=[period.pk])
    sign(report, world.leader)
    accept(report, world.judge)
    page = client.get(url)
    shown = page.context["form"].initial["seen_missing"]
    assert str(report.pk) not in shown.split()
    assert f'value="{shown}"' in text(page)
    report.refresh_from_db()
    return_report(
        report_id=report.pk, version=report.version, user=world.judge, note="Bổ sung", now=CLOSED
    )
    period.refresh_from_db()
    form = {"version": period.version, "confirms_missing": "on", "seen_missing": shown}
    refused = client.post(url, form)
    assert refused.status_code == 422
    again = refused.context["form"].initial["seen_missing"]
    assert str(report.pk) in again.split()
    assert client.post(url, form | {"seen_missing": again}).status_code == 302


def test_the_department_reads_that_figures_of_a_draft_still_grow(report, world):
    client = log_in(world.judge)
    page = show(client, "report_show", report.pk)
    assert page.context["counts_on"] is True
    sign(report, world.leader)
    assert show(client, "report_show", report.pk).context["counts_on"] is False


def test_panels_tell_each_what_waits(period, report, world, moment):
    def panel(user):
        page = text(log_in(user).get("/admin/"))
        assert reverse("report_home") in page
        return page

    assert reverse("report_show", args=[report.pk]) in panel(world.officer)
    assert world.other.name_vi not in panel(world.officer)
    contest(report, world.officer)
    assert f"{reverse('report_list', args=[period.pk])}?state=contested" in panel(world.judge)
    moment(LATE)
    assert "portal-quota--short" in panel(world.leader)


def test_panels_cost_nothing_for_others(period, world, count_queries):
    from units.reports.panels import department_figures, unit_lines

    user = make_user(unit=world.unit, role=UnitRole.CONTRIBUTOR)
    department_figures(user, now=CLOSED)
    unit_lines(user, now=CLOSED)
    assert count_queries(lambda: department_figures(user, now=CLOSED)) == 0
    assert count_queries(lambda: unit_lines(user, now=CLOSED)) == 0


def test_changes_need_the_forms_token(report, world):
    client = Client(enforce_csrf_checks=True)
    client.force_login(world.leader)
    for address in addresses(report)[:3]:
        if "print" not in address:
            assert client.post(address, {"version": 0}).status_code == 403


def test_answers_are_kept_by_no_cache(report, world):
    client = log_in(world.officer)
    for address in (addresses(report)[0], addresses(report)[1], addresses(report)[4]):
        assert "no-store" in client.get(address)["Cache-Control"]
