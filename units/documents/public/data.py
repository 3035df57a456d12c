"""Open data: the public documents as CSV and JSON, narrowed as the library is."""

import csv
import io
from collections.abc import Iterable, Iterator
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from core.api import dump_json
from core.exports import plain_cell
from core.text import normalize
from units.models import Unit
from units.queries import today

from .cards import cards_of, row_columns
from .library import wanted_of
from .listing import Wanted, listed

# Documents of public bodies are free of copyright (Law on Intellectual Property, article 15);
# the register of them is given under the widest licence there is.
LICENCE = "https://creativecommons.org/publicdomain/zero/1.0/"
MOST_ROWS = 20_000
KEPT_FOR = 300
COLUMNS = (
    *("number", "year", "type", "abstract", "issuer", "issued_on", "effective_on", "expired_on"),
    *("signer", "signer_position", "field", "status", "url", "is_demonstration", "licence"),
)


@require_safe
def documents_data(request: HttpRequest, kind: str) -> HttpResponse:
    """Send the whole narrowed list as a file. Raises `Http404` for an unknown kind or unit."""
    cards = cards_of(_rows(request))
    if kind == "json":
        content: bytes | str = dump_json({"licence": LICENCE, "items": list(cards)})
        response = HttpResponse(content, content_type="application/json")
    else:
        # The mark at the beginning tells spreadsheets that this is UTF-8.
        response = HttpResponse("\ufeff" + _csv(cards), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="van-ban.{kind}"'
    response["Access-Control-Allow-Origin"] = "*"
    response["Link"] = f'<{LICENCE}>; rel="license"'
    response["Cache-Control"] = f"public, max-age={KEPT_FOR}"
    return response


def _rows(request: HttpRequest) -> Any:
    wanted = wanted_of(request.GET)
    if slug := normalize(request.GET.get("unit", "")[:100]).strip():
        wanted = _of_unit(wanted, slug)
    return listed(wanted, day=today()).values(*row_columns())[:MOST_ROWS]


def _of_unit(wanted: Wanted, slug: str) -> Wanted:
    unit_id = Unit.objects.filter(slug=slug).values_list("pk", flat=True).first()
    if unit_id is None:
        raise Http404
    return Wanted(**(wanted.__dict__ | {"unit_id": unit_id}))


def _csv(cards: Iterable[dict[str, Any]]) -> str:
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    writer.writerow(COLUMNS)
    for card in cards:
        writer.writerow(list(_cells(card)))
    return buffer.getvalue()


def _cells(card: dict[str, Any]) -> Iterator[str]:
    named = {"type": card["type"]["name"], "issuer": card["issuer"]["name"], "licence": LICENCE}
    named["field"] = card["field"]["name"] if card["field"] else ""
    for name in COLUMNS:
        value = named.get(name, card.get(name))
        yield plain_cell("" if value is None else str(value))
