"""Counts words and pictures of a piece, for queues, quotas, grading and likeness."""

from collections.abc import Iterable, Iterator
from typing import Any

from core.text import word_count

TEXT_KEYS = {"rich_text", "note"}
# Syllables that are read in a minute. No measured norm for Vietnamese is known to us; readers of
# English take in 238 words a minute (Brysbaert 2019, Journal of Memory and Language 109).
SYLLABLES_A_MINUTE = 220
# Under which keys blocks name their files.
CHOOSER_KEYS = {"image": {"image", "poster"}, "document": {"document"}}


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
        if key in CHOOSER_KEYS[chooser] and str(value).isdigit()
    }
    columns = ("cover_id",) if chooser == "image" else page.document_columns
    return found | {pk for name in columns if (pk := getattr(page, name))}


def body_measures(page) -> tuple[int, int]:
    """Return (words, pictures) of title, lead and body; the cover counts as a picture."""
    blocks = raw_blocks(page)
    words = sum(word_count(text) for text in (page.title, page.lead, *body_texts(blocks)))
    pictures = sum(
        1 for block in blocks for key, value in _walk(block["value"]) if key == "image" and value
    )
    return words, pictures + (1 if page.cover_id else 0)


def reading_minutes(words: int) -> int:
    """Return how many minutes it takes to read so many syllables, at least one."""
    return max(1, round(words / SYLLABLES_A_MINUTE))


def body_texts(blocks: Iterable[dict[str, Any]]) -> Iterator[str]:
    """Give the texts of raw blocks that a reader counts as the piece, HTML or plain, in order."""
    for block in blocks:
        if block["type"] in TEXT_KEYS:
            yield block["value"] or ""
            continue
        for key, value in _walk(block["value"]):
            if key in {"text", "caption"} and isinstance(value, str):
                yield value
            elif key == "data" and isinstance(value, list):
                yield from (cell for row in value for cell in row if cell)


def _walk(value: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(value, dict):
        for key, item in value.items():
            yield key, item
            if key != "data":
                yield from _walk(item)
    elif isinstance(value, list):
        for item in value:
            yield from _walk(item)
