"""Puts many pages into a tree at once: tree columns by hand, rows inserted table by table.

Needs nothing but Wagtail, so that it fills the portal and a bare project alike. The pages enter
no search index: run `update_index` afterwards.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import uuid4

from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction
from django.db.models import F, Max
from wagtail.models import Page


@transaction.atomic
def insert_pages(*, parent: Page, pages: Sequence[Page], published_at: Sequence[datetime]) -> None:
    """Insert unsaved live `pages` of one type as the last children of `parent`.

    Each needs a title and a slug that no child of `parent` has; the i-th is published at
    `published_at[i]`. Sets the primary keys, so that related rows can follow.
    """
    if not pages:
        return
    parent = Page.objects.get(pk=parent.pk)
    first_pk = (Page.objects.aggregate(last=Max("pk"))["last"] or 0) + 1
    last = parent.get_last_child()
    first_step = Page._str2int(last.path[-Page.steplen :]) + 1 if last else 1
    for position, page in enumerate(pages):
        _set_tree_columns(page, parent, pk=first_pk + position, step=first_step + position)
        _set_page_columns(page, parent, published_at[position])
    for model in _tables(type(pages[0])):
        insert_rows(model, pages)
    Page.objects.filter(pk=parent.pk).update(numchild=F("numchild") + len(pages))
    _reset_sequence()


def insert_rows(model: Any, instances: Sequence[Any]) -> None:
    """Insert the columns of one table only, as many rows at a time as the database takes."""
    fields = model._meta.local_concrete_fields
    names = [field.attname for field in fields]
    width = max(1, connection.ops.bulk_batch_size(names, list(instances)))
    for start in range(0, len(instances), width):
        model._base_manager._insert(
            instances[start : start + width], fields=fields, using=connection.alias, raw=True
        )


def _tables(model: type[Page]) -> list[type[Page]]:
    """Return the model and its concrete parents, the base first."""
    return [*(parent for parent in reversed(model.mro()) if _has_table(parent))]


def _has_table(model: type) -> bool:
    return (
        issubclass(model, Page)
        and hasattr(model, "_meta")
        and not (model._meta.abstract or model._meta.proxy)
    )


def _set_tree_columns(page: Page, parent: Page, *, pk: int, step: int) -> None:
    page.pk = pk
    for model in _tables(type(page)):
        setattr(page, model._meta.pk.attname, pk)
    page.depth = parent.depth + 1
    page.path = Page._get_path(parent.path, page.depth, step)
    page.numchild = 0
    page.url_path = f"{parent.url_path}{page.slug}/"


def _set_page_columns(page: Page, parent: Page, moment: datetime) -> None:
    page.draft_title = page.title
    page.locale_id = parent.locale_id
    page.translation_key = uuid4()
    page.content_type = ContentType.objects.get_for_model(type(page))
    page.live = True
    page.first_published_at = page.last_published_at = page.latest_revision_created_at = moment


def _reset_sequence() -> None:
    """Let the next page made the ordinary way come after the rows with keys by hand."""
    from django.core.management.color import no_style

    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), [Page]):
            cursor.execute(statement)
