"""Leads former addresses to where the page is now, in one step, and tells of no closed page."""

import re
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponsePermanentRedirect
from wagtail.contrib.redirects.middleware import get_redirect
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page

from articles.corrections.queries import retraction_of
from core.addresses import address
from portal.middleware import GetResponse, is_admin

# What stands below the address of a section or of a home and moves along with it.
BELOW = re.compile(r"^(?P<base>/.*?)(?P<tail>feed/(?:atom/)?|luu-tru/(?:\d{4}/\d{2}/)?)$")


class RedirectMiddleware:
    """Takes the place of Wagtail's, which redirects to drafts, closed pages and in a circle."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer with a redirect where nothing was found and a readable page stood before."""
        response = self.get_response(request)
        if response.status_code != 404 or request.method not in {"GET", "HEAD"}:
            return response
        return response if is_admin(request) else _lead(request) or response


def _lead(request: HttpRequest) -> HttpResponse | None:
    below = BELOW.match(request.path)
    attempts = [(request.get_full_path(), ""), (request.path, "")]
    attempts += [(below["base"], below["tail"])] if below else []
    # A set would lose the order: the exact address comes first.
    for path, tail in dict.fromkeys(attempts):
        redirect = get_redirect(request, Redirect.normalise_path(path, decode_unicode=False))
        if redirect is not None and (link := _link(redirect, request, tail)):
            kind = HttpResponsePermanentRedirect if redirect.is_permanent else HttpResponseRedirect
            return kind(link)
    return None


def _link(redirect: Redirect, request: HttpRequest, tail: str) -> str | None:
    page = redirect.redirect_page
    if page is None:
        link = redirect.redirect_link
    elif _is_open(page):
        route = redirect.redirect_page_route_path.lstrip("/")
        link = address(page, request) + (route or tail)
    else:
        return None
    is_circle = urlsplit(link).path == request.path and urlsplit(link).netloc in (
        "",
        request.get_host(),
    )
    return link if link and not is_circle else None


def _is_open(page: Page) -> bool:
    """Tell whether everybody may read a page, or why it was retracted."""
    if page.get_view_restrictions().exists():
        return False
    return page.live or retraction_of(page) is not None
