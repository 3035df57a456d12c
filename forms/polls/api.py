"""Own routes of API v3 for polls: the list, and one poll with its sealed count."""

from typing import Any

from django.db.models import F, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import get_language
from ninja import Query, Router
from pydantic import PositiveInt

from core.addresses import PageAddresses
from core.api import Window, json_response
from core.visibility import is_unrestricted
from units.lineage import of_named

from .api_shapes import PollDetail, PollList
from .enums import PollStatus
from .models import Poll, PollPage

router = Router(tags=["polls"])
PUBLIC = (PollStatus.ANNOUNCED, PollStatus.FROZEN, PollStatus.CANCELLED)


@router.get("/", response=PollList, operation_id="polls_list", url_name="list_polls")
def list_polls(request: HttpRequest, window: Query[Window], unit: str = "") -> HttpResponse:
    """List polls that readers can open, those that close last first; `unit` is a unit's code."""
    polls = open_polls()
    if unit:
        polls = polls.filter(**of_named(unit))
    found = list(window.cut(polls.order_by("-closes_at", "-pk")))
    addresses, now = PageAddresses(), timezone.now()
    return json_response(window.envelope(request, [_card(one, addresses, now) for one in found]))


@router.get("/{poll_id}/", response=PollDetail, operation_id="polls_detail", url_name="detail_poll")
def get_poll(request: HttpRequest, poll_id: PositiveInt) -> HttpResponse:
    """Return one poll; its figures only once they are sealed."""
    poll = open_polls().select_related("result").filter(pk=poll_id).first()
    if poll is None:
        raise Http404
    result = poll.result if poll.status == PollStatus.FROZEN else None
    sealed = {"digest": result.digest, "results": result.data} if result else {}
    card = _card(poll, PageAddresses(), timezone.now())
    return json_response({**card, "digest": None, "results": None, **sealed})


def open_polls() -> QuerySet[Poll]:
    """Return the polls whose page everybody may read."""
    pages = PollPage.objects.filter(is_unrestricted(), live=True)
    return Poll.objects.filter(
        Q(page__in=pages.order_by().values("pk")), status__in=PUBLIC
    ).annotate(url_path=F("page__url_path"), unit_code=F("unit__code"))


def _card(poll: Any, addresses: PageAddresses, now) -> dict[str, Any]:
    english = get_language() == "en" and poll.title_en
    return {
        "id": poll.pk,
        "title": english or poll.title_vi,
        "url": addresses.of(poll.url_path),
        "unit": poll.unit_code,
        "audience": poll.audience,
        "phase": poll.phase(now),
        "opens_at": poll.opens_at,
        "closes_at": poll.closes_at,
        "has_results": poll.status == PollStatus.FROZEN,
    }
