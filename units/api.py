"""Own routes of API v3 for units: the directory and one unit, by code."""

from datetime import date
from typing import Any, Literal

from django.db.models import Exists, OuterRef, QuerySet
from django.db.models.functions import Length, Substr
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import get_language
from ninja import Field, Query, Router, Schema
from wagtail.models import PageViewRestriction

from core.addresses import PageAddresses
from core.api import Window, json_response
from units.enums import UnitKind
from units.models import Unit, UnitHomePage
from units.queries import today

router = Router(tags=["units"])
COLUMNS = (
    "unit__code",
    "unit__kind",
    "unit__name_vi",
    "unit__name_en",
    "unit__short_name_vi",
    "unit__slug",
    "unit__parent__code",
    "unit__valid_from",
    "unit__valid_to",
    "url_path",
)
CONTACT_COLUMNS = ("unit__email", "unit__phone", "unit__postal_address", "intro")


class UnitCard(Schema):
    """A unit in the directory; `url` is its sub-site."""

    code: str
    kind: UnitKind
    name: str
    short_name: str
    slug: str
    parent: str | None
    valid_from: date | None
    valid_to: date | None
    url: str | None


class UnitDetail(UnitCard):
    """A unit with what it says about itself."""

    email: str
    phone: str
    postal_address: str
    intro: str


class UnitList(Schema):
    """One part of the directory."""

    items: list[UnitCard]
    limit: int
    offset: int
    next: str | None


class UnitFilters(Schema):
    """`?kind=&parent=&locale=`; English shows the units that have an English sub-site."""

    kind: UnitKind | None = None
    parent: str | None = Field(None, max_length=40, description="Code of the parent unit")
    locale: Literal["vi", "en"] = "vi"


@router.get("/", response=UnitList, operation_id="units_list", url_name="list_units")
def list_units(
    request: HttpRequest, filters: Query[UnitFilters], window: Query[Window]
) -> HttpResponse:
    """List the units that exist today, in Vietnamese alphabetical order."""
    homes = _open_homes(filters.locale).filter(unit__in=Unit.objects.active_on(today()))
    if filters.kind:
        homes = homes.filter(unit__kind=filters.kind)
    if filters.parent:
        homes = homes.filter(unit__parent__code=filters.parent)
    addresses = PageAddresses()
    rows = window.cut(homes.order_by("unit__sort_name", "unit__code").values(*COLUMNS))
    return json_response(window.envelope(request, [_card(row, addresses) for row in rows]))


@router.get("/{code}/", response=UnitDetail, operation_id="units_detail", url_name="detail_unit")
def get_unit(request: HttpRequest, code: str, locale: Literal["vi", "en"] = "vi") -> HttpResponse:
    """Return one unit, closed ones included, by its code."""
    row = _open_homes(locale).filter(unit__code=code).values(*COLUMNS, *CONTACT_COLUMNS).first()
    if row is None:
        raise Http404
    contact = {name.removeprefix("unit__"): row[name] for name in CONTACT_COLUMNS}
    return json_response(_card(row, PageAddresses()) | contact)


def _open_homes(locale: str) -> QuerySet[UnitHomePage]:
    restriction_above = PageViewRestriction.objects.filter(
        page__path=Substr(OuterRef("path"), 1, Length("page__path"))
    )
    return UnitHomePage.objects.live().filter(~Exists(restriction_above), language_code=locale)


def _card(row: dict[str, Any], addresses: PageAddresses) -> dict[str, Any]:
    english = row["unit__name_en"]
    return {
        "code": row["unit__code"],
        "kind": row["unit__kind"],
        "name": english if get_language() == "en" and english else row["unit__name_vi"],
        "short_name": row["unit__short_name_vi"],
        "slug": row["unit__slug"],
        "parent": row["unit__parent__code"],
        "valid_from": row["unit__valid_from"],
        "valid_to": row["unit__valid_to"],
        "url": addresses.of(row["url_path"]),
    }
