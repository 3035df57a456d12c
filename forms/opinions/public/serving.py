"""Shows a topic to readers, and takes their opinions on it."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import get_language

from core.private_pages import keep_private
from forms.guarding.services import AlreadySent

from ..enums import TopicPhase
from ..models import Opinion, OpinionTopicPage
from ..queries import documents_of, opinion_screen, public_replies, source_of
from ..services.sending import TopicClosed, send_opinion
from ..summaries import summarize
from .forms import OpinionForm
from .own_opinion import remember

CLOSED_STATUS = 409


def serve_topic(page: OpinionTopicPage, request: HttpRequest) -> HttpResponseBase:
    """Answer a request for a topic's page."""
    now = timezone.now()
    request.is_preview = False  # type: ignore[attr-defined]
    if request.method == "POST":
        return keep_private(_take(page, request, now=now))
    if source_of(page).phase_at(now) != TopicPhase.OPEN:
        return _answer(page, request, {})
    response = _answer(page, request, {"form": OpinionForm(request=request)})
    # The form is one visitor's; search engines may read the page all the same.
    response["Cache-Control"] = "private, no-store"
    return response


def topic_context(page: OpinionTopicPage, request: HttpRequest, *, now: datetime) -> dict[str, Any]:
    """Return what a topic's page shows beside its form."""
    topic = source_of(page)
    phase = topic.phase_at(now)
    replies = public_replies(topic)
    chosen = next((one for one in replies if str(one.pk) == request.GET.get("nhom")), None)
    opinions = opinion_screen(
        topic, number=request.GET.get("page"), group_id=chosen.pk if chosen else None
    )
    return {
        "opinion_topic": topic,
        "phase": phase,
        "documents": documents_of(page),
        "opinions": opinions,
        "replies": replies,
        "chosen_group": chosen,
        "summary": summarize(topic) if phase == TopicPhase.CLOSED else None,
        "canonical_query": f"?page={opinions.number}" if opinions.number > 1 else "",
    }


def _take(page: OpinionTopicPage, request: HttpRequest, *, now: datetime) -> HttpResponse:
    """Store an opinion and lead to its receipt; a retry gets the same one."""
    form = OpinionForm(request.POST, request=request)
    key = form.posted_key()
    stored = Opinion.objects.filter(submission_key=key).first() if key else None
    if stored is not None:
        return _receipt(stored)
    topic = source_of(page)
    if topic.phase_at(now) != TopicPhase.OPEN:
        return _closed(page, request)
    if form.is_valid():
        try:
            with transaction.atomic():
                form.spend(now=now)
                opinion = send_opinion(
                    topic_id=topic.pk,
                    submission_key=form.submission_key,
                    language=get_language() or "",
                    now=now,
                    **form.cleaned_data,
                )
            return _receipt(opinion)
        except AlreadySent:
            pass  # The form says so by itself.
        except TopicClosed:
            return _closed(page, request)
    response = _answer(page, request, {"form": form}, status=form.http_status)
    for name, value in form.http_headers.items():
        response[name] = value
    return response


def _closed(page: OpinionTopicPage, request: HttpRequest) -> HttpResponse:
    """Say that nothing is taken any more, and give back what was typed."""
    context = {"came_late": True, "typed_text": request.POST.get("text", "")}
    return _answer(page, request, context, status=CLOSED_STATUS)


def _receipt(opinion: Opinion) -> HttpResponse:
    return remember(redirect("own_opinion"), opinion)


def _answer(
    page: OpinionTopicPage, request: HttpRequest, context: dict[str, Any], status: int = 200
) -> HttpResponse:
    whole = page.get_context(request) | context
    return TemplateResponse(request, page.get_template(request), whole, status=status)
