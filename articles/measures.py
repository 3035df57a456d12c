"""Counts words and pictures of a piece, for queues, quotas and grading."""

from collections.abc import Iterator
from typing import Any

from core.text import word_count

TEXT_KEYS = {"rich_text", "note"}


def raw_blocks(page) -> list[dict[str, Any]]:
    """Return the body as `[{"type", "value"}]` without loading what it refers to."""
    return [
        {"type": block["type"], "value": block["value"]} for block in page.body.get_prep_value()
    ]


def referenced_ids(page, *, chooser: str) -> set[int]:
    """Return the ids of all images (`chooser="image"`) or documents (`"document"`) of a piece."""
    found = {
        int(value)
        for block in raw_blocks(page)
        for key, value in _walk(block["value"])
        if key == chooser and str(value).isdigit()
    }
    if chooser == "image" and page.cover_id:
        found.add(page.cover_id)
    return found


def body_measures(page) -> tuple[int, int]:
    """Return (words, pictures) of title, lead and body; the cover counts as a picture."""
    words = word_count(page.title) + word_count(page.lead)
    pictures = 1 if page.cover_id else 0
    for block in raw_blocks(page):
        if block["type"] in TEXT_KEYS:
            words += word_count(block["value"] or "")
            continue
        for key, value in _walk(block["value"]):
            if key == "image" and value:
                pictures += 1
            elif key in {"text", "caption"} and isinstance(value, str):
                words += word_count(value)
            elif key == "data" and isinstance(value, list):
                words += sum(word_count(cell) for row in value for cell in row if cell)
    return words, pictures


def _walk(value: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(value, dict):
        for key, item in value.items():
            yield key, item
            if key != "data":
                yield from _walk(item)
    elif isinstance(value, list):
        for item in value:
            yield from _walk(item)
