"""Writes folded index rows in one statement, whatever the size of the index."""

from collections.abc import Iterable
from typing import Any

from django.utils.encoding import force_str
from modelsearch.conf import get_app_config
from modelsearch.utils import get_content_type_pk

from .content import content_of

IndexEntry = get_app_config().get_model("IndexEntry", require_ready=False)

BATCH_SIZE = 200
TYPICAL_TITLE_LENGTH = 60


def title_norm(titles: Iterable[str]) -> float:
    """Return the factor by which a match in a title counts: more, the shorter the title.

    Wagtail divides by the average length of all titles, which costs a scan of the index at every
    save. Any constant gives the same order.
    """
    return TYPICAL_TITLE_LENGTH / max(len(" ".join(titles)), TYPICAL_TITLE_LENGTH / 4)


class FoldedIndexMixin:
    """Replaces the writing half of Wagtail's database indexes."""

    def columns(self, content: Any) -> dict[str, str]:
        """Return the text columns of one index row. Each database defines its own."""
        raise NotImplementedError

    def add_items(self, model: type[Any], objs: Iterable[Any]) -> None:
        """Insert or replace the rows of `objs`, all of class `model`."""
        if not model.get_search_fields():
            return
        content_type_id = get_content_type_pk(model)
        rows = [self._row(content_type_id, obj) for obj in objs]
        if not rows:
            return
        changed = [f.name for f in IndexEntry._meta.concrete_fields if f.name not in KEY_FIELDS]
        IndexEntry._default_manager.bulk_create(
            rows,
            batch_size=BATCH_SIZE,
            update_conflicts=True,
            unique_fields=["content_type", "object_id"],
            update_fields=changed,
        )

    def _row(self, content_type_id: int, obj: Any) -> Any:
        content = content_of(obj)
        return IndexEntry(
            content_type_id=content_type_id,
            object_id=force_str(obj.pk),
            title_norm=title_norm(content.title),
            **self.columns(content),
        )

    def _refresh_title_norms(self, full: bool = False) -> None:
        """Do nothing: the norm of a row depends on that row alone."""


KEY_FIELDS = frozenset({"id", "content_type", "object_id"})
