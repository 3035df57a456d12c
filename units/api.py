"""Own routes of API v3 for units: the directory and one unit, by code."""

from datetime import date
from typing import Any, Literal

from django.db.models import Case, IntegerField, QuerySet, Value, When
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import get_language
from ninja import Field, Query, Router, Schema

from core.addresses import PageAddresses, absolute
from core.api import Window, json_response
from core.models import PortalRendition
from units.enums import Accent, Region, UnitKind
from units.lineage import predecessors_of, successors_of
from units.models import Unit, UnitHomePage
from units.queries import accent_of_home, banner_id_of_home, open_homes, today

router = Router(tags=["units"])
COLUMNS = (
    "unit__code",
    "unit__kind",
    "unit__name_vi",
    "unit__name_en",
    "unit__short_name_vi",
    "unit__slug",
    "unit__region",
    "unit__parent__code",
    "unit__valid_from",
    "unit__valid_to",
    "url_path",
    "colour",
    "banner_image",
)
BANNER_SPEC = "width-960|format-jpeg"
CONTACT_COLUMNS = ("unit__email", "unit__phone", "unit__postal_address", "intro")


class UnitBanner(Schema):
    """The wide picture above a unit's home page."""

    url: str
    width: int
    height: int
    alt: str


class UnitCard(Schema):
    """A unit in the directory; `url` is its sub-site.

    `accent` is a colour by name; `banner` is None also while its sizes are being made.
    """

    code: str
    kind: UnitKind
    name: str
    short_name: str
    slug: str
    region: Region | None
    parent: str | None
    valid_from: date | None
    valid_to: date | None
    url: str | None
    accent: Accent
    banner: UnitBanner | None


class UnitDetail(UnitCard):
    """A unit with what it says about itself; other units by their codes.

    `successors` are the units that it is today, `predecessors` all that became (part of) it.
    """

    email: str
    phone: str
    postal_address: str
    intro: str
    successors: list[str]
    predecessors: list[str]


class UnitList(Schema):
    """One part of the directory."""

    items: list[UnitCard]
    limit: int
    offset: int
    next: str | None


class UnitFilters(Schema):
    """`?kind=&region=&parent=&order=&locale=`; English shows units with an English sub-site."""

    kind: UnitKind | None = None
    region: Region | None = None
    order: Literal["name", "region"] = Field(
        "name", description="Vietnamese alphabet, or regions from north to south first"
    )
    parent: str | None = Field(None, max_length=40, description="Code of the parent unit")
    locale: Literal["vi", "en"] = "vi"


@router.get("/", response=UnitList, operation_id="units_list", url_name="list_units")
def list_units(
    request: HttpRequest, filters: Query[UnitFilters], window: Query[Window]
) -> HttpResponse:
    """List the units that exist today, in Vietnamese alphabetical order or by region."""
    homes = _open_homes(filters.locale).filter(unit__in=Unit.objects.active_on(today()))
    if filters.kind:
        homes = homes.filter(unit__kind=filters.kind)
    if filters.region:
        homes = homes.filter(unit__region=filters.region)
    if filters.parent:
        homes = homes.filter(unit__parent__code=filters.parent)
    first = [_north_to_south()] if filters.order == "region" else []
    rows = window.cut(homes.order_by(*first, "unit__sort_name", "unit__code").values(*COLUMNS))
    return json_response(window.envelope(request, _cards(list(rows))))


@router.get("/{code}/", response=UnitDetail, operation_id="units_detail", url_name="detail_unit")
def get_unit(request: HttpRequest, code: str, locale: Literal["vi", "en"] = "vi") -> HttpResponse:
    """Return one unit, closed ones included, by its code."""
    columns = ("unit_id", *COLUMNS, *CONTACT_COLUMNS)
    row = _open_homes(locale).filter(unit__code=code).values(*columns).first()
    if row is None:
        raise Http404
    contact = {name.removeprefix("unit__"): row[name] for name in CONTACT_COLUMNS}
    return json_response(_cards([row])[0] | contact | _relations(row["unit_id"]))


def _relations(unit_id: int) -> dict[str, list[str]]:
    """Return the codes of what a unit became and of what it came from; one query at most."""
    later, earlier = successors_of(unit_id), predecessors_of({unit_id})
    known = Unit.objects.filter(pk__in=later | earlier).order_by("sort_name")
    codes = dict(known.values_list("pk", "code")) if later or earlier else {}
    return {
        "successors": [code for pk, code in codes.items() if pk in later],
        "predecessors": [code for pk, code in codes.items() if pk in earlier],
    }


def _open_homes(locale: str) -> QuerySet[UnitHomePage]:
    homes = open_homes().filter(language_code=locale)
    return homes.annotate(colour=accent_of_home(), banner_image=banner_id_of_home())


def _north_to_south() -> Case:
    """Return the place of a unit's region; units without one come last."""
    places = [When(unit__region=one, then=Value(place)) for place, one in enumerate(Region)]
    return Case(*places, default=Value(len(places)), output_field=IntegerField())


def _cards(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the cards of the rows; the banners cost one query for all of them."""
    addresses = PageAddresses()
    ids = {row["banner_image"] for row in rows if row["banner_image"]}
    renditions = PortalRendition.objects.filter(image__in=ids, filter_spec=BANNER_SPEC)
    banners = {one.image_id: one for one in renditions.select_related("image")}
    return [
        _card(row, addresses) | {"banner": _banner(banners.get(row["banner_image"]))}
        for row in rows
    ]


def _banner(rendition: PortalRendition | None) -> dict[str, Any] | None:
    if rendition is None:
        return None
    return {
        "url": absolute(rendition.url),
        "width": rendition.width,
        "height": rendition.height,
        "alt": rendition.image.description,
    }


def _card(row: dict[str, Any], addresses: PageAddresses) -> dict[str, Any]:
    english = row["unit__name_en"]
    return {
        "code": row["unit__code"],
        "kind": row["unit__kind"],
        "name": english if get_language() == "en" and english else row["unit__name_vi"],
        "short_name": row["unit__short_name_vi"],
        "slug": row["unit__slug"],
        "region": row["unit__region"] or None,
        "parent": row["unit__parent__code"],
        "valid_from": row["unit__valid_from"],
        "valid_to": row["unit__valid_to"],
        "url": addresses.of(row["url_path"]),
        "accent": row["colour"] or Accent.RED.value,
    }
