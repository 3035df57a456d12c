"""The short address on voters' slips."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from core.addresses import address

from .models import Poll


@never_cache
@require_safe
def short_poll(request: HttpRequest, number: int) -> HttpResponse:
    """Lead to the public page of a poll; before it has one there is nothing here."""
    poll = Poll.objects.filter(pk=number, page__live=True).select_related("page__locale").first()
    if poll is None or poll.page is None:
        raise Http404
    return redirect(address(poll.page, request))


urlpatterns = [path("bo-phieu/<int:number>/", short_poll, name="poll_short")]
