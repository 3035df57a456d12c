"""Tells the search index what an operation changed below the ORM, once it is committed."""

from collections import defaultdict
from collections.abc import Iterable
from functools import partial

from django.db import transaction
from django.db.models import Model
from wagtail.models import Page
from wagtail.search import index

from units.tasks import index_pages

from .journal import PLACE
from .models import RowChange
from .values import model_and_key


def reindex(rows: Iterable[RowChange]) -> None:
    """Order the indexing of changed rows, and of all pages below those that moved."""
    found: dict[str, set[int]] = defaultdict(set)
    for row in rows:
        model, key = model_and_key(row.subject)
        if row.field == PLACE:
            _add_pages(found, int(key))
        elif row.field and not row.field.startswith("@") and _is_indexed(model):
            found[model._meta.label].add(int(key))
    for label, keys in found.items():
        transaction.on_commit(partial(index_pages.enqueue, label, sorted(keys)))


def _is_indexed(model: type[Model]) -> bool:
    return issubclass(model, index.Indexed) and model is not Page


def _add_pages(found: dict[str, set[int]], key: int) -> None:
    root = Page.objects.filter(pk=key).first()
    if root:
        for page in Page.objects.descendant_of(root, inclusive=True):
            if page.specific_class:
                found[page.specific_class._meta.label].add(page.pk)
