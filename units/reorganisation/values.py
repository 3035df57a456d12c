"""Columns of rows as JSON and back, the same whichever database they come from."""

from datetime import date, datetime, time
from typing import Any

from django.apps import apps
from django.db.models import Field, JSONField, Model, QuerySet

PLAIN = (bool, int, float, str, type(None))


def subject_of(model: type[Model], key: Any) -> str:
    """Return the name of a row in the journal, `app.model:pk`."""
    return f"{model._meta.label_lower}:{key}"


def model_and_key(subject: str) -> tuple[type[Model], str]:
    """Return the model and the key of a row in the journal."""
    label, _colon, key = subject.partition(":")
    return apps.get_model(label), key


def encode(value: Any, field: Field | None = None) -> Any:
    """Return a column's value as JSON; times to the microsecond, with their zone."""
    if isinstance(field, JSONField) or isinstance(value, PLAIN):
        return value
    if isinstance(value, date | datetime | time):
        return value.isoformat()
    return str(value)


def decode(field: Field, value: Any) -> Any:
    """Return what `encode` was given."""
    return value if isinstance(field, JSONField) else field.to_python(value)


def column(model: type[Model], attname: str) -> Field:
    """Return the field of a column."""
    return next(field for field in model._meta.concrete_fields if field.attname == attname)


def read(rows: QuerySet, columns: list[str]) -> dict[Any, dict[str, Any]]:
    """Return `{pk: {column: value as JSON}}`."""
    fields = [column(rows.model, name) for name in columns]
    found = {}
    for key, *values in rows.values_list("pk", *columns):
        pairs = zip(fields, values, strict=True)
        found[key] = {field.attname: encode(value, field) for field, value in pairs}
    return found


def columns_of(instance: Model) -> dict[str, Any]:
    """Return all columns of a row as they stand in the database."""
    model = type(instance)
    names = [field.attname for field in model._meta.concrete_fields]
    return read(model._base_manager.filter(pk=instance.pk), names)[instance.pk]
