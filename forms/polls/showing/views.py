"""Answers of a poll's page below it: results by group, files, and the part for other sites."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from core.addresses import canonical_url
from core.workbooks import CONTENT_TYPE

from ..models import Poll, PollPage
from ..queries import poll_of_page
from .files import results_csv, results_workbook, sealed_json
from .results import results_of
from .standing import Standing, standing_of


def poll_of(page: PollPage) -> Poll:
    """Return the poll of a page, in whichever language; raises `Http404` for none."""
    poll = poll_of_page(page)
    if poll is None:
        raise Http404
    return poll


def results_page(request: HttpRequest, page: PollPage) -> HttpResponse:
    """Show the whole count, divided as the address asks; 404 before there is one."""
    standing = _standing(poll_of(page))
    results = results_of(standing, by=request.GET.get("theo", ""))
    context = page.get_context(request) | {"page": page, "results": results}
    return render(request, "polls/results_page.html", context)


def results_file(request: HttpRequest, page: PollPage, kind: str) -> HttpResponse:
    """Return the sealed count as a file; interim figures are no file."""
    poll = poll_of(page)
    standing = _standing(poll)
    if not standing.is_final:
        raise Http404
    content_type, content = FILES[kind]
    response = HttpResponse(content(standing.data), content_type=content_type)
    name = f"trung-cau-y-kien-{poll.pk}.{kind}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["X-Content-SHA256"] = standing.digest
    response["Access-Control-Allow-Origin"] = "*"
    return response


def embedded(request: HttpRequest, page: PollPage) -> HttpResponse:
    """Show the totals alone, for a frame in another site; without scripts, forms and cookies."""
    poll = poll_of(page)
    standing = standing_of(poll, now=timezone.now())
    results = results_of(standing) if standing else None
    context = {"page": page, "poll": poll, "results": results, "address": canonical_url(page)}
    response = render(request, "polls/embedded.html", context)
    response.xframe_options_exempt = True  # type: ignore[attr-defined]
    response["Content-Security-Policy"] = (
        "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self'; "
        "base-uri 'none'; form-action 'none'; frame-ancestors *"
    )
    return response


def _standing(poll: Poll) -> Standing:
    standing = standing_of(poll, now=timezone.now())
    if standing is None:
        raise Http404
    return standing


FILES: dict[str, tuple[str, Callable[[dict[str, Any]], bytes | str]]] = {
    "json": ("application/json", sealed_json),
    # The mark at the beginning tells spreadsheets that this is UTF-8.
    "csv": ("text/csv; charset=utf-8", lambda data: "\ufeff" + results_csv(data)),
    "xlsx": (CONTENT_TYPE, results_workbook),
}

# What the parts of the address below a poll's page answer.
BELOW: dict[tuple[str, ...], Callable[[HttpRequest, PollPage], HttpResponse]] = {
    ("ket-qua",): results_page,
    ("nhung",): embedded,
    **{("ket-qua", kind): partial(results_file, kind=kind) for kind in FILES},
}
