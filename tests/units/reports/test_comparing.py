"""What a report is compared with after mergers, splits and new names, and after amendments."""

from datetime import date, datetime
from decimal import Decimal

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import translation

from factories.portal import make_unit
from factories.reports import (
    CLOSED,
    GROWING,
    HANOI,
    LATE,
    freeze,
    make_bare_unit,
    make_leader,
    make_officer,
    make_open_period,
    report_of,
)
from units.enums import SuccessionKind, UnitKind
from units.models import Unit, UnitSuccession
from units.reports.comparing import before_of, earlier_figures
from units.reports.models import ReportFigure
from units.reports.services.amending import amend_report
from units.reports.services.contests import contest_figure, decide_contest
from units.reports.services.counting import recount
from units.reports.services.opening import open_period
from units.reports.showing import figure_rows
from units.reports.summary.document import Grid, Text
from units.reports.summary.reading import read_national
from units.reports.summary.table import TableForm, table_of
from units.reports.summary.totals import comparisons
from units.reports.summary.unit_document import read_own_report, unit_document
from units.reports.summary.wording import shown_figure

pytestmark = pytest.mark.django_db
# In the half-year before, and the usual day of a reorganisation.
EARLIER = datetime(2025, 12, 1, 9, tzinfo=HANOI)
NEW_YEAR = date(2026, 1, 1)


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


@pytest.fixture
def before(world, data):
    """The second half of 2025 with figures of three provinces."""
    data.sent = {world.unit.pk: 10, world.other.pk: 5, world.third.pk: 2}
    data.on_time = {world.unit.pk: (1, 3), world.other.pk: (2, 4), world.third.pk: (5, 5)}
    data.marks = {world.unit.pk: "2.00", world.other.pk: "3.00"}
    return make_open_period(year=2025, half=2, now=EARLIER, judge=world.judge)


def log_in(user) -> Client:
    client = Client()
    client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[-1])
    return client


def end(unit, on=date(2025, 12, 31)):
    Unit.objects.filter(pk=unit.pk).update(valid_to=on)


def become(new, *olds, on=NEW_YEAR, kind=SuccessionKind.MERGE):
    """Let units become (part of) another on a day; those that are not it end the day before."""
    for old in olds:
        UnitSuccession.objects.create(predecessor=old, successor=new, effective_on=on, kind=kind)
        if old != new:
            end(old, date.fromordinal(on.toordinal() - 1))


def new_unit(code="MOI", on=NEW_YEAR):
    unit = make_bare_unit(code, UnitKind.PROVINCE)
    Unit.objects.filter(pk=unit.pk).update(valid_from=on)
    return Unit.objects.get(pk=unit.pk)


def now_of(world, now=GROWING):
    return make_open_period(judge=world.judge, now=now)


def compared(period, unit):
    return before_of(report_of(period, unit))


def test_a_merged_unit_is_compared_with_the_sum_of_its_predecessors(world, data, before):
    merged = new_unit()
    become(merged, world.unit, world.other)
    data.sent[merged.pk], data.on_time[merged.pk] = 20, (3, 4)
    found = compared(period := now_of(world), merged)
    sent, on_time = found.figures["test_sent"], found.figures["test_on_time"]
    assert (sent.value, sent.units, sent.of, sent.remark) == (15, 2, 2, "")
    # 3 of 7, and not the mean of 33.33 and 50.
    assert (on_time.value, on_time.part, on_time.whole) == (Decimal("42.86"), 3, 7)
    assert found.figures["test_marks"].value is None
    assert found.figures["test_marks"].remark == "means of several units cannot be added up"
    assert found.note.startswith("The period before is the sum of the reports of 2 units: ")
    for old in (world.unit, world.other):
        assert old.name_en in found.note
    assert world.third.name_en not in found.note
    rows = {one.figure.indicator: one for one in figure_rows(report_of(period, merged), found)}
    assert rows["test_sent"].difference == 5
    assert rows["test_on_time"].difference == Decimal("32.14")
    assert rows["test_marks"].value_before == "–"


