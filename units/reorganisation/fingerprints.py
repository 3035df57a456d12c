"""How rows look when an operation is done, and what hangs on them: by this changes are told later.

Taken of every row that was changed or made, over all its columns and over the number of rows that
point to it. Units that were only ended or given a first day are left out: they live on, and what
their people do does not stand against undoing.
"""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from django.contrib.contenttypes.fields import GenericRelation
from django.contrib.contenttypes.models import ContentType
from django.db.models import Aggregate, AutoField, Count, Max, Model
from wagtail.models import Page

from units.models import Unit

from .models import RowChange
from .registry import restless_columns, way_back
from .values import encode, model_and_key, read, subject_of

CHUNK = 500
TREE_COLUMNS = frozenset({"path", "depth"})
# What is written beside a change and is none itself.
TRAILS = frozenset(
    {
        "wagtailcore.pagelogentry",
        "wagtailcore.modellogentry",
        "wagtailcore.referenceindex",
        "wagtailcore.editingsession",
        "wagtailcore.pagesubscription",
        "wagtailsearch.indexentry",
        "wagtailsearch.sqliteftsindexentry",
        "reorganisation.reorganisation",
        "reorganisation.reorganisationpart",
        "reorganisation.rowchange",
        "core.auditentry",
        "directives.receiptreminder",
    }
)
Subjects = dict[type[Model], list[str]]


def fingerprints_of(rows: Iterable[RowChange]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield (subject, print) of the rows that stand in a journal and still exist."""
    for model, keys in _subjects(rows).items():
        yield from prints(model, keys)


def prints(model: type[Model], keys: list[str]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield (subject, print) of rows that exist; `{"row": SHA-256, "hangs": {relation: count}}`."""
    for start in range(0, len(keys), CHUNK):
        chunk = keys[start : start + CHUNK]
        found = read(model._base_manager.filter(pk__in=chunk), _columns(model))
        hanging = _hanging(model, list(found))
        for key, values in found.items():
            yield (
                subject_of(model, encode(key)),
                {"row": _digest(values), "hangs": hanging.get(str(key), {})},
            )


def _subjects(rows: Iterable[RowChange]) -> Subjects:
    """Return the keys of the rows to be taken, by model, each once."""
    found: dict[type[Model], dict[str, None]] = defaultdict(dict)
    for row in rows:
        model, key = model_and_key(row.subject)
        is_removed = not row.is_new and not row.field
        if not is_removed and (row.is_new or model is not Unit):
            found[model][key] = None
    return {model: list(keys) for model, keys in found.items()}


def _columns(model: type[Model]) -> list[str]:
    left_out = restless_columns(model) | (TREE_COLUMNS if _is_in_tree(model) else frozenset())
    names = [field.attname for field in model._meta.concrete_fields]
    return [name for name in names if name not in left_out]


def _is_in_tree(model: type[Model]) -> bool:
    return issubclass(model, Page) or hasattr(model, "steplen")


def _digest(values: dict[str, Any]) -> str:
    text = json.dumps(values, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def _hanging(model: type[Model], keys: list[Any]) -> dict[str, dict[str, list[int]]]:
    """Return `{key: {relation: [how many, highest key]}}`, one query for each relation."""
    found: dict[str, dict[str, list[int]]] = defaultdict(dict)
    if not keys:
        return found
    for name, column, rows in _relations(model, keys):
        related = rows.model
        figures: dict[str, Aggregate] = {"how_many": Count("pk")}
        if isinstance(related._meta.pk, AutoField):
            figures["highest"] = Max("pk")
        for row in rows.order_by().values(column).annotate(**figures):
            found[str(row[column])][name] = [row["how_many"], row.get("highest") or 0]
    return found


def _relations(model: type[Model], keys: list[Any]):
    """Yield (name, column, rows) of everything that points to rows of a model."""
    for relation in model._meta.get_fields(include_hidden=True):
        if _points_here(relation):
            related, column = relation.related_model, relation.field.attname
            rows = related._base_manager.filter(**{f"{column}__in": keys})
            yield f"{related._meta.label_lower}.{column}", column, rows
    for field in model._meta.private_fields:
        if isinstance(field, GenericRelation) and counts(field.related_model):
            column, kind = field.object_id_field_name, field.content_type_field_name
            of_type = {kind: ContentType.objects.get_for_model(model, field.for_concrete_model)}
            rows = field.related_model._base_manager.filter(
                **of_type, **{f"{column}__in": [str(key) for key in keys]}
            )
            yield f"{field.related_model._meta.label_lower}.{field.name}", column, rows


def _points_here(relation) -> bool:
    """Tell whether a foreign key elsewhere points here, other than the own row of an heir."""
    if not relation.auto_created or relation.concrete or relation.many_to_many:
        return False
    is_own = getattr(relation.field.remote_field, "parent_link", False)
    is_plain = relation.field.target_field.primary_key
    return is_plain and not is_own and counts(relation.related_model)


def counts(related: type[Model]) -> bool:
    """Tell whether rows of a model count as hanging: those on record for good do not.

    They tell of changes that show in the row itself too, and undoing a later operation adds to
    them.
    """
    is_trail = related._meta.label_lower in TRAILS or way_back(related) is not None
    return related._meta.managed and not is_trail
