"""Rows as they stand now, held until the change is done, and whether somebody saw them so."""

import hashlib
from collections.abc import Mapping
from typing import Any, TypeVar

from django.db.models import Model

from .refusals import ChangedMeanwhile

Row = TypeVar("Row", bound=Model)


def locked(model: type[Row], pk: int, *, seen: str | None = None) -> Row:
    """Return a row that nobody else changes before the transaction ends.

    `seen` is `standing_of` the row as the person saw it, None where nobody looked.
    Raises `DoesNotExist` and `ChangedMeanwhile`.
    """
    row = model._default_manager.select_for_update().get(pk=pk)
    refuse_newer(row, seen)
    return row


def refuse_newer(row: Model, seen: str | None) -> None:
    """Raise `ChangedMeanwhile` unless a row stands as the person saw it.

    Ask first whether the row is already as the person wants it: a second click is no conflict.
    """
    if seen is not None and seen != standing_of(row):
        raise ChangedMeanwhile


def is_already(row: Model, wanted: Mapping[str, Any]) -> bool:
    """Tell whether a row has these values."""
    return all(getattr(row, name) == value for name, value in wanted.items())


def standing_of(row: Model) -> str:
    """Return a short digest of all columns of a row: it differs as soon as one of them does."""
    values = [str(getattr(row, field.attname)) for field in row._meta.concrete_fields]
    return hashlib.sha256("\x1f".join(values).encode()).hexdigest()[:20]
