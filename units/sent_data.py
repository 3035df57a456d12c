"""Takes out of sent form data what a refused form must not, or cannot, show again."""

import json
from collections.abc import Iterator
from typing import Any

from django.db.models import Model
from django.forms import ModelChoiceField
from wagtail.admin.widgets import BaseChooser
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page

References = dict[type[Model], set[int]]
NONE: set[int] = set()


def without_unreadable_choices(data: Any, *, form: Any) -> Any:
    """Return `data` with every refused choice of a chooser emptied that is no number.

    Wagtail's choosers look the number up again to show it, and fail on anything else.
    """
    unreadable = [
        key
        for name, key, _model in _choosers(form)
        if name in form.errors and not str(data.get(key) or "0").isdecimal()
    ]
    return _emptied(data, unreadable)


def without_references(data: Any, *, form: Any, unwanted: References) -> Any:
    """Return `data` without the files and pages in `unwanted`, in fields, blocks and rich text.

    Everything else stays as it was typed.
    """
    if not unwanted:
        return data
    models = {key: model for _name, key, model in _choosers(form)}
    chosen = [
        key
        for key, value in data.items()
        if str(value).isdecimal() and int(value) in _of(_model_of(key, models), unwanted)
    ]
    kept = _emptied(data.copy(), chosen)
    for key, value in data.items():
        if isinstance(value, str) and value.startswith("{") and '"entityMap"' in value:
            kept[key] = _unlinked(value, unwanted)
    return kept


def _choosers(form: Any) -> Iterator[tuple[str, str, type[Model]]]:
    for name, field in form.fields.items():
        if isinstance(field, ModelChoiceField) and isinstance(field.widget, BaseChooser):
            yield name, form.add_prefix(name), field.queryset.model


def _model_of(key: str, models: dict[str, type[Model]]) -> type[Model] | None:
    """Return what a key chooses: a field's model, or that of a block called after its model."""
    blocks = {"image": get_image_model(), "document": get_document_model(), "page": Page}
    return models.get(key) or blocks.get(key.rpartition("-")[2])


def _of(model: type[Model] | None, unwanted: References) -> set[int]:
    return unwanted.get(model, NONE) if model else NONE


def _emptied(data: Any, keys: list[str]) -> Any:
    if not keys:
        return data
    copy = data.copy()
    for key in keys:
        copy[key] = ""
    return copy


def _unlinked(rich_text: str, unwanted: References) -> str:
    """Return Draftail's content without the links and pictures in `unwanted`; words stay."""
    try:
        content = json.loads(rich_text)
        gone = set(_entities(content, unwanted))
        for block in content["blocks"]:
            ranges = [part for part in block["entityRanges"] if str(part["key"]) not in gone]
            block["entityRanges"] = ranges
    except (KeyError, ValueError, TypeError, AttributeError):
        # No editor sent this, and Wagtail cannot read it either: there are no words to keep.
        return ""
    for number in gone:
        del content["entityMap"][number]
    return json.dumps(content)


def _entities(content: dict[str, Any], unwanted: References) -> Iterator[str]:
    models = {"LINK": Page, "DOCUMENT": get_document_model(), "IMAGE": get_image_model()}
    for number, entity in content["entityMap"].items():
        if entity["data"].get("id") in _of(models.get(entity["type"]), unwanted):
            yield number
