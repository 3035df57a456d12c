"""Joins items into lists, and spells out the numbers that HTML cannot show."""

from collections.abc import Sequence
from dataclasses import replace
from html import escape
from itertools import groupby

from articles.importing.content import Part
from articles.importing.numbering import Item


def join_items(parts: list[Part]) -> list[Part]:
    """Return the parts with lists in place of items.

    HTML counts every list 1, 2, 3 from its beginning. Items of all other lists (interrupted ones,
    letters, “1.2”) become paragraphs that begin with their numbers.
    """
    spelled = _lists_to_spell_out(parts)
    parts = [_spelled_out(part) if _list_key(part) in spelled else part for part in parts]
    groups = [list(group) for _kind, group in groupby(parts, key=lambda part: part.kind)]
    joined = [[_list(group)] if group[0].kind == "item" else group for group in groups]
    return [part for group in joined for part in group]


def _list_key(part: Part) -> str:
    return part.item.list_key if part.item and part.item.label else ""


def _lists_to_spell_out(parts: list[Part]) -> set[str]:
    places: dict[str, int] = {}
    found = set()
    for place, (_kind, group) in enumerate(groupby(parts, key=lambda part: part.kind)):
        for item in [part.item for part in group if part.item and part.item.label]:
            begins_late = item.list_key not in places and item.number != 1
            is_elsewhere = places.setdefault(item.list_key, place) != place
            if begins_late or is_elsewhere or item.label.strip("().") != str(item.number):
                found.add(item.list_key)
    return found


def _spelled_out(part: Part) -> Part:
    label = part.item.label if part.item else ""
    return replace(
        part,
        kind="paragraph",
        item=None,
        text=f"{label} {part.text}".strip(),
        html=f"<p>{escape(label, quote=False)} {part.html}</p>",
    )


def _list(parts: Sequence[Part]) -> Part:
    text = "\n".join(f"{part.item.label or '-'} {part.text}".strip() for part in parts if part.item)
    return Part(
        "list", text=text, html=_html([(part.item, part.html) for part in parts if part.item])
    )


def _html(rows: Sequence[tuple[Item, str]]) -> str:
    """Return items as nested lists; a level that was skipped is none of its own."""
    written = ""
    open_lists: list[tuple[int, str]] = []
    for item, inner in rows:
        name = "ol" if item.label else "ul"
        while open_lists and open_lists[-1][0] > item.level:
            written += f"</li></{open_lists.pop()[1]}>"
        if open_lists and open_lists[-1] == (item.level, name):
            written += "</li>"
        else:
            if open_lists and open_lists[-1][0] == item.level:
                written += f"</li></{open_lists.pop()[1]}>"
            open_lists.append((item.level, name))
            written += f"<{name}>"
        written += f"<li>{inner}"
    return written + "".join(f"</li></{name}>" for _level, name in reversed(open_lists))
