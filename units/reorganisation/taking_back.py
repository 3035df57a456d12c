"""The ways in which single rows of a journal go back."""

import json
from collections.abc import Iterable
from datetime import datetime
from itertools import groupby
from typing import Any

from django.db.models import F, Model, Value
from django.db.models.functions import Concat, Substr
from wagtail.models import Page

from units.ownership import recompute_units

from .journal import CHUNK, PLACE, PRINT
from .models import RowChange
from .registry import way_back
from .values import column, decode, model_and_key

MADE, REMOVED = "@made", "@removed"
# Model, way back (a column's name for changed values) and the old value as JSON.
Way = tuple[type[Model], str, str]


def take_back(rows: Iterable[RowChange], *, user: Any, now: datetime) -> None:
    """Take rows back in the order given, which is that of the journal turned round."""
    for (model, way, old), group in groupby(rows, key=_way):
        keys = [model_and_key(row.subject)[1] for row in group]
        if way == MADE:
            for key in keys:
                _take_made(model, key, user=user, now=now)
        elif way == REMOVED:
            _put_back(model, json.loads(old))
        elif way == PLACE:
            _move_back(int(keys[0]), *json.loads(old))
        elif way != PRINT:
            _set_back(model, keys, way, json.loads(old))


def restored(model: type[Model], columns: dict[str, Any]) -> Model:
    """Return a removed row as it was, not saved."""
    return model(**{name: decode(column(model, name), value) for name, value in columns.items()})


def _way(row: RowChange) -> Way:
    """Return how a row goes back: neighbours with the same way do in one step."""
    model, _key = model_and_key(row.subject)
    if row.is_new:
        return model, MADE, ""
    return model, row.field or REMOVED, json.dumps(row.old, sort_keys=True)


def _set_back(model: type[Model], keys: list[str], name: str, old: Any) -> None:
    field = column(model, name)
    for start in range(0, len(keys), CHUNK):
        rows = model._base_manager.filter(pk__in=keys[start : start + CHUNK])
        rows.update(**{name: decode(field, old)})


def _take_made(model: type[Model], key: str, *, user: Any, now: datetime) -> None:
    """Delete a made row, unless its model has another way; it may have gone with another one."""
    instance = model._base_manager.filter(pk=key).first()
    if instance is None:
        return
    own_way = way_back(model)
    if own_way:
        own_way(instance, user, now)
    elif isinstance(instance, Page):
        Page.objects.get(pk=instance.pk).specific.delete(user=user)
    else:
        instance.delete()


def _put_back(model: type[Model], columns: dict[str, Any]) -> None:
    """Write a removed row under its old key; `raw`, so that no column is set anew."""
    restored(model, columns).save_base(raw=True, force_insert=True)


def _move_back(key: int, parent_id: int, path: str) -> None:
    """Put a page with all below it back into the very place that it left, which is still free."""
    page, parent = Page.objects.get(pk=key), Page.objects.get(pk=parent_id)
    here, old_url_path = page.path, page.url_path
    Page.objects.filter(pk=page.get_parent().pk).update(numchild=F("numchild") - 1)
    Page.objects.filter(path__startswith=here).update(
        path=Concat(Value(path), Substr("path", len(here) + 1)),
        depth=F("depth") + (len(path) - len(here)) // Page.steplen,
    )
    Page.objects.filter(pk=parent.pk).update(numchild=F("numchild") + 1)
    page = Page.objects.get(pk=key)
    url_path = page.set_url_path(parent)
    Page.objects.filter(pk=key).update(url_path=url_path)
    if url_path != old_url_path:
        page._update_descendant_url_paths(old_url_path, url_path)
    recompute_units(root_path=path)
