"""Answers a refused decision with a message on the page where it was tried."""

import json

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.deprecation import MiddlewareMixin
from django.utils.translation import gettext as _

from articles.errors import ReviewRefused
from units.gate.reach import reaches_page_id


class ReviewRefusalMiddleware(MiddlewareMixin):
    """Turns `ReviewRefused` in the admin into a message; nothing was decided."""

    def process_exception(self, request, exception) -> HttpResponse | None:
        """Redirect back to the page's editor (or the dashboard) with the refusal as a message."""
        admin_home = reverse("wagtailadmin_home")
        if not isinstance(exception, ReviewRefused) or not request.path.startswith(admin_home):
            return None
        messages.error(request, str(exception))
        if written := _written(request):
            messages.info(request, _("You wrote: %(text)s") % {"text": written})
        page_id = request.resolver_match.kwargs.get("page_id")
        if page_id is None and request.resolver_match.args:
            page_id = request.resolver_match.args[0]
        # Whoever decided first took the piece from this desk: its editor would be 404.
        if page_id is None or not reaches_page_id(request.user, page_id):
            return redirect(admin_home)
        return redirect("wagtailadmin_pages:edit", page_id)


def _written(request) -> str:
    """Return the reviewer's own words, which the closed modal has taken with it."""
    try:
        sent = json.loads(request.POST.get("workflow-action-extra-data") or "{}")
    except ValueError:
        return ""
    comment = sent.get("comment") if isinstance(sent, dict) else None
    return str(comment or request.POST.get("comment") or "").strip()
