"""The words by which pieces are compared, read from a revision without touching the database."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from articles.measures import body_texts
from core.text import fold_for_search, plain_text

SHORT = 20


@dataclass(frozen=True)
class PieceText:
    """Folded words of a piece; `words` are those of title, lead and body."""

    title: tuple[str, ...]
    words: tuple[str, ...]

    @property
    def is_short(self) -> bool:
        """Tell whether there is too little text, so that only the title tells pieces apart."""
        return len(self.words) < SHORT


def text_of(content: Mapping[str, Any]) -> PieceText:
    """Return the folded words of a revision's content."""
    title = str(content.get("title") or "")
    blocks = json.loads(content.get("body") or "[]")
    texts = [title, str(content.get("lead") or ""), *body_texts(blocks)]
    return PieceText(
        title=tuple(fold_for_search(title).split()),
        words=tuple(fold_for_search(" ".join(map(plain_text, texts))).split()),
    )
