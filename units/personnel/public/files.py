"""Figures as open data: one CSV for a unit, one for all units of a year."""

from django.http import Http404, HttpRequest, HttpResponse
from wagtail.models import Site

from core.text import slugify
from core.visibility import is_unrestricted
from units.models import Unit
from units.queries import today

from ..models import OrganisationPage, YearlyFigure
from ..yearly.exports import OPEN_HEADINGS, figures_csv
from ..yearly.reads import figures_of_unit, known_years, table_of_year

CONTENT_TYPE = "text/csv; charset=utf-8"


def figures_file(request: HttpRequest, path: str) -> HttpResponse:
    """Return the figures of the organisation page in the address; 404 for any other page."""
    page = _page_at(request, path)
    if page.unit is not None:
        return csv_of_unit(page.unit)
    return csv_of_year(request.GET.get("year", ""))


def csv_of_unit(unit: Unit) -> HttpResponse:
    """Return all years of a unit."""
    figures = figures_of_unit(unit.pk)
    for one in figures:
        one.unit = unit
    return _response(figures, f"so-lieu-{slugify(unit.slug)}.csv")


def csv_of_year(asked: str) -> HttpResponse:
    """Return all units of a year, the last known one where none is asked for.

    Raises `Http404` for a year of which nothing is known.
    """
    years = known_years()
    if not asked and years:
        asked = str(years[0])
    if asked not in map(str, years):
        raise Http404
    table = table_of_year(int(asked), units=Unit.objects.all(), today=today(), all_units=False)
    figures = []
    for row in table.rows:
        if row.figure is not None:
            row.figure.unit = row.unit
            figures.append(row.figure)
    return _response(figures, f"so-lieu-{asked}.csv")


def _page_at(request: HttpRequest, path: str) -> OrganisationPage:
    site = Site.find_for_request(request)
    parts = [part for part in path.split("/") if part]
    if site is None:
        raise Http404
    found = site.root_page.localized.specific.route(request, parts).page
    page = OrganisationPage.objects.filter(is_unrestricted(), pk=found.pk, live=True)
    one = page.select_related("unit").first()
    if one is None:
        raise Http404
    return one


def _response(figures: list[YearlyFigure], name: str) -> HttpResponse:
    response = HttpResponse(figures_csv(figures, names=OPEN_HEADINGS), content_type=CONTENT_TYPE)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Access-Control-Allow-Origin"] = "*"
    return response
