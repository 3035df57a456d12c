"""Own routes of API v3: the public people of a unit and its figures, by the unit's code."""

from datetime import date
from typing import Any, Literal

from django.http import Http404, HttpRequest, HttpResponse
from ninja import Query, Router, Schema

from core.addresses import absolute
from core.api import Window, json_response
from core.visibility import is_unrestricted
from units.models import Unit
from units.queries import open_homes, today

from ..enums import BodyKind, PostLevel
from ..models import Appointment, OrganisationPage, YearlyFigure
from ..queries import IN_ORDER
from ..yearly.reads import KNOWN
from .portraits import PORTRAITS, portrait_of
from .reads import day_shown, public_appointments

router = Router(tags=["organisation"])


class Portrait(Schema):
    """A photo of a person, in one size."""

    url: str
    width: int
    height: int


class PublicBody(Schema):
    """The body in which a post is held."""

    id: int
    kind: BodyKind
    name: str
    term: str


class PublicPost(Schema):
    """A post that a person holds today; contact only where the person shows it."""

    name: str
    post: str
    level: PostLevel
    is_acting: bool
    body: PublicBody
    held_since: date
    email: str | None
    phone: str | None
    portrait: Portrait | None


class PublicPostList(Schema):
    """One part of a unit's people, by body, heads first, then by given name."""

    items: list[PublicPost]
    limit: int
    offset: int
    next: str | None


class YearFigures(Schema):
    """A unit's figures of a year; null is not known."""

    year: int
    grassroots_unions: int | None
    members: int | None
    enterprises: int | None
    full_time_officers: int | None
    counted_on: date
    source: str
    is_demonstration: bool


class YearFiguresList(Schema):
    """One part of a unit's years, the newest first."""

    items: list[YearFigures]
    limit: int
    offset: int
    next: str | None


@router.get(
    "/{code}/people/",
    response=PublicPostList,
    operation_id="organisation_people",
    url_name="list_people",
)
def list_people(
    request: HttpRequest,
    code: str,
    window: Query[Window],
    locale: Literal["vi", "en"] = "vi",
) -> HttpResponse:
    """List the posts held in a unit's public bodies by public persons; on its last day if ended."""
    unit = _unit(code)
    day = day_shown(unit, today())
    rows = public_appointments(day, body__unit=unit)
    rows = rows.order_by("body__sort_order", "body_id", *IN_ORDER)
    found = window.cut(rows.prefetch_related(PORTRAITS))
    return json_response(window.envelope(request, [_post(one) for one in found]))


@router.get(
    "/{code}/figures/",
    response=YearFiguresList,
    operation_id="organisation_figures",
    url_name="list_figures",
)
def list_figures(request: HttpRequest, code: str, window: Query[Window]) -> HttpResponse:
    """List a unit's figures of the years, the newest first; CSV is at its organisation page."""
    rows = YearlyFigure.objects.filter(KNOWN, unit=_unit(code)).order_by("-year")
    return json_response(window.envelope(request, [_figures(one) for one in window.cut(rows)]))


def _unit(code: str) -> Unit:
    """Return a unit with a sub-site and an organisation page that everybody may open.

    Raises `Http404`.
    """
    pages = OrganisationPage.objects.live().filter(is_unrestricted()).values("unit")
    units = Unit.objects.filter(pk__in=open_homes().values("unit")).filter(pk__in=pages)
    unit = units.filter(code=code).first()
    if unit is None:
        raise Http404
    return unit


def _post(one: Appointment) -> dict[str, Any]:
    person, portrait = one.person, portrait_of(one.person.photo)
    shows = person.shows_contact
    return {
        "name": person.full_name,
        "post": one.position.name,
        "level": one.position.level,
        "is_acting": one.is_acting,
        "body": {
            "id": one.body_id,
            "kind": one.body.kind,
            "name": one.body.name,
            "term": one.body.term,
        },
        "held_since": one.from_date,
        "email": (person.email or None) if shows else None,
        "phone": (person.phone or None) if shows else None,
        "portrait": {
            "url": absolute(portrait.url),
            "width": portrait.width,
            "height": portrait.height,
        }
        if portrait
        else None,
    }


def _figures(one: YearlyFigure) -> dict[str, Any]:
    names = ("year", "grassroots_unions", "members", "enterprises", "full_time_officers")
    return {name: getattr(one, name) for name in names} | {
        "counted_on": one.counted_on or date(one.year, 12, 31),
        "source": one.source,
        "is_demonstration": one.is_demonstration,
    }
