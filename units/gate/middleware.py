"""Answers 404 for every admin address that is not open to the account, before its view runs."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.deprecation import MiddlewareMixin
from django.views.defaults import page_not_found
from wagtail.admin.auth import reject_request

from units.gate.reach import has_pages
from units.gate.roles import EVERYBODY, is_open_to
from units.gate.table import guard_for, query_guards, roles_for
from units.gate.wagtail_names import EXPLORER
from units.rules import is_portal_administrator


class AdminGateMiddleware(MiddlewareMixin):
    """Deny by default: unknown address, wrong role and foreign object all look like nothing.

    The answer is the same 404 as for an id that never existed, so that nobody learns from it.
    Anonymous visitors are sent to log in, wherever in the admin they knock.
    """

    def process_view(self, request, view, args, kwargs) -> HttpResponse | None:
        """Let an admin request pass, or answer it here."""
        home = reverse("wagtailadmin_home")
        if not request.path.startswith(home):
            return None
        name = request.resolver_match.view_name
        roles = roles_for(name)
        if roles == EVERYBODY:
            return None
        if not request.user.is_authenticated:
            return reject_request(request)
        if not is_open_to(request.user, roles) or not _passes_guards(request, name, kwargs):
            return _not_found(request)
        if name in EXPLORER and not has_pages(request.user):
            return redirect(home)
        return None


def _passes_guards(request, name: str, arguments: dict) -> bool:
    user = request.user
    if is_portal_administrator(user):
        return True
    if name in EXPLORER and not has_pages(user):
        return True
    for argument, value in arguments.items():
        check = guard_for(name, argument)
        if check is None or not check(user, value, arguments):
            return False
    return all(
        check(user, value, arguments)
        for parameter, check in query_guards(name)
        for value in request.GET.getlist(parameter)
    )


def _not_found(request) -> HttpResponse:
    response = page_not_found(request, Http404(), template_name="wagtailadmin/404.html")
    response["Cache-Control"] = "private, no-store"
    return response