def test_a_share_of_the_sum_is_rounded_half_up_once(world, data, before):
    for unit, parts in ((world.unit, (1, 3)), (world.other, (0, 13))):
        figure = ReportFigure.objects.get(report__unit=unit, indicator="test_on_time")
        figure.part, figure.whole = parts
        figure.value = Decimal("33.33") if parts[0] else Decimal(0)
        figure.save()
    merged = new_unit()
    become(merged, world.unit, world.other)
    # 1 of 16 is 6.25; 1 of 3 and 0 of 13 in the mean would be 16.67.
    assert compared(now_of(world), merged).figures["test_on_time"].value == Decimal("6.25")


def test_a_unit_that_takes_another_in_has_its_own_figures_in_the_sum(world, before):
    become(world.third, world.unit, world.third)
    found = compared(now_of(world), world.third)
    assert found.figures["test_sent"].value == 12
    assert found.figures["test_on_time"].value == Decimal("75.00")
    assert world.third.name_en in found.note
    assert world.unit.name_en in found.note
    # One unit alone was graded: the mean of all is its mean.
    marks = found.figures["test_marks"]
    assert (marks.value, marks.remark) == (2, "of 1 of 2 units")


def test_where_nothing_was_due_a_share_stays_and_says_so(world, before):
    ReportFigure.objects.filter(
        report__period=before, report__unit=world.other, indicator="test_on_time"
    ).update(value=None, part=None, whole=None)
    become(world.third, world.unit, world.other, world.third)
    share = compared(now_of(world), world.third).figures["test_on_time"]
    assert (share.value, share.part, share.whole) == (Decimal("75.00"), 6, 8)
    assert share.remark == "of 2 of 3 units"


def test_a_number_that_one_predecessor_lacks_is_not_added_up(world, before):
    rows = ReportFigure.objects.filter(report__period=before, report__unit=world.other)
    rows.delete()
    become(world.third, world.unit, world.other, world.third)
    found = compared(now_of(world), world.third).figures
    assert found["test_sent"].value is None
    assert found["test_sent"].remark == "only 2 of 3 units"
    assert found["test_on_time"].value is None


def test_a_predecessor_without_a_report_is_named(world, before):
    late = make_bare_unit("MUON", UnitKind.PROVINCE)
    become(world.third, late, world.third)
    found = compared(now_of(world), world.third)
    assert "Without a report of then: Đơn vị MUON." in found.note
    assert found.figures["test_sent"].value is None


@pytest.mark.parametrize("kind", [SuccessionKind.REPLACE, SuccessionKind.RENAME])
def test_a_unit_under_a_new_name_is_compared_with_the_old_one(kind, world, before):
    renamed = new_unit()
    become(renamed, world.unit, kind=kind)
    found = compared(now_of(world), renamed)
    assert found.figures["test_sent"].value == 10
    assert found.figures["test_marks"].value == 2
    assert found.note == f"The period before is the report of {world.unit.name_en}."


def test_the_old_name_is_that_of_its_report(world, before):
    become(new := new_unit(), world.unit, kind=SuccessionKind.RENAME)
    Unit.objects.filter(pk=world.unit.pk).update(name_vi="Tên sửa sau")
    note = compared(now_of(world), new).note
    assert note == f"The period before is the report of {world.unit.name_vi}."


def test_parts_of_a_split_unit_are_not_compared_with_the_whole(world, before):
    first, second = new_unit("MOT"), new_unit("HAI")
    become(first, world.unit, kind=SuccessionKind.SPLIT)
    become(second, world.unit, kind=SuccessionKind.SPLIT)
    period = now_of(world)
    for part in (first, second):
        found = compared(period, part)
        assert found.figures == {}
        assert "was split" in found.note
        assert world.unit.name_en in found.note


