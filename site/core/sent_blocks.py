"""Blocks that mend the text sent to them and refuse what no editor sends."""

import json
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.stream_block import StreamBlockValidationError
from wagtail.contrib.table_block.blocks import TableBlock

from core.text import normalize

DAMAGED = _(
    "The text of this piece arrived damaged, so nothing was saved. Go back and send it again."
)
MAX_BLOCKS = 500


def mended(value: Any) -> Any:
    """Return JSON data with every text in it in NFC."""
    if isinstance(value, str):
        return normalize(value)
    if isinstance(value, dict):
        return {key: mended(item) for key, item in value.items()}
    return [mended(item) for item in value] if isinstance(value, list) else value


class TextLineBlock(blocks.CharBlock):
    """A line of text, mended before its length is counted."""

    def value_from_form(self, value: Any) -> Any:
        """Return the mended text."""
        return mended(value)


class PlainTextBlock(blocks.TextBlock):
    """Lines of text, mended before their length is counted."""

    def value_from_form(self, value: Any) -> Any:
        """Return the mended text."""
        return mended(value)


class TextTableBlock(TableBlock):
    """A table of texts: equally long rows, each cell a text or empty."""

    def value_from_form(self, value: Any) -> Any:
        """Return the table; raise `ValueError` for what the editor's table never sends."""
        table = json.loads(value)
        if table is not None and not _is_table(table):
            raise ValueError("not a table")
        return table


def _is_table(table: Any) -> bool:
    rows = table.get("data") if isinstance(table, dict) else None
    return (
        isinstance(rows, list)
        and all(isinstance(row, list) for row in rows)
        and len({len(row) for row in rows}) <= 1
        and all(cell is None or isinstance(cell, str) for row in rows for cell in row)
    )


class SentStreamBlock(blocks.StreamBlock):
    """Stream that answers garbled form data with a message instead of an error page."""

    def value_from_datadict(self, data, files, prefix):
        """Return what was sent; an empty stream, marked as damaged, when it cannot be read."""
        try:
            self._refuse_strange_blocks(data, prefix)
            return super().value_from_datadict(data, files, prefix)
        except (KeyError, ValueError, TypeError, AttributeError):
            # Wagtail reads counts, orders and JSON on trust; `clean` reports the damage.
            value = self.empty_value()
            value.is_damaged = True
            return value

    def _refuse_strange_blocks(self, data, prefix: str) -> None:
        """Raise `ValueError` for counts and types that Wagtail would drop without a word."""
        count = int(data[f"{prefix}-count"])
        if not 0 <= count <= MAX_BLOCKS:
            raise ValueError("count")
        for number in range(count):
            kept = not data[f"{prefix}-{number}-deleted"]
            if kept and data[f"{prefix}-{number}-type"] not in self.child_blocks:
                raise ValueError("type")

    def clean(self, value):
        """Refuse a damaged stream."""
        if getattr(value, "is_damaged", False):
            raise StreamBlockValidationError(non_block_errors=[ValidationError(DAMAGED)])
        return super().clean(value)

    def get_prep_value(self, value):
        """Return what is stored, with every text in it mended, whatever way it came in."""
        return mended(super().get_prep_value(value))
