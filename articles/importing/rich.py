"""Writes the editor's rich text: few tags, and only links that were checked."""

import re
from collections.abc import Iterable
from html import escape
from itertools import groupby

from articles.importing.spans import LINE_BREAK, Span

LOOKS = (("is_raised", "sup"), ("is_italic", "i"), ("is_bold", "b"))
BLANK = "(?:<br/>|[ \t])"
EDGES = re.compile(f"^{BLANK}+|{BLANK}+$")


def line_of(spans: Iterable[Span]) -> str:
    """Return the words of spans in one line."""
    return " ".join("".join(span.text for span in spans).split())


def inline(spans: list[Span]) -> str:
    """Return spans as the inside of a paragraph or item."""
    inner = "".join(
        _linked("".join(map(_tagged, group)), address)
        for address, group in groupby(spans, key=lambda span: span.address)
    )
    return EDGES.sub("", inner)


def is_all(spans: list[Span], look: str) -> bool:
    """Tell whether all words of some spans have a look, such as `is_bold`."""
    worded = [span for span in spans if span.text.strip()]
    return bool(worded) and all(getattr(span, look) for span in worded)


def _linked(inner: str, address: str) -> str:
    return f'<a href="{escape(address)}">{inner}</a>' if address and inner.strip() else inner


def _tagged(span: Span) -> str:
    """Return the words of a span in their tags, the spaces around them outside."""
    text = re.sub("[ \t]+", " ", span.text)
    words = text.strip()
    before, _words, after = text.partition(words) if words else (text, "", "")
    tagged = escape(words, quote=False)
    for look, name in LOOKS:
        tagged = f"<{name}>{tagged}</{name}>" if words and getattr(span, look) else tagged
    return f"{before}{tagged}{after}".replace(LINE_BREAK, "<br/>")
