"""Counts and cuts words: Vietnamese writes each syllable apart, so a word is a syllable."""

import re
from html.parser import HTMLParser

from .normalization import normalize

# Tags inside a word (`<b>Công</b> đoàn`, H<sub>2</sub>O): they do not part it.
INLINE_TAGS = frozenset(
    {"a", "abbr", "b", "bdi", "cite", "code", "del", "em", "i", "ins", "mark", "q", "s"}
    | {"small", "span", "strong", "sub", "sup", "u"}
)
HIDDEN_TAGS = frozenset({"script", "style", "template"})

_WORD = re.compile(r"[^\W_]+")


class _TextOnly(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.hidden += tag in HIDDEN_TAGS
        self._part(tag)

    def handle_endtag(self, tag: str) -> None:
        self.hidden = max(0, self.hidden - (tag in HIDDEN_TAGS))
        self._part(tag)

    def handle_data(self, data: str) -> None:
        if not self.hidden:
            self.parts.append(data)

    def _part(self, tag: str) -> None:
        if tag not in INLINE_TAGS:
            self.parts.append(" ")


def plain_text(html: str) -> str:
    """Return the words a reader sees in `html`, tags removed, block tags as spaces."""
    parser = _TextOnly()
    parser.feed(html)
    parser.close()
    return " ".join(normalize("".join(parser.parts)).split())


def words(text: str) -> list[str]:
    """Return the words of `text`, without punctuation: `06b/NQ-TLĐ` has three."""
    return _WORD.findall(normalize(text))


def word_count(html_or_text: str) -> int:
    """Count the words as an editor does: runs between spaces that hold a letter or digit."""
    return sum(1 for run in plain_text(html_or_text).split() if _WORD.search(run))
