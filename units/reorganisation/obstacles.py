"""What has happened since an operation and stands against undoing it, told for people."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db.models import Model, Q
from django.utils.translation import gettext as _
from wagtail.models import Page

from .enums import OperationState
from .fingerprints import prints
from .journal import PLACE, PRINT
from .models import Reorganisation, RowChange
from .records import records_naming
from .registry import changes_since
from .taking_back import restored
from .values import encode, model_and_key, read, subject_of


def obstacles_to(operation: Reorganisation) -> list[str]:
    """Return every reason against undoing, each once, in the active language."""
    rows = list(operation.changes.order_by("pk"))
    found = [
        *_later_operations(operation),
        *_changed_columns(rows),
        *_changed_prints(rows),
        *_moved_pages(rows),
        *_taken_places(rows),
        *records_naming(operation, rows),
        *changes_since(operation),
    ]
    return list(dict.fromkeys(found))


def _later_operations(operation: Reorganisation) -> Iterator[str]:
    """Name what was carried out later on one of the same units."""
    pairs = operation.parts.values_list("predecessor", "successor")
    keys = {key for pair in pairs for key in pair if key}
    of_these = Q(parts__predecessor__in=keys) | Q(parts__successor__in=keys)
    later = Reorganisation.objects.filter(
        of_these, state=OperationState.APPLIED, pk__gt=operation.pk
    ) | Reorganisation.objects.filter(
        of_these, state=OperationState.APPLIED, applied_at__gt=operation.applied_at
    )
    for other in later.exclude(pk=operation.pk).distinct().order_by("pk"):
        yield _("A later operation on the same units must be undone first: %(operation)s.") % {
            "operation": other
        }


def _changed_columns(rows: list[RowChange]) -> Iterator[str]:
    """Name rows that are gone, or whose changed columns hold something else by now."""
    last: dict[type[Model], dict[str, dict[str, Any]]] = defaultdict(lambda: defaultdict(dict))
    for row in rows:
        if row.field and row.field not in {PLACE, PRINT}:
            model, key = model_and_key(row.subject)
            last[model][key][row.field] = row.new
    for model, wanted in last.items():
        names = sorted({name for columns in wanted.values() for name in columns})
        now = _read(model, list(wanted), names)
        for key, columns in wanted.items():
            if key not in now:
                yield _gone(model)
            elif any(now[key][name] != value for name, value in columns.items()):
                yield _changed(model, key)


def _changed_prints(rows: list[RowChange]) -> Iterator[str]:
    """Name rows that look different, or on which more or less hangs, than when it was done."""
    kept: dict[type[Model], dict[str, dict[str, Any]]] = defaultdict(dict)
    for row in rows:
        if row.field == PRINT:
            model, _key = model_and_key(row.subject)
            kept[model][row.subject] = row.new or {}
    for model, wanted in kept.items():
        keys = [model_and_key(subject)[1] for subject in wanted]
        now = dict(prints(model, keys))
        for subject, before in wanted.items():
            yield from _difference(model, subject, before, now.get(subject))


def _difference(
    model: type[Model], subject: str, before: dict[str, Any], now: dict[str, Any] | None
) -> Iterator[str]:
    key = model_and_key(subject)[1]
    if now is None:
        yield _gone(model)
        return
    if now["row"] != before["row"]:
        yield _changed(model, key)
    names = before["hangs"].keys() | now["hangs"].keys()
    for name in sorted(names):
        if before["hangs"].get(name) != now["hangs"].get(name):
            yield _("%(row)s has changed since: %(what)s.") % {
                "row": _name(model, key),
                "what": apps.get_model(name.rpartition(".")[0])._meta.verbose_name_plural,
            }


def _moved_pages(rows: list[RowChange]) -> Iterator[str]:
    """Name pages that are elsewhere by now, or whose old place is not free any more."""
    places: dict[str, list[Any]] = {}
    for row in rows:
        if row.field == PLACE:
            left, _new = places.get(row.subject, (row.old, None))
            places[row.subject] = [left, row.new]
    for subject, ((parent_id, old_path), (_parent, new_path)) in places.items():
        model, key = model_and_key(subject)
        path = Page.objects.filter(pk=key).values_list("path", flat=True).first()
        above = Page.objects.filter(pk=parent_id, path=old_path[: -Page.steplen])
        if path is None:
            yield _gone(model)
        elif path != new_path:
            yield _changed(model, key)
        elif Page.objects.filter(path=old_path).exists() or not above.exists():
            yield _("The place that %(row)s left is taken by another page.") % {
                "row": _name(model, key)
            }


def _taken_places(rows: list[RowChange]) -> Iterator[str]:
    """Name removed rows that cannot be put back, since the same stands there again."""
    coming_back = {row.subject for row in rows if not row.is_new and not row.field}
    for row in rows:
        if row.is_new or row.field:
            continue
        model, key = model_and_key(row.subject)
        instance = restored(model, row.old or {})
        yield from _lost(instance, coming_back)
        # What the operation itself made in its place goes before it comes back.
        if model._base_manager.filter(pk=key).exists() or _is_taken(instance):
            yield _("%(row)s stands there again.") % {"row": f"{_kind(model)} “{instance}”"}


def _lost(instance: Model, coming_back: set[str]) -> Iterator[str]:
    """Name what a removed row points to and is gone, such as the account of a role."""
    fields: Iterable[Any] = instance._meta.concrete_fields
    for field in fields:
        key = getattr(instance, field.attname)
        if field.remote_field and key is not None:
            kind = field.related_model
            rows = kind._base_manager.filter(**{field.target_field.name: key})
            if subject_of(kind, encode(key)) not in coming_back and not rows.exists():
                yield _gone(kind)


def _is_taken(instance: Model) -> bool:
    try:
        instance.validate_unique()
        instance.validate_constraints()
    except ValidationError:
        return True
    return False


def _read(model: type[Model], keys: list[str], names: list[str]) -> dict[str, dict[str, Any]]:
    rows = read(model._base_manager.filter(pk__in=keys), names)
    return {str(encode(key)): values for key, values in rows.items()}


def _kind(model: type[Model]) -> str:
    return str(model._meta.verbose_name)


def _name(model: type[Model], key: str) -> str:
    return f"{_kind(model)} “{model._base_manager.get(pk=key)}”"


def _gone(model: type[Model]) -> str:
    return _("Something that was moved is gone: %(kind)s.") % {"kind": _kind(model)}


def _changed(model: type[Model], key: str) -> str:
    return _("%(row)s has changed since.") % {"row": _name(model, key)}
