"""What in a piece's stored text shuts readers out; what the data cannot tell is not judged.

Seen: descriptions of pictures, order of headings, headers of tables, words of links, captions or
transcript of a video page. Not seen: whether a description is true, colours, videos and sound
recordings of other sites inside a text, and what lies in attached files.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.measures import TEXT_KEYS, body_texts
from core.text import normalize, plain_text

Blocks = Sequence[dict[str, Any]]
HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
FILE_NAME = re.compile(r"\.(jpe?g|png|gif|webp|avif|heic|bmp|tiff?)$", re.IGNORECASE)
ADDRESS = re.compile(r"^(https?://|www\.)\S+$", re.IGNORECASE)
# Words that lead nowhere for somebody who hears a list of links.
EMPTY_WORDS = frozenset(
    {
        "tại đây", "ở đây", "đây", "xem tại đây", "tải tại đây", "bấm vào đây", "nhấn vào đây",
        "xem thêm", "xem", "chi tiết", "xem chi tiết", "liên kết", "link", "here", "click here",
        "this link", "read more", "more", "details",
    }
)  # fmt: skip


class Fault(models.TextChoices):
    """What is wrong with a page."""

    PICTURE = "picture", _("A picture has no description")
    HEADING = "heading", _("Headings leave out a level or are empty")
    TABLE = "table", _("A table has no header")
    LINK = "link", _("A link does not say where it leads")
    VIDEO = "video", _("The video has neither captions nor a transcript")


@dataclass(frozen=True)
class Content:
    """What is stored of a piece; `cover_alt` is None where there is no cover."""

    blocks: Blocks
    cover_alt: str | None = None
    is_video: bool = False
    has_captions: bool = False


def faults_of(content: Content) -> list[Fault]:
    """Return the kinds of fault of a piece, in a fixed order, each once."""
    marks = [(block, _marks(block)) for block in content.blocks if block.get("value")]
    found = {
        Fault.PICTURE: not all(_describes(alt) for alt in _descriptions(content)),
        Fault.HEADING: not _in_order([level for _b, mark in marks for level in mark.headings]),
        Fault.TABLE: not all(_has_header(block) for block, _m in marks),
        Fault.LINK: not all(_leads(words) for _b, mark in marks for words in mark.links),
        Fault.VIDEO: content.is_video and not (content.has_captions or _has_words(content.blocks)),
    }
    return [fault for fault, is_there in found.items() if is_there]


def _descriptions(content: Content) -> Iterator[str]:
    if content.cover_alt is not None:
        yield content.cover_alt
    for block in content.blocks:
        value = block.get("value")
        if block["type"] == "picture" and value:
            yield value.get("alt") or ""
        elif block["type"] == "gallery" and value:
            yield from (picture.get("alt") or "" for picture in _items(value))


def _items(gallery: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Give the pictures of a gallery, stored bare or, as Wagtail does now, each with an id."""
    for item in gallery.get("items") or []:
        yield item["value"] if item.get("type") == "item" else item


def _describes(alt: str) -> bool:
    words = alt.strip()
    return bool(words) and not FILE_NAME.search(words)


def _in_order(levels: Sequence[int]) -> bool:
    """Tell whether no level is left out below the title, which is the first; 0 is an empty one."""
    above = 1
    for level in levels:
        if not 1 < level <= above + 1:
            return False
        above = level
    return True


def _has_header(block: dict[str, Any]) -> bool:
    if block["type"] != "table":
        return True
    value = block["value"]
    return bool(value.get("first_row_is_table_header") or value.get("first_col_is_header"))


def _leads(words: str) -> bool:
    shown = " ".join(normalize(words).split()).strip(" .,:;!…›»>→()[]“”\"'").lower()
    return bool(shown) and shown not in EMPTY_WORDS and not ADDRESS.match(shown)


def _has_words(blocks: Blocks) -> bool:
    return any(plain_text(text) for text in body_texts(blocks))


class _Marks(HTMLParser):
    """Levels of the headings (0 for an empty one) and words of the links of a rich text."""

    def __init__(self) -> None:
        super().__init__()
        self.headings: list[int] = []
        self.links: list[str] = []
        self._open: list[tuple[str, list[str]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin to collect the words of a heading or link."""
        if tag == "a" or tag in HEADINGS:
            self._open.append((tag, []))

    def handle_data(self, data: str) -> None:
        """Add words to whatever is open around them."""
        for _tag, words in self._open:
            words.append(data)

    def handle_endtag(self, tag: str) -> None:
        """Keep what was collected."""
        if not self._open or self._open[-1][0] != tag:
            return
        words = "".join(self._open.pop()[1])
        if tag == "a":
            self.links.append(words)
        else:
            self.headings.append(HEADINGS[tag] if words.strip() else 0)


def _marks(block: dict[str, Any]) -> _Marks:
    marks, value = _Marks(), block["value"]
    if block["type"] == "heading":
        has_words = bool((value.get("text") or "").strip())
        marks.headings.append(HEADINGS.get(value.get("level"), 2) if has_words else 0)
    elif block["type"] in TEXT_KEYS and isinstance(value, str) and "<" in value:
        marks.feed(value)
        marks.close()
    return marks