def test_a_unit_that_goes_on_after_a_split_is_not_compared_either(world, before):
    become(new_unit("MOT"), world.unit, kind=SuccessionKind.SPLIT)
    become(world.unit, world.unit, kind=SuccessionKind.SPLIT)
    Unit.objects.filter(pk=world.unit.pk).update(valid_to=None)
    found = compared(now_of(world), world.unit)
    assert found.figures == {}
    assert "was split" in found.note


def test_steps_over_several_reorganisations_are_followed(world, before):
    between, last = new_unit("GIUA", date(2025, 12, 15)), new_unit("CUOI")
    become(between, world.unit, on=date(2025, 12, 15))
    Unit.objects.filter(pk=between.pk).update(valid_from=date(2025, 12, 15))
    open_period(period_id=before.pk, now=EARLIER)
    recount(period_id=before.pk, now=EARLIER)
    become(last, between, world.other)
    found = compared(now_of(world), last)
    assert found.figures["test_sent"].value == 15
    assert found.figures["test_sent"].of == 3


def test_what_was_reorganised_earlier_or_later_is_not_mixed_in(world, before):
    become(world.third, world.unit, on=date(2025, 7, 1))
    become(world.third, world.other, on=date(2026, 7, 1))
    Unit.objects.filter(pk=world.unit.pk).update(valid_to=None)
    found = compared(now_of(world), world.third)
    assert (found.figures["test_sent"].value, found.note) == (2, "")


def test_reorganised_within_the_period_no_change_is_given(world, data, before):
    become(world.third, world.unit, world.third, on=date(2026, 4, 1))
    period = now_of(world)
    for unit, value in ((world.third, 12), (world.unit, 10)):
        report = report_of(period, unit)
        found = before_of(report)
        assert found.figures["test_sent"].value == value
        assert "no change is given" in found.note
        assert all(one.difference is None for one in figure_rows(report, found))


def test_an_amended_figure_is_compared_with_as_amended(world, before):
    freeze(before, world.judge, now=GROWING)
    for code, value in (("test_sent", "13"), ("test_on_time", "66.67")):
        amend_report(
            report_id=report_of(before, world.unit).pk,
            user=world.judge,
            reason="Đếm sót",
            now=GROWING,
            indicator=code,
            amended=Decimal(value),
        )
    become(world.third, world.unit, world.third)
    period = now_of(world)
    own = earlier_figures(before)[world.unit.pk]
    assert (own["test_sent"].value, own["test_on_time"].part) == (13, 2)
    found = compared(period, world.third).figures
    assert (found["test_sent"].value, found["test_sent"].remark) == (15, "as amended")
    assert found["test_on_time"].value == Decimal("87.50")
    document = unit_document(read_own_report(report_of(period, world.third)), now=LATE)
    texts = [part.text for part in document.parts if isinstance(part, Text)]
    assert "Tin gửi, the period before: as amended." in texts
    [grid] = [part for part in document.parts if isinstance(part, Grid)]
    assert [row[3] for row in grid.rows if row[1] == "Tin gửi"] == ["15"]
    national = read_national(period)
    totals = {one.column.code: one.before.value for one in comparisons(national)}
    assert totals["test_sent"] == 20
    assert totals["test_on_time"] == Decimal("75.00")
    assert national.is_before_amended
    # What was frozen stays as it was.
    assert report_of(before, world.unit).figures.get(indicator="test_sent").value == 10


def test_a_unit_sees_the_sum_of_its_own_predecessors_alone(world, data, before):
    mine, theirs = make_unit("CUA-TOI"), new_unit("CUA-HO")
    Unit.objects.filter(pk=mine.pk).update(valid_from=NEW_YEAR)
    become(mine, world.unit)
    become(theirs, world.other, world.third)
    data.sent = {}
    period = now_of(world)
    officer = make_officer(mine)
    client = log_in(officer)
    own = client.get(reverse("report_show", args=[report_of(period, mine).pk]))
    page = own.content.decode()
    assert own.status_code == 200
    assert world.unit.name_vi in page
    assert world.other.name_vi not in page
    assert world.third.name_vi not in page
    for name in ("report_show", "report_print", "report_file_docx", "report_file_pdf"):
        url = reverse(name, args=[report_of(period, theirs).pk])
        assert client.get(url).status_code == 404
    # The old unit does not see its successor, nor what else went into it.
    old = compared(before, world.other)
    assert old.figures == {}
    assert old.note == ""


