"""The sender's own page: the code, where the opinion stands, the way to take it back."""

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from core.private_pages import private_page
from forms.guarding import limits

from ..enums import OpinionState
from ..models import Opinion
from ..services.sending import withdraw_opinion
from ..tracking import PURPOSE, find_opinion, shown_code
from .forms import CodeForm, WithdrawForm
from .own_opinion import forget, own_opinion, remember

UNPROCESSABLE, TOO_MANY = 422, 429


@private_page
@require_http_methods(["GET", "HEAD", "POST"])
def track(request: HttpRequest) -> HttpResponseBase:
    """Ask for a code and lead to its opinion; wrong codes are counted, right ones always pass."""
    form = CodeForm(request.POST or None)
    if request.method != "POST":
        return _ask(request, form)
    if not form.is_valid():
        return _ask(request, form, status=UNPROCESSABLE)
    opinion = find_opinion(form.cleaned_data["code"])
    if opinion is not None:
        return remember(redirect("own_opinion"), opinion)
    return _wrong(request, form)


@private_page
@require_http_methods(["GET", "HEAD", "POST"])
def show_own(request: HttpRequest) -> HttpResponseBase:
    """Show the visitor's opinion; a POST takes it back or forgets it on this device."""
    opinion = own_opinion(request)
    if opinion is None:
        return render(request, "opinions/public/no_opinion.html", status=404)
    if request.method != "POST":
        return _own_page(request, opinion, WithdrawForm())
    if "close" in request.POST:
        return forget(redirect("track_opinion"))
    form = WithdrawForm(request.POST)
    if not form.is_valid():
        return _own_page(request, opinion, form, status=UNPROCESSABLE)
    withdraw_opinion(opinion_id=opinion.pk, now=timezone.now())
    return redirect("own_opinion")


def _own_page(
    request: HttpRequest, opinion: Opinion, form: WithdrawForm, status: int = 200
) -> HttpResponse:
    has_reply = opinion.group is not None and opinion.group.replied_at is not None
    context = {
        "opinion": opinion,
        "code": shown_code(opinion),
        "opinion_topic": opinion.topic,
        "reply": opinion.group.public_reply if opinion.group and has_reply else "",
        "can_withdraw": opinion.state != OpinionState.WITHDRAWN,
        "form": form,
    }
    return render(request, "opinions/public/own_opinion.html", context, status=status)


def _ask(request: HttpRequest, form: CodeForm, status: int = 200) -> HttpResponse:
    return render(request, "opinions/public/track.html", {"form": form}, status=status)


def _wrong(request: HttpRequest, form: CodeForm) -> HttpResponse:
    """Say that a code is wrong, or that this address has tried too many."""
    try:
        limits.guess(request, PURPOSE)
    except limits.TooMany as flood:
        form.add_error(None, flood.message)
        response = _ask(request, form, status=TOO_MANY)
        response["Retry-After"] = str(flood.retry_after)
        return response
    form.add_error("code", _("We know no opinion with this code. Compare each sign and try again."))
    return _ask(request, form, status=UNPROCESSABLE)
