"""Mends text that was typed in an old Vietnamese font, where its letters prove it."""

from collections.abc import Iterable

from core.text.legacy_fonts import Charset, charset_of, is_in_charset, joins, to_unicode

# A piece of text with the name of its font, None where nothing is known.
Piece = tuple[str, str | None]


def mended(pieces: Iterable[Piece]) -> str:
    """Return the pieces as one text; those in an old font as Unicode.

    An old font's name alone proves nothing: offices label Unicode with it. All pieces of a charset
    are judged together, and a single letter that only Unicode has acquits them.
    """
    known = [(text, charset_of(_plain_name(font))) for text, font in pieces]
    sure = {charset for charset in Charset if _is_sure(known, charset)}
    parts: list[str] = []
    waiting, current = "", None
    for text, charset in known:
        charset = charset if charset in sure else None
        if charset is not current or (charset and not _goes_on(waiting, text, charset)):
            parts.append(to_unicode(waiting, current) if current else waiting)
            waiting = ""
        waiting, current = waiting + text, charset
    parts.append(to_unicode(waiting, current) if current else waiting)
    return "".join(parts)


def _is_sure(known: list[tuple[str, Charset | None]], charset: Charset) -> bool:
    family = {charset}
    if charset in (Charset.TCVN3, Charset.TCVN3_CAPITALS):
        family = {Charset.TCVN3, Charset.TCVN3_CAPITALS}
    found = {is_in_charset(text, one) for text, one in known if one in family}
    return True in found and False not in found


def _goes_on(before: str, after: str, charset: Charset) -> bool:
    """Tell whether two pieces are one word or one line: a letter may be split over them."""
    return joins(before, after, charset) or bool(before)


def _plain_name(font: str | None) -> str:
    """Return the name of a font without the mark of a subset: `/ABCDEF+.VnTime`."""
    return (font or "").lstrip("/").rpartition("+")[2]
