"""Own routes of API v3 for pieces: full cards, detail, and the steps of moderation."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Body, Query, Router
from pydantic import PositiveInt
from wagtail.api.rich_text import RichTextOutputFormat
from wagtail.api.v3.auth import BearerTokenAuth
from wagtail.documents import get_document_model
from wagtail.models import Page

from articles.api_cards import article_cards, open_articles, renditions_by_image
from articles.api_fields import rendition_sets
from articles.api_filters import ArticleFilters
from articles.api_schemas import ArticleDetail, ArticleList, ReviewComment, WorkflowState
from articles.errors import ReviewRefused, SubmissionRefused
from articles.measures import referenced_ids
from articles.models import ArticlePage
from articles.services.submission import submit_piece
from core.addresses import absolute
from core.api import RequestRefused, Window, json_response
from core.renditions import WIDE_SPECS

router = Router(tags=["articles"])
NO_COMMENT = Body(ReviewComment())


@router.get("/", response=ArticleList, operation_id="articles_list", url_name="list_articles")
def list_articles(
    request: HttpRequest, filters: Query[ArticleFilters], window: Query[Window]
) -> HttpResponse:
    """List live pieces with everything that a card shows, newest first."""
    items = article_cards(window.cut(filters.apply(open_articles())))
    if not items:
        filters.refuse_unknown()
    return json_response(window.envelope(request, items))


@router.get(
    "/{page_id}/", response=ArticleDetail, operation_id="articles_detail", url_name="detail_article"
)
def get_article(
    request: HttpRequest,
    page_id: PositiveInt,
    rich_text_format: RichTextOutputFormat | None = None,
) -> HttpResponse:
    """Return one live piece with its text."""
    articles = open_articles().filter(pk=page_id)
    cards = article_cards(articles)
    if not cards:
        raise Http404
    return json_response(cards[0] | _text(articles.get(), request))


def _text(page: ArticlePage, request: HttpRequest) -> dict[str, Any]:
    images = sorted(referenced_ids(page, chooser="image") - {page.cover_id})
    renditions = renditions_by_image(images, specs=WIDE_SPECS)
    documents = get_document_model().objects.filter(pk__in=referenced_ids(page, chooser="document"))
    return {
        "source": page.source,
        "word_count": page.word_count,
        "updated_at": page.last_published_at,
        "body": page.body.stream_block.get_api_representation(page.body, {"request": request}),
        "pictures": [
            {"id": pk, "renditions": rendition_sets(renditions[pk], specs=WIDE_SPECS)}
            for pk in images
        ],
        "documents": [
            {"id": document.pk, "title": document.title, "url": absolute(document.url)}
            for document in documents.order_by("pk")
        ],
        "corrections": page.corrections,
    }


@router.post(
    "/{page_id}/submit/",
    response=WorkflowState,
    auth=BearerTokenAuth(),
    operation_id="articles_submit",
    url_name="submit_article",
)
def submit(request: HttpRequest, page_id: PositiveInt) -> HttpResponse:
    """Submit the newest draft for moderation, under the rules of the editor's submit button."""
    page = _piece_for(request.user, page_id)
    try:
        submit_piece(page=page, user=request.user)
    except SubmissionRefused as refusal:
        raise RequestRefused(
            _("This piece cannot be submitted yet."), errors=refusal.messages
        ) from refusal
    return _state_of(page_id)


@router.post(
    "/{page_id}/approve/",
    response=WorkflowState,
    auth=BearerTokenAuth(),
    operation_id="articles_approve",
    url_name="approve_article",
)
def approve(
    request: HttpRequest, page_id: PositiveInt, data: ReviewComment = NO_COMMENT
) -> HttpResponse:
    """Approve the step at which a piece waits; the last approval publishes it."""
    return _decide(request, page_id, "approve", data)


@router.post(
    "/{page_id}/return/",
    response=WorkflowState,
    auth=BearerTokenAuth(),
    operation_id="articles_return",
    url_name="return_article",
)
def return_for_changes(
    request: HttpRequest, page_id: PositiveInt, data: ReviewComment = NO_COMMENT
) -> HttpResponse:
    """Return a piece to its author; `comment` says why and must not be empty."""
    return _decide(request, page_id, "reject", data)


def _decide(request: HttpRequest, page_id: int, action: str, data: ReviewComment) -> HttpResponse:
    page = _piece_for(request.user, page_id)
    state = page.current_workflow_task_state
    if state is None:
        raise RequestRefused(_("This piece does not wait for a decision."), status=409)
    try:
        state.task.specific.on_action(state, request.user, action, **data.dict())
    except ReviewRefused as refusal:
        raise RequestRefused(str(refusal), status=409) from refusal
    return _state_of(page_id)


def _piece_for(user: Any, page_id: int) -> ArticlePage:
    page = Page.objects.filter(pk=page_id, articlepage__isnull=False).first()
    if page is None or not page.specific.permissions_for_user(user).can_edit():
        raise Http404
    return page.specific


def _state_of(page_id: int) -> HttpResponse:
    page = Page.objects.get(pk=page_id).specific
    workflow_state = page.current_workflow_state
    task = page.current_workflow_task
    return json_response(
        {
            "id": page.pk,
            "title": page.draft_title,
            "live": page.live,
            "status": workflow_state.status if workflow_state else None,
            "step": task.name if task else None,
            "revision": page.latest_revision_id,
        }
    )
