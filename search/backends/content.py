"""Reads from an object the texts that its search fields name."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Manager, Model
from django.utils.encoding import force_str
from modelsearch.index import AutocompleteField, RelatedFields, SearchField

INDEXED = (SearchField, AutocompleteField)


@dataclass
class Content:
    """Texts of one object; `body` with the boost of each field."""

    title: list[str] = field(default_factory=list)
    body: list[tuple[str, float]] = field(default_factory=list)
    autocomplete: list[str] = field(default_factory=list)


def content_of(obj: Any) -> Content:
    """Collect what `obj` wants indexed. An empty field adds nothing."""
    content = Content()
    for search_field, text in _texts(obj, obj.get_search_fields()):
        if isinstance(search_field, AutocompleteField):
            content.autocomplete.append(text)
        elif search_field.field_name == "title":
            content.title.append(text)
        else:
            content.body.append((text, search_field.boost or 1.0))
    return content


def _texts(obj: Any, fields: Iterable[Any]) -> Iterator[tuple[SearchField, str]]:
    for search_field in fields:
        if isinstance(search_field, RelatedFields):
            for related in _related(search_field.get_value(obj)):
                yield from _texts(related, search_field.fields)
        elif isinstance(search_field, INDEXED) and (text := _as_text(search_field.get_value(obj))):
            yield search_field, text


def _related(value: Any) -> Iterable[Model]:
    if isinstance(value, Manager):
        return value.all()
    value = value() if callable(value) else value
    return [] if value is None else [value]


def _as_text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, (list, tuple)):
        return " ".join(filter(None, map(_as_text, value)))
    return force_str(value)
