"""What is on record for good and names a row that undoing would take away: it stands against it.

Such rows do not count as changes (see `fingerprints`), and the database does not let go what they
name: asked beforehand, so that the screen says it before anybody tries.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import PROTECT, RESTRICT, Model
from django.utils.translation import gettext as _

from .fingerprints import CHUNK, counts
from .models import Reorganisation, ReorganisationPart, RowChange
from .registry import way_back
from .values import encode, model_and_key, subject_of


def records_naming(operation: Reorganisation, rows: Iterable[RowChange]) -> Iterator[str]:
    """Yield what to tell people of each record that names a row which the operation made."""
    made = {row.subject for row in rows if row.is_new}
    for model, keys in _by_model(made).items():
        for relation in _holding(model):
            for record in _records(relation, keys):
                if not _is_own(record, operation, made):
                    yield _text(record, getattr(record, relation.field.name))


def _by_model(subjects: Iterable[str]) -> dict[type[Model], list[str]]:
    """Return the keys of the rows that would be deleted, by model."""
    found: dict[type[Model], list[str]] = defaultdict(list)
    for subject in sorted(subjects):
        model, key = model_and_key(subject)
        if way_back(model) is None:
            found[model].append(key)
    return found


def _holding(model: type[Model]) -> Iterator[Any]:
    """Yield the relations by which records that do not count hold a row of a model."""
    relations: Iterable[Any] = model._meta.get_fields(include_hidden=True)
    for relation in relations:
        if not relation.auto_created or relation.concrete or relation.many_to_many:
            continue
        holds = relation.field.remote_field.on_delete in {PROTECT, RESTRICT}
        if holds and not counts(relation.related_model):
            yield relation


def _records(relation: Any, keys: list[str]) -> Iterator[Model]:
    column = relation.field.attname
    for start in range(0, len(keys), CHUNK):
        chunk = {f"{column}__in": keys[start : start + CHUNK]}
        found = relation.related_model._base_manager.filter(**chunk)
        yield from found.select_related(relation.field.name).order_by("pk")


def _is_own(record: Model, operation: Reorganisation, made: set[str]) -> bool:
    """Tell whether a record belongs to the operation itself, and goes or lets go with it."""
    if isinstance(record, ReorganisationPart):
        return record.operation_id == operation.pk
    return subject_of(type(record), encode(record.pk)) in made


def _text(record: Model, named: Model) -> str:
    shown: Any = record.operation if isinstance(record, ReorganisationPart) else record
    return _("On record for good: %(record)s names %(row)s, which would go again.") % {
        "record": f"{type(shown)._meta.verbose_name} “{shown}”",
        "row": f"{type(named)._meta.verbose_name} “{named}”",
    }
