"""Who reads the summary, what its screen shows, and how its table is sorted."""

import re
from decimal import Decimal

import pytest
from django.urls import reverse

from core.models import AuditEntry
from factories.reports import CLOSED, LATE, freeze, make_open_period, make_period, report_of, sign
from units.reports.services.amending import amend_report

pytestmark = pytest.mark.django_db
OF_PERIOD = ["report_summary", "report_summary_xlsx", "report_summary_docx", "report_summary_pdf"]
OF_REPORT = ["report_file_pdf", "report_file_docx"]


@pytest.mark.parametrize("name", OF_PERIOD)
def test_only_the_centre_reads_the_summary(name, people, period, client_of):
    url = reverse(name, args=[period.pk])
    for reader in (people.judge, people.office, people.administrator):
        response = client_of(reader).get(url)
        assert response.status_code == 200
        assert response["Cache-Control"].startswith("private, no-store")
    for other in (people.officer, people.leader, people.writer, people.voice):
        assert client_of(other).get(url).status_code == 404


@pytest.mark.parametrize("name", OF_REPORT)
def test_a_units_report_is_for_the_unit_and_the_centre(name, people, period, client_of):
    own, foreign = (report_of(period, unit).pk for unit in (people.unit, people.other))
    for reader in (people.officer, people.leader):
        assert client_of(reader).get(reverse(name, args=[own])).status_code == 200
        assert client_of(reader).get(reverse(name, args=[foreign])).status_code == 404
    assert client_of(people.stranger).get(reverse(name, args=[own])).status_code == 404
    assert client_of(people.writer).get(reverse(name, args=[own])).status_code == 404
    for reader in (people.judge, people.office, people.administrator):
        response = client_of(reader).get(reverse(name, args=[foreign]))
        assert response.status_code == 200
        assert response["X-Content-Type-Options"] == "nosniff"
        assert response["Content-Disposition"].startswith("attachment; filename=")


def test_a_planned_or_missing_period_is_404(people, client_of):
    planned = make_period(judge=people.judge)
    client = client_of(people.judge)
    for pk in (planned.pk, 999_999):
        assert client.get(reverse("report_summary", args=[pk])).status_code == 404


def test_the_latest_summary(people, client_of):
    client = client_of(people.office)
    assert (
        "No half-year has been opened"
        in client.get(reverse("report_summary_latest")).content.decode()
    )
    period = make_open_period(judge=people.judge)
    response = client.get(reverse("report_summary_latest"))
    assert response.url == reverse("report_summary", args=[period.pk])


def html_of(client, period, query=""):
    response = client.get(reverse("report_summary", args=[period.pk]) + query)
    assert response.status_code == 200
    return response.content.decode()


def test_an_open_period_says_that_it_is_not_frozen(people, period, client_of, put):
    put(period, people.unit, "quota_weeks_met", (3, 4))
    html = html_of(client_of(people.judge), period)
    assert "Not frozen" in html
    assert "3/4" in html
    assert html.count('class="summary-chart"') == 2
    assert "As a table" in html


def test_a_frozen_period_shows_digest_and_amendments(people, period, client_of):
    frozen = freeze(period, people.judge)
    amend_report(
        report_id=report_of(frozen, people.unit).pk,
        user=people.judge,
        indicator="pieces_sent",
        amended=Decimal(7),
        reason="Đếm sót <b>",
        now=LATE,
    )
    html = html_of(client_of(people.office), frozen)
    assert frozen.digest in html
    assert "Đếm sót &lt;b&gt;" in html
    assert "amended: 7" in re.sub(r"\s+", " ", html)
    assert "Not frozen" not in html


def names_in(html):
    table = html[html.index('id="units"') :]
    return re.findall(r'<th scope="row" class="summary-name">([^<]+)<', table)


def test_the_table_is_sorted_and_filtered_by_the_address(people, period, client_of, put):
    for unit, number in ((people.unit, 2), (people.other, 9), (people.department, 5)):
        put(period, unit, "pieces_sent", number)
    client = client_of(people.judge)
    a, b, department = (unit.name_en for unit in (people.unit, people.other, people.department))
    assert set(names_in(html_of(client, period))) == {a, b, department}
    assert names_in(html_of(client, period, "?sort=pieces_sent&order=desc")) == [b, department, a]
    assert names_in(html_of(client, period, "?sort=pieces_sent&order=asc")) == [a, department, b]
    assert names_in(html_of(client, period, "?kind=department")) == [department]
    assert len(names_in(html_of(client, period, "?standing=missing"))) == 3
    sign(report_of(period, people.unit), people.leader, now=CLOSED)
    assert names_in(html_of(client, period, "?standing=reported")) == [a]
    assert len(names_in(html_of(client, period, "?standing=missing"))) == 2
    for strange in ("?sort=' OR 1=1&order=up", "?kind=<script>", "?sort=password&order=desc"):
        assert len(names_in(html_of(client, period, strange))) == 3


def test_units_without_a_figure_stand_last_in_either_direction(people, period, client_of, put):
    put(period, people.other, "mean_grade", "3.5")
    client = client_of(people.judge)
    for order in ("asc", "desc"):
        html = html_of(client, period, f"?sort=mean_grade&order={order}")
        assert names_in(html)[0] == people.other.name_en
        assert f'aria-sort="{order}ending"' in html


def test_who_took_a_file_stands_in_the_trail(people, period, client_of):
    client_of(people.office).get(reverse("report_summary_xlsx", args=[period.pk]))
    report = report_of(period, people.unit)
    client_of(people.officer).get(reverse("report_file_pdf", args=[report.pk]))
    actions = set(AuditEntry.objects.filter(actor__in=[people.office, people.officer]).values_list(
        "action", flat=True
    ))  # fmt: skip
    assert actions == {"reports.summary.export", "reports.report.export"}
