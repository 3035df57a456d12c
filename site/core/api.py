"""What the API routers of all apps share: refusals, pagination, moments and JSON."""

from datetime import date, datetime, time, timedelta
from typing import Annotated, Any

import orjson
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Field, Schema
from pydantic import BeforeValidator

MAX_OFFSET = 10_000
MAX_LIMIT = 50


class RequestRefused(Exception):
    """A request that the API cannot answer; `message` is for its sender.

    `where` names the parameter or the path in the body, `status` the HTTP status; `errors` maps
    fields to messages where several are wrong.
    """

    def __init__(
        self,
        message: str,
        *,
        where: str = "",
        status: int = 422,
        errors: dict[str, list[str]] | None = None,
    ) -> None:
        super().__init__(message)
        self.message = str(message)
        self.where = where
        self.status = status
        self.errors = errors or ({where: [self.message]} if where else {})


def parse_moment(value: str, *, end_of_day: bool = False) -> datetime:
    """Return the moment of an ISO date or date-time; of a date its first instant.

    `end_of_day` gives the first instant after the date, for exclusive upper bounds. Times without
    a zone are those of Viet Nam. Raises `ValueError` with a message.
    """
    try:
        moment = datetime.fromisoformat(value)
        if len(value) == len("2026-01-31"):
            day = date.fromisoformat(value) + timedelta(days=1 if end_of_day else 0)
            moment = datetime.combine(day, time.min)
        zone = timezone.get_default_timezone()
        return moment if timezone.is_aware(moment) else timezone.make_aware(moment, zone)
    except (ValueError, OverflowError) as error:
        raise ValueError(
            _("This is not a date. Write it as 2026-01-31 or 2026-01-31T08:30:00+07:00.")
        ) from error


def _lower_bound(value: str | None) -> datetime | None:
    return parse_moment(value) if value else None


def _upper_bound(value: str | None) -> datetime | None:
    return parse_moment(value, end_of_day=True) if value else None


FromMoment = Annotated[datetime | None, BeforeValidator(_lower_bound)]
ToMoment = Annotated[datetime | None, BeforeValidator(_upper_bound)]


class Window(Schema):
    """Which part of a list is asked for."""

    limit: int = Field(20, ge=1, le=MAX_LIMIT)
    offset: int = Field(0, ge=0, le=MAX_OFFSET)

    def cut(self, items: Any) -> Any:
        """Return one item more than asked for, so that `envelope` knows whether more follow."""
        return items[self.offset : self.offset + self.limit + 1]

    def envelope(self, request: HttpRequest, items: list[Any]) -> dict[str, Any]:
        """Return `{"items", "limit", "offset", "next"}`; `next` is an address or None."""
        following = None
        if len(items) > self.limit and self.offset + self.limit <= MAX_OFFSET:
            query = request.GET.copy()
            query["offset"] = str(self.offset + self.limit)
            following = request.build_absolute_uri(f"{request.path}?{query.urlencode()}")
        return {
            "items": items[: self.limit],
            "limit": self.limit,
            "offset": self.offset,
            "next": following,
        }


def json_response(data: Any, *, status: int = 200) -> HttpResponse:
    """Return `data` as JSON; moments in the time of Viet Nam."""
    return HttpResponse(dump_json(data), status=status, content_type="application/json")


def dump_json(data: Any) -> bytes:
    """Return JSON bytes of plain data, moments and lazy texts."""
    return orjson.dumps(data, default=_plain, option=orjson.OPT_PASSTHROUGH_DATETIME)


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return timezone.localtime(value, timezone.get_default_timezone()).isoformat()
    return value.isoformat() if isinstance(value, date) else str(value)
