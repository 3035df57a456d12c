"""Many live pieces at once: rows are copied below the ORM, for tests that count queries."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.db import connection
from wagtail.models import Page

from articles.models import ArticleAuthor, ArticlePage


def copy_live(page: ArticlePage, *, number: int) -> None:
    """Copy a live piece `number` times beside itself, with authors and topics, an hour apart."""
    parent = page.get_parent(update=True)
    topics = list(page.topics.all())
    first = Page.objects.order_by("-pk").first().pk + 1
    copies = [
        _copy(page, parent, pk=first + position, position=position) for position in range(number)
    ]
    for model in (Page, ArticlePage, type(page)):
        _insert(model, copies)
    Page.objects.filter(pk=parent.pk).update(numchild=parent.numchild + number)
    ArticleAuthor.objects.bulk_create(
        [
            ArticleAuthor(page_id=copy.pk, pen_name="Hải Yến", pen_slug="hai-yen", share=100)
            for copy in copies
        ]
    )
    through = ArticlePage.topics.through
    through.objects.bulk_create(
        [through(articlepage_id=copy.pk, topic=topic) for copy in copies for topic in topics]
    )


def _copy(page: ArticlePage, parent: Page, *, pk: int, position: int) -> Any:
    copy = type(page).objects.get(pk=page.pk)
    copy.pk = copy.id = copy.page_ptr_id = copy.articlepage_ptr_id = pk
    copy.path = Page._get_path(parent.path, page.depth, parent.numchild + position + 1)
    copy.slug = f"{page.slug}-{position}"
    copy.url_path = f"{parent.url_path}{copy.slug}/"
    copy.title = copy.draft_title = f"{page.title} {position}"
    copy.translation_key = uuid4()
    copy.latest_revision_id = copy.live_revision_id = None
    copy.published_at = page.published_at + timedelta(hours=position)
    return copy


def _insert(model: Any, copies: list[Any]) -> None:
    fields = model._meta.local_concrete_fields
    width = connection.ops.bulk_batch_size([field.attname for field in fields], copies)
    for start in range(0, len(copies), width):
        model._base_manager._insert(
            copies[start : start + width], fields=fields, using="default", raw=True
        )
