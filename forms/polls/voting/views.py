"""Addresses of a ballot on its way.

They stand apart from the poll's page, whose address asks the database before any view of ours
runs: here a database that is busy or down still finds the ballot in our hands.
"""

import logging

from django.db import InterfaceError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.debug import sensitive_post_parameters

from core.addresses import address
from core.private_pages import keep_private

from ...guarding import limits
from ..ballot_keys import receipt_digests
from ..enums import PollPhase
from ..models import Ballot, Poll, PollPage
from ..queries import poll_of_page
from .cookies import is_device_bound
from .visits import Visit

logger = logging.getLogger(__name__)
RETRY_SECONDS = 5
LONGEST_CODE = 60
# Not sent again: the page makes a fresh one.
TOKEN = "csrfmiddlewaretoken"  # noqa: S105


def show_page(request: HttpRequest, page: PollPage) -> HttpResponse:
    """Answer the page of a poll: the form while it is open."""
    poll = poll_of_page(page)
    if poll is None:
        raise Http404
    response = Visit(request, poll, now=timezone.now(), page=page).show()
    response["Cache-Control"] = "private, no-store"
    response["Referrer-Policy"] = "same-origin"
    return response


@method_decorator(sensitive_post_parameters(), "dispatch")
class PollView(View):
    """Finds the poll; keeps the answer out of caches and search engines."""

    visit: Visit

    def dispatch(self, request: HttpRequest, *args, poll_id: int, **kwargs) -> HttpResponseBase:
        """Answer, or hand the ballot back when the database does not."""
        try:
            response = self._ask(request, poll_id)
        except (OperationalError, InterfaceError):
            if request.method != "POST":
                raise
            logger.exception("The database did not take a ballot.")
            response = hand_back(request)
        keep_private(response)
        return response

    def _ask(self, request: HttpRequest, poll_id: int) -> HttpResponseBase:
        poll = get_object_or_404(Poll.objects.select_related("unit", "page"), pk=poll_id)
        self.visit = Visit(request, poll, now=timezone.now())
        response = super().dispatch(request)
        # Here, where a failing database is caught.
        return response.render() if isinstance(response, TemplateResponse) else response


class VoteView(PollView):
    """Takes ballots; shows the form to those who try a poll that has no page yet."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show the trial; else lead to the poll's page."""
        if self.visit.is_trial:
            return self.visit.show()
        if self.visit.page is None:
            raise Http404
        return redirect(address(self.visit.page, request))

    def post(self, request: HttpRequest) -> HttpResponse:
        """Take the ballot."""
        return self.visit.send()


class ThanksView(PollView):
    """Thanks and hands out the receipt; the device's key tells which."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show the receipt, or the poll to a device that has none."""
        visit = self.visit
        receipt = visit.receipt_of(visit.key) if visit.key else None
        if receipt is None:
            return redirect(address(visit.page, request) if visit.page else visit.address)
        context = {
            "poll": visit.poll,
            "page": visit.page,
            "receipt": receipt,
            "is_trial": visit.is_trial,
            "address": visit.address,
            "is_shared": not is_device_bound(visit.poll),
        }
        return TemplateResponse(request, "polls/thanks.html", context)


class CheckView(PollView):
    """Tells whether the ballot of a receipt is in the count, and never what it says."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """Ask for the receipt code."""
        return self._show({})

    def post(self, request: HttpRequest) -> HttpResponse:
        """Look the ballot up; the code is in no address and no log."""
        typed = request.POST.get("receipt", "")[:LONGEST_CODE]
        ballot = self._ballot(typed)
        if ballot is not None:
            return self._show({"typed": typed, "ballot": ballot})
        try:
            limits.guess(request, "receipt")
        except limits.TooMany as many:
            response = self._show({"typed": typed, "error": many.message}, 429)
            response["Retry-After"] = str(many.retry_after)
            return response
        return self._show({"typed": typed, "is_unknown": True}, 422)

    def _ballot(self, typed: str) -> Ballot | None:
        digests = receipt_digests(typed, poll_id=self.visit.poll.pk)
        ballots = Ballot.objects.filter(poll=self.visit.poll, is_trial=False)
        found = ballots.filter(receipt_digest__in=digests).only("chain", "position", "hash")
        return found.first()

    def _show(self, context: dict, status: int = 200) -> HttpResponse:
        visit = self.visit
        context |= {"poll": visit.poll, "page": visit.page, "address": visit.address}
        context["is_counted"] = visit.phase == PollPhase.FROZEN
        return TemplateResponse(self.request, "polls/check.html", context, status=status)


def hand_back(request: HttpRequest) -> HttpResponse:
    """Give back everything that was posted, to be sent again with one press; asks no database."""
    kept = [
        (name, value) for name, values in request.POST.lists() for value in values if name != TOKEN
    ]
    context = {"kept": kept, "address": request.path}
    response = render(request, "polls/busy.html", context, status=503)
    response["Retry-After"] = str(RETRY_SECONDS)
    return response
