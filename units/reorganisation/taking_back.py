"""The ways in which single rows of a journal go back."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any

from django.db.models import F, Model, Value
from django.db.models.functions import Concat, Substr
from wagtail.actions.delete_page import DeletePageAction
from wagtail.models import Page

from units.ownership import recompute_units

from .journal import CHUNK, PLACE, PRINT
from .models import RowChange
from .registry import way_back
from .values import column, decode, model_and_key

MADE, REMOVED, COLUMNS = "@made", "@removed", "@columns"


@dataclass
class Step:
    """One row that goes back; `old` is what it was: its columns, or its place."""

    model: type[Model]
    key: str
    way: str
    old: Any


def take_back(rows: Iterable[RowChange], *, user: Any, now: datetime) -> None:
    """Take rows back in the order given, which is that of the journal turned round."""
    for (model, way, _old), group in groupby(_steps(rows), key=_likeness):
        steps = list(group)
        if way == COLUMNS:
            _set_back(model, [step.key for step in steps], steps[0].old)
            continue
        for step in steps:
            if way == MADE:
                _take_made(model, step.key, user=user, now=now)
            elif way == REMOVED:
                _put_back(model, step.old)
            else:
                _move_back(int(step.key), *step.old)


def _steps(rows: Iterable[RowChange]) -> list[Step]:
    """Return what is to be done; columns of one row that changed together go back together."""
    steps: list[Step] = []
    for row in rows:
        if row.field == PRINT:
            continue
        model, key = model_and_key(row.subject)
        if row.is_new or not row.field or row.field == PLACE:
            way = MADE if row.is_new else row.field or REMOVED
            steps.append(Step(model, key, way, row.old))
        elif _goes_on(steps, model, key, row.field):
            steps[-1].old[row.field] = row.old
        else:
            steps.append(Step(model, key, COLUMNS, {row.field: row.old}))
    return steps


def _goes_on(steps: list[Step], model: type[Model], key: str, name: str) -> bool:
    """Tell whether a column belongs to the step before."""
    if not steps or steps[-1].way != COLUMNS:
        return False
    last = steps[-1]
    return (last.model, last.key) == (model, key) and name not in last.old


def _likeness(step: Step) -> tuple[type[Model], str, str]:
    """Return what rows share that go back in one statement."""
    return step.model, step.way, json.dumps(step.old, sort_keys=True)


def restored(model: type[Model], columns: dict[str, Any]) -> Model:
    """Return a removed row as it was, not saved."""
    return model(**{name: decode(column(model, name), value) for name, value in columns.items()})


def _set_back(model: type[Model], keys: list[str], old: dict[str, Any]) -> None:
    values = {name: decode(column(model, name), value) for name, value in old.items()}
    for start in range(0, len(keys), CHUNK):
        model._base_manager.filter(pk__in=keys[start : start + CHUNK]).update(**values)


def _take_made(model: type[Model], key: str, *, user: Any, now: datetime) -> None:
    """Delete a made row, unless its model has another way; it may have gone with another one."""
    instance = model._base_manager.filter(pk=key).first()
    if instance is None:
        return
    own_way = way_back(model)
    if own_way:
        own_way(instance, user, now)
    elif isinstance(instance, Page):
        page = Page.objects.get(pk=instance.pk).specific
        # Who may undo an operation need not have rights in the tree of pages.
        DeletePageAction(page, user=user).execute(skip_permission_checks=True)
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
