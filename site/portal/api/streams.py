"""Checks the shape of StreamField JSON, which Wagtail's v3 takes on trust until it breaks."""

from collections.abc import Callable
from functools import partial
from typing import Annotated, Any

from django.utils.translation import gettext as _
from modelcluster.fields import ParentalManyToManyField
from pydantic import AfterValidator
from wagtail import blocks
from wagtail.api.v3.schemas import create_generator, patch_generator
from wagtail.contrib.table_block.blocks import TableBlock
from wagtail.fields import StreamField

MAX_ITEMS = 500
MAX_TEXT = 200_000


def register() -> None:
    """Make both input generators of API v3 check streams; call before they are first used."""
    for generator in (create_generator, patch_generator):
        generator.register_field_schema(StreamField, _field_schema)
        # Wagtail would demand topics of every piece, even where the editor does not.
        generator.register_field_schema(ParentalManyToManyField, lambda *_field: (list[int], []))


def _field_schema(generator: Any, field: StreamField) -> tuple[Any, Any]:
    return Annotated[list[Any], AfterValidator(partial(checked_stream, field.stream_block))], []


def checked_stream(block: blocks.StreamBlock, value: list[Any]) -> list[Any]:
    """Return `value` when it has the shape of `block`; raise `ValueError` that says where not."""
    _check_stream(block, value, "")
    return value


def _check_stream(block: Any, value: Any, path: str) -> None:
    for position, item in enumerate(_items(value, path)):
        here = _join(path, position)
        _require(isinstance(item, dict), here, _("a block is an object with “type” and “value”"))
        _require(set(item) <= {"type", "value", "id"}, here, _("a block has no other keys"))
        _require("value" in item, here, _("“value” is missing"))
        kind = item.get("type")
        known = isinstance(kind, str) and kind in block.child_blocks
        _require(
            known,
            here,
            _("unknown type; known are %(types)s") % {"types": ", ".join(block.child_blocks)},
        )
        _require(isinstance(item.get("id", ""), (str, type(None))), here, _("“id” is text"))
        check_block(block.child_blocks[kind], item["value"], _join(here, kind))


def _check_list(block: Any, value: Any, path: str) -> None:
    for position, item in enumerate(_items(value, path)):
        check_block(block.child_block, item, _join(path, position))


def _check_struct(block: Any, value: Any, path: str) -> None:
    _require(isinstance(value, dict), path, _("this must be an object"))
    _require(
        set(value) <= set(block.child_blocks),
        path,
        _("unknown key; known are %(keys)s") % {"keys": ", ".join(block.child_blocks)},
    )
    for name, child in block.child_blocks.items():
        if name in value:
            check_block(child, value[name], _join(path, name))


def _check_rich_text(block: Any, value: Any, path: str) -> None:
    if isinstance(value, dict):
        _require(set(value) <= {"format", "content"}, path, _("this must be text"))
        value = value.get("content")
    _check_text(block, value, path)


def _check_text(block: Any, value: Any, path: str) -> None:
    _require(value is None or isinstance(value, str), path, _("this must be text"))
    _require(value is None or len(value) <= MAX_TEXT, path, _("this text is too long"))


def _check_key(block: Any, value: Any, path: str) -> None:
    whole = isinstance(value, int) and not isinstance(value, bool) and value > 0
    _require(value is None or whole, path, _("this must be the number of an image or document"))
    # Wagtail would save the draft with an empty place where the file was named.
    exists = value is None or block.model_class.objects.filter(pk=value).exists()
    _require(exists, path, _("there is no file of this number"))


def _check_table(block: Any, value: Any, path: str) -> None:
    _require(isinstance(value, dict), path, _("this must be an object"))
    rows = value.get("data")
    _require(isinstance(rows, list) and len(rows) <= MAX_ITEMS, path, _("“data” is a list of rows"))
    for row in rows:
        cells_are_text = isinstance(row, list) and all(
            cell is None or isinstance(cell, str) for cell in row
        )
        _require(cells_are_text, path, _("each row is a list of texts"))
    widths = {len(row) for row in rows}
    _require(len(widths) <= 1, path, _("all rows have the same number of cells"))
    for key, item in value.items():
        if key in {"cell", "mergeCells"}:
            _require(_are_cells(item), path, _("“cell” and “mergeCells” list row and col numbers"))
        elif key != "data":
            simple = item is None or isinstance(item, (str, bool))
            _require(simple, path, _("apart from cells there are texts and true or false only"))


def _are_cells(value: Any) -> bool:
    return value is None or (
        isinstance(value, list)
        and all(
            isinstance(cell, dict)
            and isinstance(cell.get("row"), int)
            and isinstance(cell.get("col"), int)
            and all(isinstance(part, (str, int, type(None))) for part in cell.values())
            for cell in value
        )
    )


def _check_scalar(block: Any, value: Any, path: str) -> None:
    scalar = value is None or isinstance(value, (str, int, float, bool))
    _require(scalar, path, _("this must be a single value"))


CHECKS: tuple[tuple[Any, Callable[[Any, Any, str], None]], ...] = (
    (blocks.stream_block.BaseStreamBlock, _check_stream),
    (blocks.ListBlock, _check_list),
    (blocks.struct_block.BaseStructBlock, _check_struct),
    (blocks.RichTextBlock, _check_rich_text),
    (blocks.ChooserBlock, _check_key),
    (TableBlock, _check_table),
    ((blocks.CharBlock, blocks.TextBlock, blocks.URLBlock, blocks.ChoiceBlock), _check_text),
)


def check_block(block: Any, value: Any, path: str) -> None:
    """Check one value against its block; raise `ValueError` that says where it is wrong."""
    for classes, check in CHECKS:
        if isinstance(block, classes):
            check(block, value, path)
            return
    _check_scalar(block, value, path)


def _items(value: Any, path: str) -> list[Any]:
    _require(isinstance(value, list), path, _("this must be a list"))
    _require(len(value) <= MAX_ITEMS, path, _("there are too many blocks"))
    return value


def _join(path: str, part: Any) -> str:
    return f"{path}.{part}" if path else str(part)


def _require(condition: bool, path: str, message: str) -> None:
    if not condition:
        raise ValueError(f"{path}: {message}" if path else message)
