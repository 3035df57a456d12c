"""Pages for what is not there or failed, in the language of the address."""

from django.http import HttpRequest, HttpResponse, HttpResponseServerError
from django.shortcuts import render


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer 404 with ways on: search, home, units."""
    return render(request, "404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer 500 without the database, which may be what failed."""
    return HttpResponseServerError(render(request, "500.html").content)
