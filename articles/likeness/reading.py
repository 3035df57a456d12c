"""A piece's text as paragraphs, read from a revision without touching the database."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from articles.measures import body_texts
from core.text import normalize, plain_text

_PARAGRAPH_END = re.compile(r"</(?:p|li|h[1-6]|blockquote)>|<br\s*/?>", re.IGNORECASE)


@dataclass(frozen=True)
class ReadText:
    """What is compared: the title, the lead and the paragraphs of the body."""

    title: str
    lead: str
    body: tuple[str, ...]

    def paragraphs(self) -> list[str]:
        """Return all of it in order, so that a sentence moved from lead to body is found."""
        return [self.title, self.lead, *self.body]


def read_text(content: Mapping[str, Any]) -> ReadText:
    """Return the words of a revision's content as a reader sees them."""
    blocks = json.loads(content.get("body") or "[]")
    parts = (part for text in body_texts(blocks) for part in _PARAGRAPH_END.split(text))
    shown = (plain_text(part) for part in parts)
    return ReadText(
        title=_plain(content.get("title")),
        lead=_plain(content.get("lead")),
        body=tuple(text for text in shown if text),
    )


def _plain(text: Any) -> str:
    return " ".join(normalize(str(text or "")).split())