def test_screens_say_of_which_units_it_is_the_sum(world, before):
    become(world.third, world.unit, world.third)
    period = now_of(world)
    report, client = report_of(period, world.third), log_in(make_leader(world.third))
    urls = [reverse(name, args=[report.pk]) for name in ("report_show", "report_print")]
    urls.append(reverse("report_figure", args=[report.pk, "test_sent"]))
    for url in urls:
        page = client.get(url)
        assert world.unit.name_vi in page.context["compared_with"]
        assert page.context["compared_with"] in page.content.decode()
    judge = log_in(world.judge).get(reverse("report_judge", args=[report.pk]))
    assert judge.context["compared_with"] in judge.content.decode()


def test_the_screen_costs_the_same_at_any_number_of_predecessors(world, before, count_queries):
    olds = [world.unit, world.other]
    become(merged := new_unit(), *olds)
    period = now_of(world)
    few = count_queries(lambda: compared(period, merged))
    for number in range(5):
        become(merged, make_bare_unit(f"THEM-{number}", UnitKind.PROVINCE))
    assert count_queries(lambda: compared(period, merged)) == few


def test_a_corrected_share_does_not_say_what_it_was_made_of(world, before):
    period = now_of(world)
    report = report_of(period, world.unit)
    recount(period_id=period.pk, now=CLOSED)
    contest = contest_figure(
        report_id=report.pk,
        indicator="test_on_time",
        claimed=Decimal(50),
        reason="Sai",
        user=world.officer,
        now=CLOSED,
    )
    decide_contest(
        contest_id=contest.pk, user=world.judge, reply="Đúng", corrected_to=Decimal(50), now=LATE
    )
    figure = report.figures.get(indicator="test_on_time")
    # 2 of 3 is not a half.
    assert figure.part == 2
    assert shown_figure(figure) == "50%"


def test_a_median_that_is_the_figure_of_one_other_unit_is_not_shown(world, data):
    """Of two, a unit knows its own and could tell the other's by the median."""
    period = now_of(world)
    report = report_of(period, world.unit)

    def medians(**marks):
        """Return the median of marks on the screen and in the file."""
        data.marks = {getattr(world, name).pk: mark for name, mark in marks.items()}
        recount(period_id=period.pk, now=GROWING)
        rows = {one.figure.indicator: one for one in figure_rows(report, before_of(report))}
        document = unit_document(read_own_report(report), now=LATE)
        [grid] = [part for part in document.parts if isinstance(part, Grid)]
        [line] = [row for row in grid.rows if row[1] == rows["test_marks"].label]
        return rows["test_marks"].median, line[4]

    assert medians(unit="2", other="4") == ("–", "–")
    assert medians(other="4") == ("–", "–")
    # Of three nobody can tell whose it is, and its own figure a unit knows.
    assert medians(unit="2", other="4", third="3") == ("3", "3")
    assert medians(unit="2") == ("2", "2")


def test_a_table_shows_no_parts_of_a_corrected_share(world, before):
    period = now_of(world)
    figure = report_of(period, world.unit).figures.get(indicator="test_on_time")
    figure.counted, figure.value, figure.part = figure.value, Decimal(50), 2
    figure.save()
    table = table_of(read_national(period), TableForm({}))
    parts = {row.line.report.unit_id: row.cells[1].part for row in table.rows}
    assert (parts[world.unit.pk], parts[world.other.pk]) == ("", "2/4")
